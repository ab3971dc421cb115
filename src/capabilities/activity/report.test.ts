import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toHex } from '../../foundation/bytes.ts'
import { sha256 } from '../../foundation/digest.ts'
import { expectAccepted } from '../../foundation/result.ts'
import { withClient } from '../../platform/db/roles.ts'
import { buildTown } from '../../testing/cast.ts'
import { importInvented } from '../../testing/invented-facts.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { makeDrafts } from './actions/make-drafts.ts'
import { publishDraft } from './actions/publish-draft.ts'
import { requestDraft } from './actions/request-draft.ts'
import { commentDraft, signDraft } from './actions/sign-draft.ts'
import { undoImport } from './actions/undo-import.ts'
import { verifyReport } from './actions/verify-report.ts'
import { differencesBetween } from './core/differences.ts'
import { publishedReportShape, totalOf } from './core/published-report.ts'
import { parsePeriod, periodBefore } from './core/report.ts'
import { quoted, rowsOf, withDuck } from './facts/duck.ts'
import { readDrafts } from './queries/drafts.ts'
import { readImports } from './queries/imports.ts'
import { readPublications } from './queries/publications.ts'

const CITY = '80021'
const ACT = { city: CITY, by: undefined }
let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
  site.now = Date.parse('2026-04-02T08:00:00Z')
  await buildTown(site, { code: CITY, name: 'Amiens', host: 'amiens.example', optionalFields: ['age_band', 'sex'] })
  const months: readonly (readonly [string, number])[] = [['2026-01', 260], ['2026-02', 240], ['2026-03', 300]] // prettier-ignore
  for (const [month, rows] of months) await importInvented(site, { city: CITY, month, rows })
}, 60_000)
afterAll(() => site.close())

async function draftOf(report: string, why?: string) {
  const draft = expectAccepted(await requestDraft(site.services, { ...ACT, report, today: '2026-04-02', ...(why !== undefined && { why }) }))
  await makeDrafts(site.services, CITY)
  const row = (await readDrafts(site.services.db, CITY)).find((one) => one.draft === draft)
  if (row === undefined) throw new Error('the draft is not there')
  return row
}

async function publish(report: string, why?: string) {
  const { draft, refusal, evidence } = await draftOf(report, why)
  expect([refusal, evidence]).toEqual([null, {}])
  expectAccepted(await signDraft(site.services, { ...ACT, draft }))
  return expectAccepted(await publishDraft(site.services, { ...ACT, draft }))
}

const folderOf = (report: string, version = 1) => join(site.folder, 'activity', CITY, 'public', report, `v${version}`)
const contentOf = (report: string, version = 1) =>
  publishedReportShape.parse(JSON.parse(readFileSync(join(folderOf(report, version), 'rapport.json'), 'utf8')))

describe('from facts to a published report', () => {
  test('nothing is published that the chief did not sign', async () => {
    const { draft, content } = await draftOf('controles-2026-01')
    expect(content && totalOf(content)).toBe(260)
    expect(await publishDraft(site.services, { ...ACT, draft })).toMatchObject({ ok: false, code: 'not-signed' })
    expectAccepted(await signDraft(site.services, { ...ACT, draft }))
    expect(await signDraft(site.services, { ...ACT, draft })).toMatchObject({ code: 'already-signed' })
    expectAccepted(await commentDraft(site.services, { ...ACT, draft, words: 'Nous demandons le détail par fondement.' }))
    expect(expectAccepted(await publishDraft(site.services, { ...ACT, draft }))).toEqual({ report: 'controles-2026-01', version: 1 })
    expect(await publishDraft(site.services, { ...ACT, draft })).toMatchObject({ code: 'already-published' })
    expect(contentOf('controles-2026-01').comment).toBe('Nous demandons le détail par fondement.')
  })

  test('of two drafts that are published at once, one is, with its own files; what lies there without having been published is shown to nobody', async () => {
    const drafts = [await draftOf('controles-2026-02'), await draftOf('controles-2026-02')].map(({ draft }) => draft)
    for (const [index, draft] of drafts.entries()) {
      expectAccepted(await signDraft(site.services, { ...ACT, draft }))
      expectAccepted(await commentDraft(site.services, { ...ACT, draft, words: `Le projet ${index}.` }))
    }
    const left = folderOf('controles-2026-02')
    mkdirSync(left, { recursive: true })
    writeFileSync(join(left, 'rapport.json'), '{}')
    const read = () => site.request('/donnees/controles-2026-02/v1/rapport.json', { host: 'amiens.example' })
    expect((await read()).status, 'left by a crash, never published').toBe(404)
    const outcomes = await Promise.all(drafts.map((draft) => publishDraft(site.services, { ...ACT, draft })))
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ code: 'overtaken' })
    const row = (await readPublications(site.services.db, CITY)).find(({ report }) => report === 'controles-2026-02')
    expect(toHex(row?.manifest ?? new Uint8Array())).toBe(toHex(sha256(readFileSync(join(left, 'manifest.json')))))
    expect(contentOf('controles-2026-02').comment).toBe(`Le projet ${outcomes.findIndex(({ ok }) => ok)}.`)
    expect(((await (await read()).json()) as { comment: string }).comment).toBe(contentOf('controles-2026-02').comment) // parsing: what was just read from the same file
    expect(readdirSync(dirname(left))).toEqual(['v1'])
  })

  test('each file is what the manifest says, and the manifest’s hash waits for the journal', async () => {
    const folder = folderOf('controles-2026-01')
    const manifest = readFileSync(join(folder, 'manifest.json'))
    const { files }: { readonly files: readonly { readonly path: string; readonly sha256: string }[] } = JSON.parse(manifest.toString('utf8'))
    expect(files.map(({ path }) => path).sort()).toEqual(readdirSync(folder).filter((name) => name !== 'manifest.json').sort()) // prettier-ignore
    for (const { path, sha256 } of files) expect(createHash('sha256').update(readFileSync(join(folder, path))).digest('hex')).toBe(sha256) // prettier-ignore
    const digest = createHash('sha256').update(manifest).digest()
    const [row] = await readPublications(site.services.db, CITY)
    expect(toHex(row?.manifest ?? new Uint8Array())).toBe(digest.toString('hex'))
    const leaves = await withClient(site.databaseUrl, async (client) => {
      await client.query(`set visavis.city = '${CITY}'`)
      return client.query<{ readonly leaf: string }>(`select convert_from(leaf, 'UTF8') as leaf from journal.queue`)
    })
    expect(leaves.rows.map(({ leaf }) => leaf).join()).toContain(
      `sha256:${digest.toString('base64')} url:/donnees/controles-2026-01/v1/manifest.json`,
    )
  })

  test('a journalist finds the same numbers in the Parquet file with DuckDB alone', async () => {
    const folder = folderOf('controles-2026-01')
    const rows = await withDuck({ folders: [folder] }, (duck) =>
      rowsOf(duck, `select sum(nombre), count(*) filter (nombre is null) from read_parquet(${quoted(join(folder, 'tableaux.parquet'))})`),
    )
    const cells = contentOf('controles-2026-01').tables.flatMap((table) => table.cells)
    expect(rows[0]).toEqual([cells.reduce((sum, { count }) => sum + (count ?? 0), 0), cells.filter(({ count }) => count === null).length])
  })

  test('no published number is small, and every published number is the true one', async () => {
    const { tables, threshold } = contentOf('controles-2026-01')
    for (const { count } of tables.flatMap(({ cells }) => cells)) expect(count === null || count === 0 || count >= threshold).toBe(true)
    const truth = readFileSync(join(site.folder, 'files/2026-01.csv'), 'utf8').split('\n').slice(1).filter(Boolean).map((line) => line.split(',')) // prettier-ignore
    const quarters = tables.find(({ id }) => id === 'quarter')?.cells ?? []
    for (const { labels, count } of quarters)
      if (count !== null && labels.quarter) expect(count).toBe(truth.filter((row) => row[1] === labels.quarter).length)
    expect(quarters.length).toBeGreaterThan(3)
  })

  test('certificates stay: no public file has them, and their hash is in the report', async () => {
    const { draft } = (await readDrafts(site.services.db, CITY)).find(
      ({ content, version }) => version === 1 && content?.name === 'controles-2026-01',
    ) ?? { draft: '' }
    const kept = readFileSync(join(site.folder, 'activity', CITY, 'certificates', `${draft}.json`))
    expect(contentOf('controles-2026-01').certificates).toBe(createHash('sha256').update(kept).digest('hex'))
  })
})

describe('what is published later is safe beside what was published before', () => {
  test('the quarter tells no more than its months leave in doubt; a draft made before another publication is refused', async () => {
    const stale = await draftOf('controles-2026-t1')
    expectAccepted(await signDraft(site.services, { ...ACT, draft: stale.draft }))
    await publish('controles-2026-03')
    expect(await publishDraft(site.services, { ...ACT, draft: stale.draft })).toMatchObject({ ok: false, code: 'overtaken' })
    await publish('controles-2026-t1')
    const months = ['controles-2026-01', 'controles-2026-02', 'controles-2026-03'].map((report) => contentOf(report))
    const whole = contentOf('controles-2026-t1')
    // The attack of formats/disclosure.md: the quarter less the two other months.
    for (const { id, cells } of whole.tables) {
      for (const { labels, count } of cells) {
        const name = JSON.stringify({ ...labels, month: undefined })
        const parts = months.map(({ tables }) => tables.find((table) => table.id === id)?.cells.find((cell) => JSON.stringify({ ...cell.labels, month: undefined }) === name)) // prettier-ignore
        const hidden = parts.filter((part) => part?.count === null)
        if (count !== null && parts.every((part) => part !== undefined)) expect(hidden.length, `${id} ${name}`).not.toBe(1)
      }
    }
  })

  test('a report of a month that is not over, or of no period at all, cannot be asked for', async () => {
    expect(await requestDraft(site.services, { ...ACT, report: 'controles-2026-04', today: '2026-04-02' })).toMatchObject({ code: 'period-not-over' })
    expect(await requestDraft(site.services, { ...ACT, report: 'controles-2026-13', today: '2026-04-02' })).toMatchObject({ code: 'report-unknown' })
  })

  test('a month without any fact is refused with the reason, not published as zero', async () => {
    expect((await draftOf('controles-2025-12')).refusal).toBe('no-fact')
  })
})

describe('a correction', () => {
  test('says why; of what nothing changed, there is none', async () => {
    expect(await requestDraft(site.services, { ...ACT, report: 'controles-2026-01', today: '2026-04-02', why: ' ' })).toMatchObject({ code: 'why-missing' }) // prettier-ignore
    expect((await draftOf('controles-2026-01', 'Pour voir.')).refusal).toBe('nothing-changed')
  })

  test('is a second version with its differences; the first stays as it was, and each is verified against the facts of its day', async () => {
    const [january] = (await readImports(site.services.db, CITY)).filter(({ months }) => months.includes('2026-01'))
    const first = readFileSync(join(folderOf('controles-2026-01'), 'rapport.json'))
    expectAccepted(await undoImport(site.services, { ...ACT, id: january?.id ?? '', why: 'fichier incomplet' }))
    await importInvented(site, { city: CITY, month: '2026-01', rows: 700 })
    const why = 'Les contrôles de la dernière semaine manquaient au fichier.'
    expect(await publish('controles-2026-01', why)).toEqual({ report: 'controles-2026-01', version: 2 })
    const [before, after] = [contentOf('controles-2026-01'), contentOf('controles-2026-01', 2)]
    expect([totalOf(before), totalOf(after), after.why]).toEqual([260, 700, why])
    expect(readFileSync(join(folderOf('controles-2026-01'), 'rapport.json')).equals(first)).toBe(true)
    const differences = differencesBetween(before, after)
    expect(differences.length).toBeGreaterThan(3)
    for (const { before: then, after: now } of differences) if (then !== null && now !== null) expect(Math.abs(now - then)).toBeGreaterThan(10)
    const csv = readFileSync(join(folderOf('controles-2026-01', 2), 'differences.csv'), 'utf8')
    expect(csv.split('\n').filter(Boolean).length).toBe(1 + differences.length)
    for (const version of [1, 2]) {
      const verified = expectAccepted(await verifyReport(site.services, { city: CITY, report: 'controles-2026-01', version }))
      expect(verified.different).toEqual([])
    }
  })

  test('a quarter is corrected too, safe beside all that tells of its months', async () => {
    await publish('controles-2026-t1', 'Janvier a été corrigé.')
    expect(totalOf(contentOf('controles-2026-t1', 2))).toBe(700 + 240 + 300)
  })

  test('without the facts kept with a published report, nothing more is published: the reason is told', async () => {
    const [row] = await readPublications(site.services.db, CITY)
    renameSync(join(site.folder, 'activity', CITY, 'certificates', `${row?.draft}.json`), join(site.folder, 'moved.json'))
    expect((await draftOf('controles-2026-01', 'Encore.')).refusal).toBe('kept-missing')
    renameSync(join(site.folder, 'moved.json'), join(site.folder, 'activity', CITY, 'certificates', `${row?.draft}.json`))
  })

  test('a fault in the making of one draft ends that draft alone, in words', async () => {
    const [row] = await readPublications(site.services.db, CITY)
    const kept = join(site.folder, 'activity', CITY, 'certificates', `${row?.draft}.json`)
    const bytes = readFileSync(kept)
    writeFileSync(kept, '{')
    expect((await draftOf('controles-2026-01', 'Encore.')).refusal).toBe('fault')
    writeFileSync(kept, bytes)
  })
})

test('periods: what comes before, and their months', () => {
  expect(parsePeriod('2026-t4')?.months).toEqual(['2026-10', '2026-11', '2026-12'])
  expect(['2026-01', '2026-t1', '2026'].map((name) => periodBefore(parsePeriod(name) ?? { kind: 'year', name: '', year: '', months: [] })?.name)).toEqual(['2025-12', '2025-t4', '2025']) // prettier-ignore
  expect(parsePeriod('2026-t5')).toBeUndefined()
})
