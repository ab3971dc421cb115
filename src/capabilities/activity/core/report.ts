import type { CountedAct } from './fact.ts'

export const PERIOD_KINDS = ['month', 'quarter', 'year'] as const
export type PeriodKind = (typeof PERIOD_KINDS)[number]

/** A calendar month, quarter or year. `name`: `2026-10`, `2026-t4`, `2026`. `months`: first to last, `2026-10`. */
export type Period = { readonly kind: PeriodKind; readonly name: string; readonly year: string; readonly months: readonly string[] }

/** `undefined` when the text names none. */
export function parsePeriod(name: string): Period | undefined {
  const [, year = '', quarter, month] = /^(\d{4})(?:-t([1-4])|-(0[1-9]|1[0-2]))?$/.exec(name) ?? []
  if (year === '') return undefined
  if (month !== undefined) return { kind: 'month', name, year, months: [name] }
  const first = quarter === undefined ? 1 : 3 * Number(quarter) - 2
  const months = Array.from({ length: quarter === undefined ? 12 : 3 }, (_, index) => `${year}-${String(first + index).padStart(2, '0')}`)
  return { kind: quarter === undefined ? 'year' : 'quarter', name, year, months }
}

/** `2026-t4` of `2026-10`. */
export function quarterOf(month: string): string {
  return `${month.slice(0, 4)}-t${Math.ceil(Number(month.slice(5)) / 3)}`
}

/** The period of the same length right before. */
export function periodBefore({ kind, year, name }: Period): Period | undefined {
  if (kind === 'year') return parsePeriod(String(Number(year) - 1).padStart(4, '0'))
  const [per, at] = kind === 'month' ? [12, Number(name.slice(5))] : [4, Number(name.slice(6))]
  const index = Number(year) * per + at - 2
  const [before, place] = [String(Math.floor(index / per)).padStart(4, '0'), (index % per) + 1]
  return parsePeriod(kind === 'month' ? `${before}-${String(place).padStart(2, '0')}` : `${before}-t${place}`)
}

const SUBJECTS: Readonly<Record<CountedAct, string>> = { check: 'controles', fine: 'amendes', intervention: 'interventions', mediation: 'mediations' }

/** `controles-2026-10`: the name of a report in addresses, the same for all its versions. */
export function reportName(act: CountedAct, period: Period): string {
  return `${SUBJECTS[act]}-${period.name}`
}

export function parseReportName(name: string): { readonly act: CountedAct; readonly period: Period } | undefined {
  const [subject = '', ...rest] = name.split('-')
  const act = (Object.keys(SUBJECTS) as CountedAct[]).find((candidate) => SUBJECTS[candidate] === subject) // parsing: the keys of a record of acts
  const period = parsePeriod(rest.join('-'))
  return act && period && { act, period }
}
