import { LISTED, type ColumnChoice, type Listed } from './build-mapping.ts'
import type { ColumnProfile } from './column-census.ts'
import { rulesOf, type Mapping } from './mapping.ts'

const TITLES: Readonly<Record<Listed, RegExp>> = {
  quarter: /quartier|iris|secteur|zone|neighbou?rhood|district/,
  unit: /service|unite|brigade|\bunit\b/,
  ground: /fondement|base legale|legislation|cadre|\bground/,
  motive: /motif|object of search|reason|nature|infraction/,
  result: /suite|resultat|issue|^outcome$|result/,
  follow_up: /mesure|follow/,
  age: /\bage\b/,
  sex: /sexe|gender|\bsex\b/,
}

/** Which column probably says what, by its title and by what it holds: proposed, never decided. Each column once. */
export function guessColumns(profiles: readonly ColumnProfile[]): ColumnChoice {
  const plain = (column: string) => column.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const day = profiles.find(({ moment }) => moment !== null)
  const hour =
    day?.moment === 'offset'
      ? undefined
      : profiles.find(({ column, isHour }) => isHour && /heure|hour|time/.test(plain(column)) && column !== day?.column)
  const taken = new Set([day?.column, hour?.column])
  const fields: Partial<Record<Listed, string>> = {}
  for (const field of LISTED) {
    const found = profiles.find(({ column, values }) => values !== null && !taken.has(column) && TITLES[field].test(plain(column)))
    if (found === undefined) continue
    fields[field] = found.column
    taken.add(found.column)
  }
  return { act: 'check', source: '', attribution: '', day: day?.column ?? '', hour: hour?.column ?? '', midnight: false, fields }
}

/** The choices that an earlier mapping stands for. */
export function choiceOf(mapping: Mapping): ColumnChoice {
  const { moment, act, source, attribution = '' } = mapping
  const times = 'column' in moment ? { day: moment.column, hour: '' } : { day: moment.day, hour: moment.hour ?? '' }
  const columns = rulesOf(mapping).flatMap(([field, rule]) => ('column' in rule ? [[field, rule.column] as const] : []))
  const fields = Object.fromEntries(columns.filter(([field]) => LISTED.some((listed) => listed === field)))
  return { act, source, attribution, ...times, midnight: moment.midnight === 'not-recorded', fields }
}

/** The word of each value that a mapping lists for one field; `''`: it means nothing. */
export function decidedWords(mapping: Mapping | undefined, field: Listed | 'sector'): ReadonlyMap<string, string> {
  const rule = mapping?.fields[field]
  if (rule === undefined || 'constant' in rule) return new Map()
  const words = Object.entries(rule.values).map(([written, code]) => [written, rule.labels[code]?.fr ?? code] as const)
  return new Map([...words, ...rule.blanks.map((written) => [written, ''] as const)])
}
