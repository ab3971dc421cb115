import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countFacts } from '../src/capabilities/activity/reports/count-facts.ts'
import { quoted, withDuck } from '../src/capabilities/activity/facts/duck.ts'
import { expectAccepted } from '../src/foundation/result.ts'
import { tabulateYear } from './activity-tables.ts'
import { report, round } from './stage.ts'

/*
 * As many generated facts as all of France might have in a year, in one file a month: counted by the finest combination of all dimensions of
 * a report, and every table of a yearly lattice summed from these. Two threads; the peak is this process's own.
 */
const ROWS = 47_000_000
const folder = mkdtempSync(join(tmpdir(), 'visavis-nation-'))
const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`)
const files = months.map((month) => join(folder, `${month}.parquet`))
const room = { folders: [folder], memory: 1500, threads: 2 }

await withDuck(room, async (duck) => {
  for (const [index, file] of files.entries()) {
    const pick = (words: readonly string[]) =>
      `list_value(${words.map(quoted).join(', ')})[1 + (random() * random() * ${words.length})::int % ${words.length}]`
    const rows = Math.floor(ROWS / 12) + (index < ROWS % 12 ? 1 : 0)
    await duck.run(
      `copy (select 'check' as act, date '2026-01-01' + interval ${index} month + to_days((random() * 27)::int) as day, (random() * 23)::utinyint as hour,
        null::varchar as section, 'q' || (random() * 100)::int as quarter, null::varchar as sector, 'u1' as unit,
        ${pick(['PJ1', 'PJ2', 'RQ1', 'RI1', 'CR1'])} as ground, ${pick(['drugs', 'theft', 'noise', 'traffic'])} as motive,
        ${pick(['nothing', 'contravention', 'delit', 'arrest'])} as result, null::varchar as follow_up, ${pick(['minor', '18-24', '25-34', '35+'])} as age,
        ${pick(['male', 'female'])} as sex from range(${rows})) to ${quoted(file)} (format parquet, compression zstd)`,
    )
  }
})
const before = process.resourceUsage().maxRSS / 1024
const started = performance.now()
const facts = expectAccepted(await withDuck(room, (duck) => countFacts(duck, { act: 'check', files, months })))
const countSeconds = (performance.now() - started) / 1000
const { told, tabulated } = tabulateYear(facts, '2026', months)
const seconds = (performance.now() - started) / 1000
rmSync(folder, { recursive: true, force: true })
report({
  rows: facts.combinations.reduce((sum, { count }) => sum + count, 0),
  combinations: facts.combinations.length,
  tables: told.length,
  cells: tabulated.tables.cells.length,
  count_seconds: round(countSeconds, 1),
  seconds: round(seconds, 1),
  seconds_limit: 60,
  peak_mb: Math.round(process.resourceUsage().maxRSS / 1024),
  peak_before_counting_mb: Math.round(before),
  peak_limit_mb: 4096,
})
