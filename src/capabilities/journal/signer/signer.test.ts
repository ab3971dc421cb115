import { appendFileSync, cpSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { utf8, type Bytes } from '../../../foundation/bytes.ts'
import { expectAccepted } from '../../../foundation/result.ts'
import { checkEd25519 } from '../../../foundation/verify-signature.ts'
import { paperEntries, paperJournal, paperSeed } from '../../../testing/paper-journal.ts'
import { writeCheckpoint } from '../core/checkpoint.ts'
import type { Extension } from '../core/extension.ts'
import { remoteSigner } from './remote-signer.ts'
import { serveSigner } from './serve-signer.ts'
import { createSigningKey, openSigner, type Signer } from './signer.ts'

const entries = paperEntries(40)
const journal = paperJournal(entries)
/** The same journal up to its 8th entry, another from there. */
const fork = paperJournal([...entries.slice(0, 8), utf8('visavis1 another'), ...entries.slice(9)])
const origin = journal.policy.log.name
const step = async (log: typeof journal, old: number, size: number): Promise<Extension> => ({
  old,
  proof: old > size ? [] : await log.consistency(old, size),
  next: { size, root: await log.root(size) },
})
const clock = () => new Date('2027-03-01T10:00:00Z')

let folder: string
let signer: Signer
const record = () => join(folder, 'record')
const reopen = async (): Promise<Signer> => {
  const opened = await openSigner(folder, clock)
  if (opened === undefined) throw new Error('the folder has a key')
  return opened
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'visavis-signer-'))
  await createSigningKey(folder, { kind: 'log', name: origin, seed: paperSeed('log') })
  signer = await reopen()
})
afterEach(async () => {
  await signer.close()
  rmSync(folder, { recursive: true })
})

/** Everything that would be a second history after 20 entries; none may be signed, and the record must not move. */
async function expectNoFork(asked: Pick<Signer, 'sign' | 'latest'>) {
  const before = await asked.latest()
  expect(before.size).toBe(20)
  const refused = async (extension: Extension) => {
    const answer = await asked.sign(extension)
    return answer.ok ? 'SIGNED' : answer.code
  }
  expect(await refused(await step(fork, 20, 20)), 'another root at its size').toBe('root-differs')
  expect(await refused({ ...(await step(journal, 20, 20)), proof: [await journal.root(3)] }), 'a proof where none belongs').toBe('proof-wrong')
  expect(await refused(await step(journal, 12, 16)), 'smaller, truthful, old').toBe('size-differs')
  expect(await refused(await step(journal, 20, 12)), 'smaller than what it is said to continue').toBe('old-above-size')
  expect(await refused(await step(fork, 12, 30)), 'a fork from before').toBe('size-differs')
  expect(await refused(await step(fork, 20, 30)), 'a fork with the proof of the fork').toBe('proof-wrong')
  expect(await refused({ ...(await step(journal, 20, 30)), next: { size: 30, root: await fork.root(30) } }), 'another root').toBe('proof-wrong')
  expect(await refused({ ...(await step(journal, 20, 30)), proof: [] }), 'no proof').toBe('proof-wrong')
  expect(await refused({ old: 0, proof: [], next: { size: 30, root: await fork.root(30) } }), 'as if nothing had been signed').toBe('size-differs')
  expect(await asked.latest()).toEqual(before)
}

describe('a signer that is asked to sign a fork', () => {
  beforeEach(async () => {
    expectAccepted(await signer.sign(await step(journal, 0, 12)))
    expectAccepted(await signer.sign(await step(journal, 12, 20)))
  })

  test('refuses another root at the same size, a smaller size, and whatever is no extension; then signs the honest one', async () => {
    await expectNoFork(signer)
    const signed = expectAccepted(await signer.sign(await step(journal, 20, 30)))
    const text = writeCheckpoint({ origin, size: 30, root: await journal.root(30) })
    expect(await checkEd25519(signer.key.publicKey, utf8(text), signed.bytes)).toBe(true)
  })

  test('refuses the same once it was stopped and started again: its record is on the disk', async () => {
    await signer.close()
    signer = await reopen()
    await expectNoFork(signer)
  })

  test('refuses the same over HTTP, and does not answer who has no password', async () => {
    const served = await serveSigner({ host: '127.0.0.1', port: 0, password: 'seize-signes-au-moins', signers: new Map([['80021', signer]]) })
    try {
      const remote = await remoteSigner(`http://signer:seize-signes-au-moins@127.0.0.1:${served.port}`, '80021')
      await expectNoFork(remote)
      await expect(remoteSigner(`http://signer:devine@127.0.0.1:${served.port}`, '80021')).rejects.toThrow('401')
      await expect(remoteSigner(`http://signer:seize-signes-au-moins@127.0.0.1:${served.port}`, '59350')).rejects.toThrow('404')
      expectAccepted(await remote.sign(await step(journal, 20, 30)))
      expect((await signer.latest()).size).toBe(30)
    } finally {
      served.close()
    }
  })

  test('over HTTP, a request that is not what it should be is answered with 400 and signs nothing', async () => {
    const served = await serveSigner({ host: '127.0.0.1', port: 0, password: 'seize-signes-au-moins', signers: new Map([['80021', signer]]) })
    const authorization = `Basic ${Buffer.from('signer:seize-signes-au-moins').toString('base64')}`
    const root = Buffer.from(await journal.root(30)).toString('base64')
    const bodies = ['', 'null', '[]', '{', JSON.stringify({ old: 20, proof: [], size: 30, root: root.replace('=', '') })]
    const odd = [{ old: -1 }, { old: 0.5 }, { old: '20' }, { size: 2 ** 60 }, { root: `${root}\n` }, { proof: ['AA=='] }, { extra: 1 }]
    try {
      for (const body of [...bodies, ...odd.map((one) => JSON.stringify({ old: 20, proof: [], size: 30, root, ...one }))]) {
        const answer = await fetch(`http://127.0.0.1:${served.port}/80021`, { method: 'POST', headers: { authorization }, body })
        expect([body, answer.status]).toEqual([body, 400])
      }
      expect((await signer.latest()).size).toBe(20)
    } finally {
      served.close()
    }
  })

  test('whose last line was cut off by a crash goes on from the line before: that one was never answered', async () => {
    const whole = statSync(record()).size
    expectAccepted(await signer.sign(await step(journal, 20, 30)))
    await signer.close()
    for (const cut of [1, 40, statSync(record()).size - whole - 1]) {
      const bytes = readFileSync(record())
      truncateSync(record(), bytes.length - cut)
      signer = await reopen()
      await expectNoFork(signer)
      expectAccepted(await signer.sign(await step(journal, 20, 30)))
      await signer.close()
    }
    signer = await reopen()
    expect((await signer.latest()).size).toBe(30)
  })

  test('whose last line was changed or whose record was mixed up signs nothing at all', async () => {
    await signer.close()
    const bytes = readFileSync(record(), 'utf8')
    const damaged = [`${bytes}\n`, `${bytes}x\n`, bytes.replace(/ (\S)(\S+) (\d+) (\S+) \d+\n$/, ' $2 $3 $4\n'), bytes.replace(/.$/s, ' \n')]
    for (const text of damaged) {
      writeFileSync(record(), text)
      await expect(openSigner(folder, clock), JSON.stringify(text.slice(-60))).rejects.toThrow('cannot be read')
    }
    writeFileSync(record(), bytes)
    signer = await reopen()
    await expectNoFork(signer)
  })
})

describe('two signers on one folder', () => {
  let second: Signer
  beforeEach(async () => {
    second = await reopen()
  })
  afterEach(() => second.close())
  const roots = (...notes: readonly (Bytes | undefined)[]) => new Set(notes.filter((root) => root !== undefined).map((root) => root.join()))

  test('the one that did not sign last learns it from the record, and signs no other history', async () => {
    expectAccepted(await signer.sign(await step(journal, 0, 20)))
    await expectNoFork(second)
    expectAccepted(await second.sign(await step(journal, 20, 30)))
    const behind = await signer.sign(await step(fork, 20, 30))
    expect(behind).toMatchObject({ ok: false, code: 'size-differs', evidence: { size: 30 } })
    expectAccepted(await signer.sign(await step(journal, 30, 40)))
  })

  test('asked at the same moment for two histories, they never sign both, whatever the order', async () => {
    const signed: string[] = []
    for (let round = 0; round < 20; round += 1) {
      const [own, other] = await Promise.allSettled([signer.sign(await step(journal, 0, 20)), second.sign(await step(fork, 0, 20))])
      const done = [own, other].map((one) => one.status === 'fulfilled' && one.value.ok)
      expect(done.filter(Boolean).length, `round ${round}`).toBeLessThanOrEqual(1)
      const root = done[0] === true ? await journal.root(20) : done[1] === true ? await fork.root(20) : undefined
      if (root !== undefined) signed.push(root.join())
      await Promise.all([signer.close(), second.close()])
      signer = await reopen()
      second = await reopen()
      // Who opens the folder afterwards holds what was answered, and not what was refused.
      if (root !== undefined) expect(roots((await signer.latest()).root)).toEqual(roots(root))
      await Promise.all([signer.close(), second.close()])
      rmSync(record())
      signer = await reopen()
      second = await reopen()
    }
    expect(signed.length).toBeGreaterThan(0)
  })

  test('a record that was put back to an older copy under a running signer stops it', async () => {
    expectAccepted(await signer.sign(await step(journal, 0, 12)))
    const older = join(folder, 'older')
    cpSync(record(), older)
    expectAccepted(await signer.sign(await step(journal, 12, 20)))
    writeFileSync(record(), readFileSync(older))
    await expect(signer.sign(await step(journal, 20, 30))).rejects.toThrow('shorter')
    await expect(signer.sign(await step(fork, 12, 20))).rejects.toThrow('shorter')
    renameSync(older, record())
    await expect(signer.sign(await step(fork, 12, 20))).rejects.toThrow('replaced')
  })

  test('a line that another program left half written stops them until it is looked at', async () => {
    expectAccepted(await signer.sign(await step(journal, 0, 12)))
    appendFileSync(record(), '1')
    await expect(signer.sign(await step(journal, 12, 20))).rejects.toThrow('half a line')
  })
})
