import { basename, join } from 'node:path'
import { quoted, rowsOf, withDuck } from '../src/capabilities/activity/facts/duck.ts'
import { countFacts, countTable, tableStatement } from '../src/capabilities/activity/reports/count-facts.ts'
import { dimensionOf } from '../src/capabilities/activity/core/report-lattice.ts'
import { parsePeriod, type Period } from '../src/capabilities/activity/core/report.ts'
import { importFiles, makeDrafts, publishDraft, readPublications, requestDraft, signDraft } from '../src/capabilities/activity/index.ts'
import { createCity } from '../src/capabilities/city/index.ts'
import { expectAccepted } from '../src/foundation/result.ts'
import { CITY, openActivity, stopAndSearchMapping, unpackYears } from './activity-stage.ts'
import { tabulateYear } from './activity-tables.ts'
import { openStage, percentile, report, round, untilReady } from './stage.ts'

/*
 * All tables of a yearly lattice, with their totals and groups, over all rows of 2019–2020: one count by the finest combination, then sums;
 * beside it, the bare group-by of each of the same tables, which stays inside DuckDB. Then one force-year is published and its tables are asked for, and
 * tables that nobody asked for yet are counted from the facts.
 */
const ROOM = { memory: 700, threads: 2 }
const stage = await openStage()
const files = unpackYears(join(stage.folder, 'files')).map((path) => ({ name: basename(path), path }))
const opened = await openActivity(stage)
const { services } = opened
const NATION = '99000'
await createCity(services.db, { code: NATION, name: 'Nation', hosts: [], contact: 'banc@example.org', dataProtectionContact: 'banc@example.org', demo: true, optionalFields: ['age_band', 'sex'], now: services.clock() }) // prettier-ignore
expectAccepted(await importFiles(services, { city: NATION, files, mapping: stopAndSearchMapping(), by: undefined }))
const facts = join(stage.folder, 'var/activity', NATION, 'facts')
const held = await withDuck({ folders: [facts] }, (duck) => rowsOf(duck, `select distinct filename from read_parquet(${quoted(`${facts}/*/*.parquet`)}, filename = true)`)) // prettier-ignore
const paths = held.map(([path]) => String(path))
const years = ['2019', '2020'].map((name) => parsePeriod(name)).filter((period): period is Period => period !== undefined)

const months = years.flatMap((period) => period.months)
const scope = { act: 'check', files: paths, months } as const

/** Both sides in turn, three times: the median of each. */
const TURNS = 3
const own: number[] = []
const raw: number[] = []
let made = await tabulateAll()
for (let turn = 0; turn < TURNS; turn += 1) {
  const started = performance.now()
  made = await tabulateAll()
  own.push((performance.now() - started) / 1000)
  const rawStarted = performance.now()
  await withDuck({ folders: [facts], ...ROOM }, async (duck) => {
    for (const names of made.told) await rowsOf(duck, `select count(*), sum(n) from (${tableStatement(scope, names.map(dimensionOf))})`)
  })
  raw.push((performance.now() - rawStarted) / 1000)
}
const { counted, told, tabulated } = made
const [seconds, rawSeconds] = [percentile(own, 0.5), percentile(raw, 0.5)]

async function tabulateAll() {
  const counted = expectAccepted(await withDuck({ folders: [facts], ...ROOM }, (duck) => countFacts(duck, scope)))
  return { counted, ...tabulateYear(counted, '2019', months) }
}

const internal: number[] = []
for (const names of [...told, ...told]) {
  const begun = performance.now()
  await withDuck({ folders: [facts] }, (duck) => countTable(duck, { ...scope, months: years[0]?.months ?? [] }, names.map(dimensionOf)))
  internal.push(performance.now() - begun)
}

const force = files.filter(({ name }) => /^2019-\d\d-cleveland-/.test(name))
expectAccepted(await importFiles(services, { city: CITY, files: force, mapping: stopAndSearchMapping(), by: undefined }))
const draft = expectAccepted(await requestDraft(services, { city: CITY, report: 'controles-2019', by: undefined, today: '2026-11-01' }))
await makeDrafts(services, CITY)
expectAccepted(await signDraft(services, { city: CITY, draft, by: undefined }))
expectAccepted(await publishDraft(services, { city: CITY, draft, by: undefined }))
const published = (await readPublications(services.db, CITY)).find((row) => row.draft === draft)
await opened.close()
const app = await stage.startApp()
await untilReady(app)
const served: number[] = []
const pages: number[] = []
const ask = async (path: string) => {
  const begun = performance.now()
  const answer = await fetch(`${app.url.replace('127.0.0.1', 'localhost')}${path}`)
  await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
  return performance.now() - begun
}
for (let turn = 0; turn < 20; turn += 1) {
  for (const { id } of published?.content.tables ?? []) {
    served.push(await ask(`/donnees/controles-2019/v1/${id}.csv`))
    pages.push(await ask(`/comptes-rendus/controles-2019/explorer?tableau=${id}`))
  }
}
await stage.close()
report({
  rows: counted.combinations.reduce((sum, { count }) => sum + count, 0),
  tables: told.length,
  cells: tabulated.tables.cells.length,
  combinations: counted.combinations.length,
  seconds: round(seconds, 2),
  raw_seconds: round(rawSeconds, 2),
  ratio: round(seconds / rawSeconds, 2),
  ratio_limit: 5,
  table_p95_ms: round(percentile(served, 0.95)),
  explorer_p95_ms: round(percentile(pages, 0.95)),
  table_limit_ms: 50,
  internal_p95_ms: round(percentile(internal, 0.95)),
  internal_limit_ms: 200,
})
