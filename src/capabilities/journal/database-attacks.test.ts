import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { toHex, type Bytes } from '../../foundation/bytes.ts'
import { expectAccepted } from '../../foundation/result.ts'
import { inCity } from '../../platform/db/database.ts'
import { buildTown, type Town } from '../../testing/cast.ts'
import { asOwner, keepCopy, plant, publishedEntries, readNote } from '../../testing/journal-forgery.ts'
import { inventedEntries, openJournalStage, type JournalStage } from '../../testing/journal-stage.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { checkHistory } from './actions/check-history.ts'
import { commitEntries } from './actions/commit-entries.ts'
import { publish, readPublished } from './actions/publish.ts'
import { recoverJournal } from './actions/recover-journal.ts'
import { sequence } from './actions/sequence.ts'
import { audit } from './audit/audit.ts'
import { monitorOnce, type Alert } from './audit/monitor.ts'
import { openPublicLog } from './audit/open-public-log.ts'
import { leafHash } from './core/merkle.ts'
import { dedupKey, type Entry } from './core/leaf.ts'
import { growTree } from './core/tile-tree.ts'
import { readHead } from './queries/head.ts'
import { readLeaves } from './queries/leaves.ts'

let site: TestSite
let town: Town
let stage: JournalStage
let made = 0
/** So many entries that none has had before. */
const fresh = (count: number) => inventedEntries(count, (made += count) - count)
const folder = () => stage.publisher.folder
const queue = (entries: readonly Entry[]) =>
  inCity(site.services.db, town.code, (tx) =>
    commitEntries(tx, { city: town.code, now: site.services.clock(), random: site.services.random }, entries),
  )
const sequenceSome = (largest = 10_000) => sequence(site.services.db, { city: town.code, now: site.services.clock(), largest })
const publishNow = async () => publish(stage.publisher, await readPublished(folder(), stage.policy))
const headSize = async () => (await readHead(site.services.db, town.code))?.size ?? 0
const publicSize = async () => (await readPublished(folder(), stage.policy))?.checkpoint.size ?? 0
const leavesNow = async () => readLeaves(site.services.db, { city: town.code, from: 0, count: await headSize() })

beforeAll(async () => {
  site = await openTestSite()
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'localhost:3000' })
  stage = await openJournalStage(site, { city: town.code, origin: 'amiens.example/journal' })
  expectAccepted(await stage.grow(fresh(590)))
})
afterAll(async () => {
  await stage.close()
  await site.close()
})

/** What the public reads stayed as it was, and holds. */
async function expectUntouched(note: string) {
  expect(readNote(folder())).toBe(note)
  expect(expectAccepted(await audit({ log: openPublicLog(folder()), policy: stage.policy, earlier: note })).problems).toEqual([])
}

const TABLES = ['queue', 'entries', 'tiles', 'heads'] as const
/** A backup of the log’s tables, and its restoration: what is newer is gone, as if it had never been. */
async function backUp(name: string): Promise<() => Promise<void>> {
  await asOwner(site, `create schema ${name}`, ...TABLES.map((table) => `create table ${name}.${table} as table journal.${table}`))
  return () => asOwner(site, ...TABLES.flatMap((table) => [`delete from journal.${table}`, `insert into journal.${table} table ${name}.${table}`]))
}

/** Someone with the rights of the owner writes another history, and makes everything in the database fit it. */
async function rewriteDatabase(entries: readonly Uint8Array[]) {
  const grown = growTree(0, [], Buffer.concat(entries.map(leafHash)))
  const bytes = (value: Uint8Array) => `'\\x${toHex(value)}'::bytea`
  await asOwner(
    site,
    'delete from journal.tiles',
    ...grown.changed.map(({ level, n, hashes }) => `insert into journal.tiles values ('${town.code}', ${level}, ${n}, ${bytes(hashes)})`),
    `delete from journal.entries where index >= ${entries.length}`,
    ...entries.map((leaf, index) => `insert into journal.entries (city, index, dedup, leaf, queued_at) values ('${town.code}', ${index}, sha256('${index}'), ${bytes(leaf)}, now()) on conflict (city, index) do update set leaf = excluded.leaf`), // prettier-ignore
    `update journal.heads set size = ${grown.size}, root = ${bytes(grown.root)}`,
  )
}

describe('entries changed by hand in the database', () => {
  let restore: () => Promise<void>
  let note: string
  beforeAll(async () => {
    restore = await backUp('before_hand')
    note = readNote(folder())
  })
  beforeEach(() => restore())

  const last = (statement: string) => async () => asOwner(site, statement.replaceAll('LAST', String((await headSize()) - 3)))
  test.each([
    ['altered', last(`update journal.entries set leaf = leaf || ' url:https://autre.example'::bytea where index = LAST`)],
    ['dropped', last('delete from journal.entries where index = LAST')],
    ['reordered', last('update journal.entries e set leaf = (select leaf from journal.entries o where o.index = 2 * LAST + 1 - e.index) where index in (LAST, LAST + 1)')], // prettier-ignore
    [
      'inserted',
      last("insert into journal.entries select city, LAST + 3, sha256('inserted'), leaf, null, now() from journal.entries where index = 0"),
    ],
  ] as const)('one entry %s, its tree left as it is: nothing is published any more, and what is published stays whole', async (how, change) => {
    const index = (await headSize()) - 3
    await change()
    await queue(fresh(2))
    const outcome = await sequenceSome().then(publishNow, (error: unknown) => ({ ok: false, code: String(error) }))
    if (how === 'inserted') expect(outcome).toMatchObject({ ok: false, code: expect.stringContaining('duplicate key') })
    else expect(outcome).toEqual({ ok: false, code: 'entry-altered', evidence: { index } })
    await expectUntouched(note)
  })

  test.each([
    ['altered', `update journal.entries set leaf = leaf || ' url:https://autre.example'::bytea where index = 900`],
    ['dropped', 'delete from journal.entries where index = 900'],
  ])('one entry %s among several tiles that wait to be published: it is named, and none of them is', async (_how, statement) => {
    await queue(fresh(900))
    await sequenceSome()
    await asOwner(site, statement)
    expect(await publishNow()).toEqual({ ok: false, code: 'entry-altered', evidence: { index: 900 } })
    await expectUntouched(note)
  })

  const halves = (entries: readonly Uint8Array[], at: number) => [entries.slice(0, at), entries.slice(at)] as const
  const another = () => new Uint8Array(Buffer.from('visavis1 receipt 2027-03-01 salted:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='))
  test.each([
    ['altered', (entries: readonly Uint8Array[]) => entries.map((entry, index) => (index === 300 ? another() : entry))],
    ['dropped', (entries: readonly Uint8Array[]) => entries.filter((_, index) => index !== 300)],
    ['inserted', (entries: readonly Uint8Array[]) => [...halves(entries, 300)[0], another(), ...halves(entries, 300)[1]]],
    ['reordered', (entries: readonly Uint8Array[]) => entries.toSpliced(300, 2, ...entries.slice(300, 302).reverse())],
  ] as const)(
    'one entry %s and the whole tree made anew to fit: nothing starts, nothing is signed, with new entries or without',
    async (_how, change) => {
      const signed = await stage.publisher.signer.latest()
      await rewriteDatabase(change(await leavesNow()))
      await expect(checkHistory(stage.publisher)).rejects.toThrow(/rolled back|was changed/)
      expect(await publishNow()).toMatchObject({ ok: false, code: expect.stringMatching(/^(signer-refused|rolled-back)$/) })
      const grown = await stage.grow(fresh(3))
      expect(grown).toMatchObject({ ok: false, code: 'signer-refused' })
      await expect(checkHistory(stage.publisher)).rejects.toThrow('was changed')
      expect(await stage.publisher.signer.latest()).toEqual(signed)
      await expectUntouched(note)
    },
  )

  test('once the entries are put back as they were, the journal goes on', async () => {
    await checkHistory(stage.publisher)
    expectAccepted(await stage.grow(fresh(5)))
    await expectUntouched(readNote(folder()))
  })
})

describe('the database restored from an old backup', () => {
  let restore: () => Promise<void>
  let note: string
  const alerts: Alert[] = []
  const watch = () =>
    monitorOnce({
      log: openPublicLog(folder()),
      policy: stage.policy,
      folder: join(site.folder, 'watch'),
      clock: site.services.clock,
      certificates: undefined,
      deliver: async (alert) => void alerts.push(alert),
    })
  beforeAll(async () => {
    restore = await backUp('long_ago')
    expectAccepted(await stage.grow(fresh(400)))
    expectAccepted(await stage.grow(fresh(7)))
    note = readNote(folder())
    await watch()
  })
  beforeEach(() => restore())

  test('nothing starts: the signer’s own record, the published files and each witness hold more', async () => {
    await expect(checkHistory(stage.publisher)).rejects.toThrow(
      /^The database was rolled back: the signer’s own record .* journal recover --city 80021$/,
    )
    const forgetful = { ...stage.publisher, signer: { ...stage.publisher.signer, latest: async () => ({ size: 0, root: new Uint8Array(32) }) } }
    await expect(checkHistory(forgetful)).rejects.toThrow('the published checkpoint of the journal')
    const blind = { ...forgetful, folder: join(site.folder, 'nothing-here') }
    await expect(checkHistory(blind)).rejects.toThrow('the witness ldh of the journal')
  })

  test('who starts anyway signs nothing, and no witness is asked, whether the database is smaller or has grown past it since', async () => {
    expect(await publishNow()).toMatchObject({ ok: false, code: 'rolled-back' })
    expect(await stage.grow(fresh(100))).toMatchObject({ ok: false, code: 'rolled-back' })
    expect(await stage.grow(fresh(500))).toMatchObject({ ok: false, code: 'signer-refused', evidence: { code: 'proof-wrong' } })
    await expect(checkHistory(stage.publisher)).rejects.toThrow('was changed')
    expect(await recoverJournal(site.services, town.code)).toMatchObject({ ok: false, code: 'nothing-missing' })
    await expectUntouched(note)
  })

  test('what is missing is put back from the published files, byte for byte, and the journal goes on', async () => {
    const [before, size] = [await headSize(), await publicSize()]
    expect(await recoverJournal(site.services, town.code)).toEqual({ ok: true, value: { added: size - before, size } })
    expect(await leavesNow()).toEqual((await publishedEntries(folder(), size)).map((entry) => Buffer.from(entry)))
    await checkHistory(stage.publisher)
    const grown = expectAccepted(await stage.grow(fresh(30)))
    expect([grown.checkpoint.checkpoint.size, grown.witnesses.map(({ problem }) => problem)]).toEqual([size + 30, [undefined, undefined, undefined]])
    expect(expectAccepted(await audit({ log: openPublicLog(folder()), policy: stage.policy, earlier: note })).problems).toEqual([])
    expect([await watch(), alerts]).toEqual([[], []])
    expect(await recoverJournal(site.services, town.code)).toMatchObject({ ok: false, code: 'nothing-missing' })
  })

  test('nothing is put back from files that lack an entry, or where one was changed', async () => {
    const kept = keepCopy(folder())
    const place = join(folder(), 'tile/entries')
    rmSync(join(place, '002'))
    expect(await recoverJournal(site.services, town.code)).toMatchObject({ ok: false, code: 'files-incomplete' })
    kept.putBack()
    const bytes = readFileSync(join(place, '002'))
    bytes[bytes.length - 9] = (bytes.at(-9) ?? 0) ^ 1
    writeFileSync(join(place, '002'), bytes)
    expect(await recoverJournal(site.services, town.code)).toMatchObject({ ok: false, code: 'another-history' })
    kept.putBack()
    expectAccepted(await recoverJournal(site.services, town.code))
    await checkHistory(stage.publisher)
  })

  test('two entries that read the same are both put back, and an act that still waits in the restored queue does not enter twice', async () => {
    const [one, other] = ['jour-a', 'jour-b'].map((businessKey) => ({ type: 'publication', businessKey, version: 1, day: '2027-03-01', sha256: new Uint8Array(32).fill(7) }) as const) // prettier-ignore
    expectAccepted(await recoverJournal(site.services, town.code))
    const waiting = fresh(1)
    await queue(waiting)
    const again = await backUp('with_a_queue')
    expectAccepted(await stage.grow([one, other].flatMap((entry) => entry ?? [])))
    const size = await headSize()
    await again()
    expectAccepted(await recoverJournal(site.services, town.code))
    expect(await sequenceSome()).toMatchObject({ added: 0, taken: 1, size })
    const salted = await inCity(site.services.db, town.code, (tx) =>
      sql<{ salt: Bytes | null }>`select salt from journal.entries where dedup = ${Buffer.from(dedupKey(waiting[0] ?? fresh(1)[0]!))}`.execute(tx),
    )
    expect(salted.rows.map(({ salt }) => salt?.length)).toEqual([32])
    await checkHistory(stage.publisher)
  })
})

describe('who sequences', () => {
  test('two at once, and more, while others queue: each entry has one number, no number is missing, and the tree fits', async () => {
    const before = await headSize()
    const queued = Array.from({ length: 8 }, () => fresh(25))
    await Promise.all([...queued.map(queue), ...Array.from({ length: 12 }, () => sequenceSome(17))])
    while ((await Promise.all([sequenceSome(13), sequenceSome(19), sequenceSome(7)])).some(({ taken }) => taken > 0));
    const size = await headSize()
    expect(size).toBe(before + 200)
    const { rows } = await inCity(site.services.db, town.code, (tx) =>
      sql<{ index: number; dedup: Buffer }>`select index, dedup from journal.entries where city = ${town.code} order by index`.execute(tx),
    )
    expect(rows.map(({ index }) => index)).toEqual(Array.from({ length: size }, (_, index) => index))
    const places = new Set(rows.slice(before).map(({ dedup }) => dedup.toString('hex')))
    expect(places).toEqual(new Set(queued.flat().map((entry) => toHex(dedupKey(entry)))))
    expect(new Uint8Array((await readHead(site.services.db, town.code))?.root ?? [])).toEqual(await plant(await leavesNow()).root(size))
    expectAccepted(await publishNow())
  })

  test('the same act queued twice, in one go, in two, at the same moment, or long after it stands: it enters once', async () => {
    const before = await headSize()
    const act = fresh(1)
    await queue([...act, ...act])
    await queue(act)
    await Promise.all([queue(act), queue(act), sequenceSome(), queue(act), sequenceSome()])
    while ((await sequenceSome()).taken > 0);
    await queue(act)
    expect(await sequenceSome()).toEqual({ added: 0, taken: 1, size: before + 1 })
    expectAccepted(await stage.grow(act))
    expect([await headSize(), await publicSize()]).toEqual([before + 1, before + 1])
  })
})
