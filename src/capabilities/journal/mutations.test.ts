import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toBase64 } from '../../foundation/base64.ts'
import { utf8, type Bytes } from '../../foundation/bytes.ts'
import { expectAccepted } from '../../foundation/result.ts'
import { mutate } from '../../testing/mutate.ts'
import { logInMemory, paperEntries, paperJournal, paperKey, paperSeed } from '../../testing/paper-journal.ts'
import { seededRandom } from '../../foundation/seeded-random.ts'
import { audit } from './audit/audit.ts'
import { follow } from './audit/follow.ts'
import { writeAddCheckpoint } from './core/add-checkpoint.ts'
import { noteText } from './core/note.ts'
import { openCheckpoint, type OpenedCheckpoint } from './core/open-checkpoint.ts'
import { verifyProof, writeProof } from './core/proof-file.ts'
import { createSigningKey } from './signer/signer.ts'
import { serveWitness } from './witness/serve-witness.ts'
import { openWitness, originHash, type Witness } from './witness/witness.ts'

const NOTES = 40_000
const PROOFS = 30_000
const SMALL_LOGS = 12_000
const LARGE_LOGS = 1000
const REQUESTS = 20_000
const OVER_HTTP = 1000

const SIZES = [7, 20, 40] as const
const [SMALL, MIDDLE, LARGE] = SIZES
const entries = paperEntries(300)
const journal = paperJournal(entries.slice(0, LARGE))
/** Same keys, another history: what a log could show that lies. */
const lie = paperJournal([...entries.slice(0, 5), utf8('visavis1 lie'), ...entries.slice(6, LARGE)])
const text = noteText

let tried = 0
const trouble: string[] = []
/** Runs one mutated thing; what throws or is believed is told with its bytes. `judge` answers what was wrongly believed. */
async function attempt(kind: string, mutated: Bytes, judge: () => Promise<string | undefined>) {
  tried += 1
  const problem = await judge().catch((error: unknown) => `CRASH ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  if (problem !== undefined && trouble.length < 10) trouble.push(`${kind}: ${problem}\n${JSON.stringify(text(mutated))}`)
}
function expectNone(count: number, before: number) {
  expect(trouble.splice(0)).toEqual([])
  expect(tried - before).toBe(count)
}

/** Says what it says: a size with its own root, and witnesses that signed that size when they did. */
const genuine = new Map<string, OpenedCheckpoint>()
const meaning = ({ checkpoint }: Pick<OpenedCheckpoint, 'checkpoint'>) => `${checkpoint.origin} ${checkpoint.size} ${toBase64(checkpoint.root)}`
function wronglyBelieved(opened: OpenedCheckpoint): string | undefined {
  const own = genuine.get(meaning(opened))
  if (own === undefined) return `BELIEVED ${meaning(opened)}`
  const unsigned = opened.witnesses.find(({ name, time }) => !own.witnesses.some((one) => one.name === name && one.time === time))
  return unsigned && `BELIEVED of ${unsigned.name} at ${unsigned.time}`
}

beforeAll(async () => {
  for (const size of SIZES) {
    const opened = expectAccepted(await openCheckpoint(journal.policy, await journal.note(size)))
    genuine.set(meaning(opened), opened)
  }
  expect(genuine.size).toBe(SIZES.length)
})
test('they are 100,000 together', () => {
  expect(NOTES + PROOFS + SMALL_LOGS + LARGE_LOGS + REQUESTS + OVER_HTTP).toBeGreaterThanOrEqual(100_000)
})

describe('100,000 mutated things: none is believed, none makes anything crash', () => {
  test(`${NOTES} notes`, async () => {
    const [random, before] = [seededRandom(1), tried]
    const notes = await Promise.all(SIZES.map(async (size) => utf8(await journal.note(size))))
    const fewer = await Promise.all(SIZES.map(async (size) => utf8(await journal.note(size, ['ldh']))))
    const lies = await Promise.all(SIZES.map(async (size) => utf8(await lie.note(size, ['ldh']))))
    for (let count = 0; count < NOTES; count += 1) {
      const mutated = mutate(random.pick(notes), random, [...notes, ...fewer, ...lies])
      await attempt('note', mutated, async () => {
        const opened = await openCheckpoint(journal.policy, text(mutated))
        return opened.ok ? wronglyBelieved(opened.value) : undefined
      })
    }
    expectNone(NOTES, before)
  })

  test(`${PROOFS} proof files`, async () => {
    const [random, before] = [seededRandom(2), tried]
    const proofOf = async (log: typeof journal, index: number, size: number) =>
      utf8(writeProof({ index, hashes: await log.inclusion(index, size), note: await log.note(size, log === lie ? ['ldh'] : undefined) }))
    const places = [[3, SMALL], [3, MIDDLE], [3, LARGE], [19, MIDDLE], [19, LARGE], [39, LARGE]] as const // prettier-ignore
    const proofs = await Promise.all(places.map(async ([index, size]) => ({ index, bytes: await proofOf(journal, index, size) })))
    const donors = [...proofs.map(({ bytes }) => bytes), await proofOf(lie, 3, LARGE), await proofOf(lie, 5, LARGE)]
    for (const { index, bytes } of proofs) expect((await verifyProof(journal.policy, text(bytes), entries[index] ?? bytes)).ok).toBe(true)
    for (let count = 0; count < PROOFS; count += 1) {
      const { index, bytes } = random.pick(proofs)
      const mutated = mutate(bytes, random, donors)
      const presented = random.below(4) === 0 ? random.below(LARGE) : index
      await attempt('proof', mutated, async () => {
        const verified = await verifyProof(journal.policy, text(mutated), entries[presented] ?? bytes)
        if (!verified.ok) return undefined
        return verified.value.index === presented ? wronglyBelieved(verified.value) : `BELIEVED entry ${presented} at ${verified.value.index}`
      })
    }
    expectNone(PROOFS, before)
  })

  test.each([
    [SMALL_LOGS, MIDDLE],
    [LARGE_LOGS, 300],
  ])('%d tiles and bundles, in logs of %d entries', async (times, size) => {
    const [random, before] = [seededRandom(3), tried]
    const log = paperJournal(entries.slice(0, size), 0)
    const files = await log.files(size, [])
    const paths = [...files.keys()].filter((path) => path !== 'checkpoint')
    const donors = [...files.values()].map((bytes) => new Uint8Array(bytes))
    expect(expectAccepted(await audit({ log: logInMemory(files), policy: log.policy })).problems).toEqual([])
    for (let count = 0; count < times; count += 1) {
      const path = random.pick(paths)
      const mutated = mutate(new Uint8Array(files.get(path) ?? []), random, donors)
      const shown = logInMemory(new Map([...files, [path, mutated]]))
      await attempt(path, mutated, async () => {
        const audited = await audit({ log: shown, policy: log.policy })
        if (audited.ok && audited.value.problems.length === 0) return 'BELIEVED by the audit'
        const followed = path.includes('entries') ? await follow(shown, log.policy, undefined) : undefined
        return followed?.ok === true ? 'BELIEVED by who follows' : undefined
      })
    }
    expectNone(times, before)
  })
})

describe('mutated requests to a witness', () => {
  let folder: string
  let witness: Witness
  const hash = originHash(paperKey('log').name)
  const record = () => join(folder, 'records', hash)
  const open = async () => (witness = await openWitness({ folder, logs: [paperKey('log')], clock: () => new Date('2027-03-01T10:00:00Z') }))
  const requestFor = async (log: typeof journal, old: number, size: number) =>
    utf8(writeAddCheckpoint({ old, proof: old === size ? [] : await log.consistency(old, size), note: await log.note(size, []) }))
  const held = () => witness.latest(hash) ?? ''
  /** As it was when it had seen the small tree: what it had signed since is forgotten, so that each request meets the same memory. */
  const rewind = async () => {
    await witness.close()
    copyFileSync(join(folder, 'kept'), record())
    await open()
  }
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'visavis-mutations-'))
    await createSigningKey(folder, { kind: 'witness', name: paperKey('ldh').name, seed: paperSeed('ldh') })
    await open()
    expectAccepted(await witness.addCheckpoint(text(await requestFor(journal, 0, SMALL))))
    copyFileSync(record(), join(folder, 'kept'))
  })
  afterAll(async () => {
    await witness.close()
    rmSync(folder, { recursive: true })
  })
  const material = async () => {
    const valid = await Promise.all([requestFor(journal, SMALL, MIDDLE), requestFor(journal, SMALL, LARGE), requestFor(journal, SMALL, SMALL)])
    const others = await Promise.all([requestFor(journal, MIDDLE, LARGE), requestFor(journal, 0, LARGE), requestFor(lie, SMALL, LARGE), requestFor(lie, SMALL, SMALL), requestFor(lie, 0, LARGE)]) // prettier-ignore
    return { valid, donors: [...valid, ...others] }
  }
  /** After a request that was answered with a cosignature: does it hold something that the journal is not? */
  const judgeHeld = async () => {
    const opened = await openCheckpoint({ ...journal.policy, quorum: 'ldh' }, held())
    const problem = opened.ok ? (genuine.has(meaning(opened.value)) ? undefined : `COSIGNED ${meaning(opened.value)}`) : `HOLDS ${opened.code}`
    await rewind()
    return problem
  }

  test(`${REQUESTS} asked of it directly: it cosigns nothing but what the journal is, and forgets nothing`, async () => {
    const [random, before] = [seededRandom(4), tried]
    const { valid, donors } = await material()
    const small = held()
    for (let count = 0; count < REQUESTS; count += 1) {
      const mutated = mutate(random.pick(valid), random, donors)
      await attempt('request', mutated, async () => {
        const answer = await witness.addCheckpoint(text(mutated))
        if (answer.ok) return judgeHeld()
        return held() === small ? undefined : 'CHANGED its memory without an answer'
      })
    }
    expectNone(REQUESTS, before)
  })

  test(`${OVER_HTTP} sent over HTTP: each is answered as the specification says`, async () => {
    const [random, before] = [seededRandom(5), tried]
    const { valid, donors } = await material()
    const forwarding = { ...witness, addCheckpoint: (body: string) => witness.addCheckpoint(body) }
    const served = await serveWitness(forwarding, { host: '127.0.0.1', port: 0, perSecond: 1_000_000 })
    const seen = new Set<number>()
    for (let count = 0; count < OVER_HTTP; count += 1) {
      const mutated = mutate(random.pick(valid), random, donors)
      await attempt('HTTP', mutated, async () => {
        const answer = await fetch(`${served.url}/add-checkpoint`, { method: 'POST', body: mutated })
        seen.add(answer.status)
        await answer.text()
        if (answer.status === 200) return judgeHeld()
        return [400, 403, 404, 409, 422].includes(answer.status) ? undefined : `ANSWERED ${answer.status}`
      })
    }
    await served.close()
    expect([...seen]).toEqual(expect.arrayContaining([200, 400, 403, 404, 409, 422]))
    expectNone(OVER_HTTP, before)
  })

  test('a body that is no text, is endless, or says nothing is refused, and the witness answers the next', async () => {
    const served = await serveWitness(witness, { host: '127.0.0.1', port: 0, perSecond: 1000 })
    const post = async (body: BodyInit) => (await fetch(`${served.url}/add-checkpoint`, { method: 'POST', body })).status
    expect(await post(new Uint8Array(50_000).fill(255))).toBe(400)
    expect(await post(new Uint8Array(70_000).fill(10))).toBe(413)
    expect(await post('')).toBe(400)
    expect(await post(`\uFEFF${text(await requestFor(journal, SMALL, SMALL))}`)).toBe(400)
    expect(await post(text(await requestFor(journal, SMALL, SMALL)))).toBe(200)
    await served.close()
  })
})
