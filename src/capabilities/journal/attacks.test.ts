import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Command } from 'commander'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { utf8, type Bytes } from '../../foundation/bytes.ts'
import { expectAccepted } from '../../foundation/result.ts'
import { addWitnessCommand } from '../../commands/witness.ts'
import { buildTown, type Town } from '../../testing/cast.ts'
import { forgeNote, keepCopy, plant, publishedEntries, readNote, rewriteFiles } from '../../testing/journal-forgery.ts'
import { inventedEntries, openJournalStage, WITNESSES, type JournalStage } from '../../testing/journal-stage.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { checkHistory } from './actions/check-history.ts'
import { readPublished } from './actions/publish.ts'
import { readEntry } from './actions/read-journal.ts'
import { runJournal } from './actions/run-journal.ts'
import { audit, type AuditProblem } from './audit/audit.ts'
import { follow } from './audit/follow.ts'
import { monitorOnce, type Alert } from './audit/monitor.ts'
import { openPublicLog } from './audit/open-public-log.ts'
import { writeAddCheckpoint } from './core/add-checkpoint.ts'
import { parseNote, verifyNote } from './core/note.ts'
import { verifyProof, writeProof, parseProof } from './core/proof-file.ts'
import { checkWitnesses } from './witness/check-witnesses.ts'

let site: TestSite
let town: Town
let stage: JournalStage
let made = 0
const grow = async (count: number) => expectAccepted(await stage.grow(inventedEntries(count, (made += count) - count))).checkpoint
const folder = () => stage.publisher.folder
const size = async () => (await readPublished(folder(), stage.policy))?.checkpoint.size ?? 0
const entriesNow = async () => publishedEntries(folder(), await size())
const auditOf = async (place: string, earlier?: string) =>
  expectAccepted(await audit({ log: openPublicLog(place), policy: stage.policy, ...(earlier !== undefined && { earlier }) })).problems
const kinds = (problems: readonly AuditProblem[]) => [...new Set(problems.map(({ kind }) => kind))].sort()
const indexes = (problems: readonly AuditProblem[]) => problems.flatMap((one) => (one.kind === 'entry-altered' ? [one.index] : []))

beforeAll(async () => {
  site = await openTestSite()
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'localhost:3000' })
  stage = await openJournalStage(site, { city: town.code, origin: 'amiens.example/journal' })
  await grow(590)
})
afterAll(async () => {
  await stage.close()
  await site.close()
})

/** A monitor with a memory of its own. `told`: what it said, in order; `!` before what is over. */
function watcher(name: string, place: () => string) {
  const told: string[] = []
  const deliver = async ({ code, over }: Alert) => void told.push(`${over ? '!' : ''}${code}`)
  const state = join(site.folder, 'watchers', name)
  const round = async () => {
    const watched = { log: openPublicLog(place()), policy: stage.policy, folder: state, clock: site.services.clock, certificates: undefined, deliver }
    return (await monitorOnce(watched)).map(({ code }) => code)
  }
  return { told, round }
}

const views = (place = folder()) => {
  const log = openPublicLog(place)
  const tiles = async (tile: Parameters<ReturnType<typeof plant>['tile']>[0]) => plant(await entriesNow()).tile(tile)
  return log.read('checkpoint').then((note) =>
    checkWitnesses({
      policy: stage.policy,
      published: new TextDecoder().decode(note),
      read: tiles,
      urlOf: (name) => stage.witnesses.get(name)?.served.url,
    }),
  )
}

const another: Bytes = utf8(`visavis1 receipt 2027-03-01 salted:${'A'.repeat(43)}= tag:AAAAAAAAAAA=`)

describe('entries changed in the public files', () => {
  const AT = 300
  const changes = {
    altered: (entries: readonly Bytes[]) => entries.toSpliced(AT, 1, another),
    dropped: (entries: readonly Bytes[]) => entries.toSpliced(AT, 1),
    inserted: (entries: readonly Bytes[]) => entries.toSpliced(AT, 0, another),
    'inserted, the last one pushed out': (entries: readonly Bytes[]) => entries.toSpliced(AT, 0, another).slice(0, -1),
    'dropped, another put at the end': (entries: readonly Bytes[]) => [...entries.toSpliced(AT, 1), another],
    reordered: (entries: readonly Bytes[]) => entries.toSpliced(AT, 2, ...entries.slice(AT, AT + 2).reverse()),
  }
  for (const [how, change] of Object.entries(changes))
    test(`one ${how}: the audit names the first entry that differs; with the tiles made anew to fit, the signed root speaks`, async () => {
      const kept = keepCopy(folder())
      const problems = async (tiles: boolean) => {
        rewriteFiles(kept.folder, { entries: change(await entriesNow()), size: await size(), tiles })
        return auditOf(kept.folder)
      }
      const own = await problems(false)
      expect(indexes(own)[0]).toBe(AT)
      if (how === 'altered') expect(indexes(own)).toEqual([AT])
      if (how === 'reordered') expect(indexes(own)).toEqual([AT, AT + 1])
      expect(kinds(own)).toContain(how === 'dropped' || how === 'inserted' ? 'file-malformed' : 'root-differs')
      const fitting = await problems(true)
      expect(kinds(fitting).filter((kind) => kind !== 'file-malformed')).toEqual(['root-differs'])
      expect(await follow(openPublicLog(kept.folder), stage.policy, undefined)).toMatchObject({ ok: false, code: expect.stringMatching(/^(forked|entries-missing)$/) }) // prettier-ignore
      const { told, round } = watcher(`entries ${how}`, () => kept.folder)
      await round()
      expect(told).toEqual([expect.stringMatching(/^(forked|entries-missing)$/)])
    })

  test('an upper tile changed: the audit names it, and the first entry below it', async () => {
    const kept = keepCopy(folder())
    const path = 'tile/1/000.p/2'
    const bytes = readFileSync(join(kept.folder, path))
    bytes[40] = (bytes[40] ?? 0) ^ 1
    writeFileSync(join(kept.folder, path), bytes)
    expect(await auditOf(kept.folder)).toEqual([{ kind: 'tile-altered', path, index: 256 }])
  })
  test('a file taken away, cut off, or longer than its name says: the audit names it', async () => {
    const width = (await size()) % 256
    for (const path of ['tile/entries/000', 'tile/0/001', 'tile/1/000.p/2', `tile/0/002.p/${width}`, `tile/entries/002.p/${width}`]) {
      const kept = keepCopy(folder())
      const bytes = readFileSync(join(kept.folder, path))
      writeFileSync(join(kept.folder, path), bytes.subarray(0, -32))
      expect(await auditOf(kept.folder), `${path} cut`).toContainEqual({ kind: 'file-malformed', path })
      writeFileSync(join(kept.folder, path), Buffer.concat([bytes, bytes.subarray(0, 32)]))
      expect(await auditOf(kept.folder), `${path} longer`).toContainEqual({ kind: 'file-malformed', path })
      rmSync(join(kept.folder, path))
      expect(await auditOf(kept.folder), `${path} absent`).toContainEqual({ kind: 'file-missing', path })
    }
  })
})

describe('a proof for another entry', () => {
  test('a proof file holds for its own entry at its own index alone, whoever presents it', async () => {
    const [one, other] = await Promise.all([12, 13].map((index) => readEntry(site.services, town.code, index)))
    if (one === undefined || other === undefined) throw new Error('both are published')
    expect(expectAccepted(await verifyProof(stage.policy, one.proofFile, utf8(one.text))).index).toBe(12)
    const code = async (file: string, text: string) => {
      const verified = await verifyProof(stage.policy, file, utf8(text))
      return verified.ok ? 'ACCEPTED' : verified.code
    }
    expect(await code(one.proofFile, other.text)).toBe('proof-of-another')
    expect(await code(one.proofFile, `${one.text} `)).toBe('proof-of-another')
    for (const index of [0, 11, 13, 14, 44, 268, 589, one.checkpoint.checkpoint.size, 2 ** 53 - 1])
      expect(await code(one.proofFile.replace('index 12\n', `index ${index}\n`), one.text), `index ${index}`).toBe('proof-of-another')
    const { hashes } = expectAccepted(parseProof(one.proofFile))
    const rewritten = (changed: readonly Bytes[]) => writeProof({ index: 12, hashes: changed, note: one.checkpoint.note })
    for (const changed of [hashes.slice(1), hashes.slice(0, -1), [...hashes, another.slice(0, 32)], hashes.toReversed(), other.proof, []])
      expect(await code(rewritten(changed), one.text)).toBe('proof-of-another')
  })
  test('nor does a hash inside the tree pass for an entry, nor the proof of a smaller tree under a larger checkpoint', async () => {
    const shown = await readEntry(site.services, town.code, 12)
    if (shown === undefined) throw new Error('it is published')
    const [sibling, ...above] = expectAccepted(parseProof(shown.proofFile)).hashes
    const inner = new Uint8Array([...shown.hash, ...(sibling ?? [])])
    const short = writeProof({ index: 6, hashes: above, note: shown.checkpoint.note })
    expect(await verifyProof(stage.policy, short, inner)).toMatchObject({ ok: false, code: 'proof-of-another' })
    await grow(3)
    const later = writeProof({ index: 12, hashes: shown.proof, note: readNote(folder()) })
    expect(await verifyProof(stage.policy, later, utf8(shown.text))).toMatchObject({ ok: false, code: 'proof-of-another' })
  })
})

describe('a checkpoint of another root at the same size, signed with the log’s own key', () => {
  let fork: Awaited<ReturnType<typeof makeFork>>
  const makeFork = async () => {
    const entries = (await entriesNow()).toSpliced(-7, 1, another)
    const forest = plant(entries)
    return { entries, forest, view: { size: entries.length, root: await forest.root(entries.length) } }
  }
  beforeAll(async () => {
    fork = await makeFork()
  })

  test('each witness answers 409 with its size, or 422, and signs nothing; the log is published as before', async () => {
    const body = (old: number, proof: readonly Bytes[], note: string) => writeAddCheckpoint({ old, proof, note })
    const note = await forgeNote({ site, stage }, fork.view)
    const larger = [...fork.entries, another]
    const beyond = { size: larger.length, root: await plant(larger).root(larger.length) }
    for (const { served, witness } of stage.witnesses.values()) {
      const ask = async (text: string) => {
        const answer = await fetch(`${served.url}/add-checkpoint`, { method: 'POST', body: text })
        return `${answer.status} ${answer.status === 409 ? `${answer.headers.get('content-type')} ${await answer.text()}` : ''}`.trim()
      }
      const held = `409 text/x.tlog.size ${fork.view.size}`
      expect(await ask(body(fork.view.size, [], note))).toBe(held)
      expect(await ask(body(0, [], note))).toBe(held)
      expect(await ask(body(200, await fork.forest.consistency(200, fork.view.size), note))).toBe(held)
      const proof = await plant(larger).consistency(fork.view.size, beyond.size)
      expect(await ask(body(fork.view.size, proof, await forgeNote({ site, stage }, beyond)))).toBe('422')
      expect(witness.key.kind).toBe('witness')
    }
    expect((await views()).conflicts).toEqual([])
    expect((await grow(1)).witnesses.length).toBe(3)
    fork = await makeFork()
  })

  test('shown with the signatures of too few witnesses it is no checkpoint; signed by two of three, who colluded, the monitor says: forked', async () => {
    const kept = keepCopy(folder())
    const { told, round } = watcher('fork', () => kept.folder)
    expect(await round()).toEqual([])
    writeFileSync(join(kept.folder, 'checkpoint'), await forgeNote({ site, stage }, fork.view, ['ldh']))
    expect(await round()).toEqual(['quorum-missing'])
    const honest = readNote(folder())
    const forged = await forgeNote({ site, stage }, fork.view, ['ldh', 'barreau'])
    writeFileSync(join(kept.folder, 'checkpoint'), forged)
    rewriteFiles(kept.folder, { entries: fork.entries, size: fork.view.size, tiles: true })
    expect(await auditOf(kept.folder), 'by itself it is whole').toEqual([])
    expect(await round()).toEqual(['forked'])
    expect(await round()).toEqual(['forked'])
    expect(told).toEqual(['quorum-missing', 'forked', '!quorum-missing'])
    expect(await auditOf(kept.folder, honest), 'who kept a checkpoint').toEqual([{ kind: 'earlier-differs', size: fork.view.size }])
    expect(await auditOf(folder(), forged)).toEqual([{ kind: 'earlier-differs', size: fork.view.size }])
    expect(await auditOf(folder(), await forgeNote({ site, stage }, { size: 100, root: await fork.forest.root(100) }))).toEqual([])
  })
})

describe('published files put back to an older state', () => {
  test('the monitor tells that it shrank, once; the publisher mends it without signing anything twice, and it is told that it is over', async () => {
    const older = keepCopy(folder())
    await grow(300)
    const newest = readNote(folder())
    const { told, round } = watcher('older', folder)
    expect(await round()).toEqual([])
    older.putBack()
    expect(await auditOf(folder()), 'an older state is whole by itself').toEqual([])
    expect(await auditOf(folder(), newest)).toMatchObject([{ kind: 'earlier-differs' }])
    expect([await round(), await round()]).toEqual([['shrunk'], ['shrunk']])
    await checkHistory(stage.publisher)
    const mended = expectAccepted(await stage.grow([]))
    expect(mended.witnesses.map(({ problem }) => problem)).toEqual([undefined, undefined, undefined])
    expect(await auditOf(folder(), newest)).toEqual([])
    expect(await round()).toEqual([])
    expect(told).toEqual(['shrunk', '!shrunk'])
  })

  test('under the running program too: what was put back is published again, whole', async () => {
    const older = keepCopy(folder())
    const newest = await grow(300)
    const running = await runJournal(site.services, {
      databaseUrl: site.databaseUrl,
      cities: async () => [town.code],
      addresses: (name) => stage.witnesses.get(name)?.served.url,
    })
    try {
      const until = async (done: () => Promise<boolean>) => {
        for (let tries = 0; tries < 100 && !(await done()); tries += 1) await pause(100)
      }
      const isRunning = async () => readFileSync(join(folder(), 'status.json'), 'utf8').includes('"running"')
      await until(() => isRunning().catch(() => false))
      older.putBack()
      await until(async () => (await size()) >= newest.checkpoint.size)
    } finally {
      await running.stop()
    }
    expect(await auditOf(folder(), newest.note)).toEqual([])
  })
})

describe('a journal that stops', () => {
  test('cosigned no more for a quarter of an hour: told once, and once when it goes on', async () => {
    const { told, round } = watcher('stops', folder)
    await grow(1)
    expect(await round()).toEqual([])
    site.now += 16 * 60_000
    expect([await round(), await round()]).toEqual([['stopped'], ['stopped']])
    await grow(1)
    expect(await round()).toEqual([])
    expect(told).toEqual(['stopped', '!stopped'])
  })

  test('not to be reached three times in a row: told once, what was told before stays, and once when it is back', async () => {
    let place = folder()
    const { told, round } = watcher('unreachable', () => place)
    await round()
    place = 'http://127.0.0.1:9'
    expect([await round(), await round(), await round(), await round()]).toEqual([[], [], ['unreachable'], ['unreachable']])
    place = folder()
    expect(await round()).toEqual([])
    expect(told).toEqual(['unreachable', '!unreachable'])
  })
})

describe('a witness put back to an older state', () => {
  const records = (place: string) => join(place, 'records')
  const rollBack = async (older: string) =>
    stage.restartWitness('quartier-nord', (place) => {
      rmSync(records(place), { recursive: true })
      cpSync(records(older), records(place), { recursive: true })
    })
  const older = () => keepCopy(join(site.folder, 'witnesses', 'quartier-nord'))
  const askRolledBack = (body: string) => fetch(`${stage.witnesses.get('quartier-nord')?.served.url}/add-checkpoint`, { method: 'POST', body })

  test('says its old size, is brought forward with a proof from there, and cosigns again; the publisher says of it: rolled back', async () => {
    const kept = older()
    await grow(20)
    await rollBack(kept.folder)
    const outcome = expectAccepted(await stage.grow(inventedEntries(5, (made += 5) - 5)))
    expect(outcome.witnesses.map(({ name, problem }) => [name, problem])).toEqual([...WITNESSES].map((name) => [name, name === 'quartier-nord' ? 'rolled-back' : undefined])) // prettier-ignore
    expect(outcome.checkpoint.witnesses.map(({ name }) => name)).toEqual(WITNESSES)
    const seen = await views()
    expect(seen.conflicts).toEqual([])
    expect(seen.views.map((view) => view.kind === 'view' && view.checkpoint.size)).toEqual(Array(4).fill(await size()))
    expect(expectAccepted(await stage.grow(inventedEntries(1, made++))).witnesses.map(({ problem }) => problem)).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  test.each([
    ['of the size that the others hold', 0, 'split', 'SPLIT VIEW between'],
    ['of another size', 4, 'unproven', 'NOT SHOWN to be one history'],
  ] as const)(
    'then asked to sign a fork %s, which its memory permits: what the others hold shows it, with both notes',
    async (_what, more, kind, words) => {
      const kept = older()
      const from = await size()
      await grow(20)
      await rollBack(kept.folder)
      const entries = [...(await entriesNow()).toSpliced(-7, 1, another), ...Array.from({ length: more }, () => another)]
      const forest = plant(entries)
      const view = { size: entries.length, root: await forest.root(entries.length) }
      const note = await forgeNote({ site, stage }, view)
      const answer = await askRolledBack(writeAddCheckpoint({ old: from, proof: await forest.consistency(from, view.size), note }))
      expect(answer.status, 'C2SP tlog-witness permits what continues its own memory').toBe(200)
      const { conflicts } = await views()
      expect(conflicts.map((conflict) => conflict.kind)).toEqual(more === 0 ? [kind] : [kind])
      const notes = conflicts.flatMap(({ one, other }) => [one.note, other.note])
      expect(new Set(notes.map((text) => expectAccepted(parseNote(text)).text)).size).toBe(2)
      for (const text of notes)
        expect((await verifyNote(expectAccepted(parseNote(text)), [stage.policy.log])).ok, 'each is proof against the log').toBe(true)
      const said = await checkFromTerminal()
      expect(said.refused).toContain('Keep both notes')
      expect(said.text).toContain(words)
      for (const text of notes) expect(said.text).toContain(text)
      await expect(checkHistory(stage.publisher), 'the log itself starts no more').rejects.toThrow(more === 0 ? 'quartier-nord has another root' : 'quartier-nord of the journal') // prettier-ignore
      // With two of three the journal goes on, and that witness cosigns nothing of it: it has seen another history.
      const on = expectAccepted(await stage.grow(inventedEntries(8, (made += 8) - 8)))
      expect(on.checkpoint.witnesses.map(({ name }) => name)).toEqual(['ldh', 'barreau'])
      expect(on.witnesses.at(-1)?.problem).toMatch(/^(refused|ahead)$/)
      await rollBack(kept.folder)
      await grow(1)
    },
  )

  /** `visavis witness check`, with the addresses of the stage in its policy. */
  async function checkFromTerminal() {
    const file = join(site.folder, 'policy-with-addresses')
    const lines = stage.policyText.split('\n').map((line) => {
      const name = WITNESSES.find((witness) => line.startsWith(`witness ${witness} `))
      return name === undefined ? line : `${line} ${stage.witnesses.get(name)?.served.url}`
    })
    writeFileSync(file, lines.join('\n'))
    const said: string[] = []
    const program = new Command()
    addWitnessCommand(program, { say: (sentence) => void said.push(sentence), clock: site.services.clock })
    const refused = await program.parseAsync(['node', 'visavis', 'witness', 'check', file, '--journal', folder()]).then(
      () => undefined,
      (error: unknown) => String(error),
    )
    return { text: said.join('\n'), refused }
  }
})
