import { execFileSync } from 'node:child_process'
import { join, basename } from 'node:path'
import { quoted, rowsOf, withDuck } from '../src/capabilities/activity/facts/duck.ts'
import { columnsOf } from '../src/capabilities/activity/core/mapping.ts'
import { importFiles } from '../src/capabilities/activity/index.ts'
import { expectAccepted } from '../src/foundation/result.ts'
import { CITY, openActivity, stopAndSearchMapping, unpackYears } from './activity-stage.ts'
import { openStage, report, round } from './stage.ts'

/*
 * All files of 2019–2020 through the import: read, mapped, checked, stored, accounted for. Beside it, in a process of its own, DuckDB's
 * own read of the same columns of the same files: as it comes,
 * and told their columns beforehand. Ethnicity is looked for in what was stored, by each value that the files have.
 */
const HEADER = [
  'Type', 'Date', 'Part of a policing operation', 'Policing operation', 'Latitude', 'Longitude', 'Gender', 'Age range', 'Self-defined ethnicity',
  'Officer-defined ethnicity', 'Legislation', 'Object of search', 'Outcome', 'Outcome linked to object of search', 'Removal of more than just outer clothing',
] // prettier-ignore
const mapping = stopAndSearchMapping()
const [mode, folderOfFiles = ''] = process.argv.slice(2)
if (mode === 'raw') await readRaw(folderOfFiles)
else await measure()

async function readRaw(folder: string): Promise<void> {
  const columns = columnsOf(mapping).map((column) => `"${column}"`)
  const files = quoted(`${folder}/*/*.csv`)
  const told = HEADER.map((column) => `${quoted(column)}: 'varchar'`).join(', ')
  const read = `read_csv(${files}, header = true, auto_detect = false, columns = {${told}})`
  await withDuck({ folders: [folder], memory: 700 }, async (duck) => {
    const timed = async (name: string, from: string) => {
      const started = performance.now()
      await duck.run(`create table ${name} as select ${columns.join(', ')} from ${from}`)
      return (performance.now() - started) / 1000
    }
    const seconds = await timed('raw', `read_csv(${files}, all_varchar = true, union_by_name = true)`)
    // Told all columns of these files beforehand, it need not look at each file first.
    const toldSeconds = await timed('told', read)
    const [[rows = 0] = []] = await rowsOf(duck, 'select count(*) from raw')
    const ethnicity = await rowsOf(duck, `select distinct unnest(["Self-defined ethnicity", "Officer-defined ethnicity"]) from ${read}`)
    process.stdout.write(JSON.stringify({ seconds, toldSeconds, rows, ethnicity: ethnicity.flat().filter((value) => value !== null) }))
  })
}

async function measure(): Promise<void> {
  const stage = await openStage()
  const files = unpackYears(join(stage.folder, 'files'))
  const { services, close } = await openActivity(stage)
  const started = performance.now()
  const imported = expectAccepted(
    await importFiles(services, { city: CITY, files: files.map((path) => ({ name: basename(path), path })), mapping, by: undefined }),
  )
  const seconds = (performance.now() - started) / 1000
  const rss = process.resourceUsage().maxRSS / 1024
  const raw: { readonly seconds: number; readonly toldSeconds: number; readonly rows: number; readonly ethnicity: readonly string[] } = JSON.parse(
    execFileSync(process.execPath, ['--import', 'tsx', import.meta.filename, 'raw', join(stage.folder, 'files')], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    }),
  )
  const facts = join(stage.folder, 'var/activity', CITY, 'facts')
  const kept = await withDuck({ folders: [facts] }, (duck) => countEthnicity(duck, facts, raw.ethnicity))
  const counted = imported.accepted + imported.refusals.reduce((sum, { rows }) => sum + rows, 0)
  await close()
  await stage.close()
  report({
    rows: imported.rows,
    seconds: round(seconds, 1),
    raw_seconds: round(raw.seconds, 1),
    ratio: round(seconds / raw.seconds, 2),
    ratio_limit: 6,
    told_seconds: round(raw.toldSeconds, 1),
    told_ratio: round(seconds / raw.toldSeconds, 1),
    refused: imported.rows - imported.accepted,
    unaccounted: raw.rows - counted,
    identical: imported.identical,
    ethnicity_values: raw.ethnicity.length,
    ethnicity_kept: kept,
    rss_mb: Math.round(rss),
    rss_limit_mb: 1024,
  })
}

async function countEthnicity(duck: Parameters<typeof rowsOf>[0], facts: string, values: readonly string[]): Promise<number> {
  const read = `read_parquet(${quoted(`${facts}/*/*.parquet`)})`
  const columns = await rowsOf(duck, `select column_name from (describe select * from ${read})`)
  const list = values.map(quoted).join(', ')
  const held = columns.map(([name]) => `count(*) filter ("${name}"::varchar in (${list}))`)
  const [row = []] = await rowsOf(duck, `select ${held.join(', ')} from ${read}`)
  return row.reduce<number>((sum, count) => sum + Number(count), 0) + columns.filter(([name]) => /ethnic/i.test(String(name))).length
}
