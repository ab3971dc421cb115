import { accept, refuse, type Result } from '../../../foundation/result.ts'
import type { CountedAct } from '../core/fact.ts'
import { DIMENSIONS, type ReportDimension } from '../core/report-lattice.ts'
import { quoted, rowsOf, type Duck } from '../facts/duck.ts'
import { NOTHING } from '../core/fact.ts'
import { NOT_RECORDED, type FactCounts } from './release-space.ts'

/** Hours of the night come first: 0 to 6, then the morning to noon, the afternoon to 18, the evening. */
export const PERIODS = ['night', 'morning', 'afternoon', 'evening'] as const
const HALVES: Readonly<Record<string, string>> = { night: 'dark', morning: 'light', afternoon: 'light', evening: 'dark' }

const EXPRESSIONS: Readonly<Record<ReportDimension, string>> = {
  month: `strftime(day, '%Y-%m')`,
  quarter: `coalesce(quarter, '${NOT_RECORDED}')`,
  period: `case when hour is null then '${NOT_RECORDED}' when hour < 6 then 'night' when hour < 12 then 'morning' when hour < 18 then 'afternoon' else 'evening' end`,
  ground: `coalesce(ground, '${NOT_RECORDED}')`,
  motive: `coalesce(motive, '${NOT_RECORDED}')`,
  result: `coalesce(result, '${NOT_RECORDED}')`,
  follow_up: `coalesce(follow_up, '${NOT_RECORDED}')`,
  age: `coalesce(age, '${NOT_RECORDED}')`,
  sex: `coalesce(sex, '${NOT_RECORDED}')`,
}

export type FactsScope = { readonly act: CountedAct; readonly files: readonly string[]; readonly months: readonly string[] }

/** A relation of DuckDB: the facts of one act and some months, over the files that hold them. */
export function factsRelation({ act, files, months }: FactsScope): string {
  const within = `act = ${quoted(act)} and strftime(day, '%Y-%m') in (${months.map(quoted).join(', ')})`
  // Facts of earlier versions have no crews.
  return `(select * from (select * from read_parquet([${files.map(quoted).join(', ')}], union_by_name = true) union all by name select null::varchar as crew where false) where ${within})`
}

/** The codes of each row, then `n`, its number. */
export function tableStatement(scope: FactsScope, names: readonly ReportDimension[]): string {
  return `select ${[...names.map((name) => EXPRESSIONS[name]), 'count(*) as n'].join(', ')} from ${factsRelation(scope)} group by all`
}

/** One table straight from the facts, nothing withheld: for those who answer for them, never for the public. Each row: its codes, then the number. */
export async function countTable(
  duck: Duck,
  scope: FactsScope,
  names: readonly ReportDimension[],
): Promise<readonly { readonly codes: readonly string[]; readonly count: number }[]> {
  if (scope.files.length === 0) return []
  const rows = await rowsOf(duck, `${tableStatement(scope, names)} order by all`)
  return rows.map((row) => ({ codes: row.slice(0, -1).map(String), count: Number(row.at(-1)) }))
}

/** Facts by the finest combination of all dimensions of reports: thousands of rows, of millions. A dimension that no fact says is left out. */
export async function countFacts(
  duck: Duck,
  scope: FactsScope,
): Promise<Result<FactCounts, 'quarter-in-two-sectors' | 'sector-named-as-quarter' | 'no-fact'>> {
  if (scope.files.length === 0) return refuse('no-fact')
  const facts = factsRelation(scope)
  const rows = await countCombinations(duck, facts)
  if (rows.length === 0) return refuse('no-fact')
  const sectors = await rowsOf(
    duck,
    `select quarter, min(sector), count(distinct coalesce(sector, '')) from ${facts} where quarter is not null group by quarter`,
  )
  const torn = sectors.find(([, , count]) => Number(count) > 1)
  if (torn) return refuse('quarter-in-two-sectors', { quarter: String(torn[0]) })
  const quarters = new Set(sectors.map(([quarter]) => quarter))
  const twice = sectors.find(([quarter, sector]) => sector !== null && sector !== quarter && quarters.has(sector))
  if (twice) return refuse('sector-named-as-quarter', { sector: String(twice[1]) })
  const said = DIMENSIONS.map((name, at) => name === 'month' || rows.some((row) => row[at] !== NOT_RECORDED))
  const dimensions = DIMENSIONS.filter((_, at) => said[at])
  const combinations = rows.map((row) => ({
    codes: row
      .slice(0, -1)
      .filter((_, at) => said[at])
      .map(String),
    count: Number(row.at(-1)),
  }))
  const results = [...new Set(rows.map((row) => String(row[DIMENSIONS.indexOf('result')])))]
  return accept({
    dimensions,
    combinations,
    groups: {
      // A quarter of no sector stands for itself.
      sector: Object.fromEntries(sectors.map(([quarter, sector]) => [String(quarter), String(sector ?? quarter)])),
      half: { ...HALVES },
      followed: Object.fromEntries(results.map((result) => [result, followed(result)])),
    },
  })
}

/** Officers of one finest combination, as `month/name`; `undefined` where a source does not say who acted in some of its facts. */
export type CrewOf = { readonly codes: readonly string[]; readonly names: readonly string[] | undefined }

/** Who acted, by the same combinations: for the rule of the officer side, and for nothing else. */
export async function countCrews(duck: Duck, scope: FactsScope, dimensions: readonly ReportDimension[]): Promise<readonly CrewOf[]> {
  if (scope.files.length === 0) return []
  const facts = factsRelation(scope)
  const [[said] = []] = await rowsOf(duck, `select count(crew) from ${facts}`)
  if (Number(said) === 0) return []
  const codes = dimensions.map((name) => EXPRESSIONS[name]).join(', ')
  const rows = await rowsOf(duck, `select ${codes}, strftime(day, '%Y-%m') as within, case when count(*) = count(crew) then string_agg(distinct crew, ' ') end as crews from ${facts} group by all`) // prettier-ignore
  return rows.map((row) => {
    const [within, crews] = row.slice(-2)
    const names = crews === null ? undefined : [...new Set(String(crews).split(' ').filter(Boolean))].map((name) => `${within}/${name}`)
    return { codes: row.slice(0, -2).map(String), names }
  })
}

/** Each code is read as its place in a list of few: hundreds of thousands of rows hold the same texts. */
async function countCombinations(duck: Duck, facts: string) {
  const expressions = DIMENSIONS.map((name) => `${EXPRESSIONS[name]} as ${name}`)
  await duck.run(`create or replace temp table counted as select ${[...expressions, 'count(*) as n'].join(', ')} from ${facts} group by all`)
  for (const name of DIMENSIONS)
    await duck.run(`drop type if exists ${name}_codes; create type ${name}_codes as enum (select distinct ${name} from counted order by ${name})`)
  const rows = await rowsOf(duck, `select ${DIMENSIONS.map((name) => `${name}::${name}_codes`).join(', ')}, n from counted order by all`)
  await duck.run('drop table counted')
  return rows
}

function followed(result: string): string {
  if (result === NOT_RECORDED || result === NOTHING) return result
  return 'followed'
}
