import type { Worded } from '../../../foundation/wording.ts'
import type { ColumnProfile } from './column-census.ts'
import { NOTHING, type Coded, type CountedAct } from './fact.ts'
import { NOT_RECORDED_LABEL, type LabelBook } from './labels.ts'
import { RESERVED, type FieldRule, type Mapping } from './mapping.ts'

/** What a clerk may read out of a column that is a list. */
export const LISTED = ['quarter', 'unit', 'ground', 'motive', 'result', 'follow_up', 'age', 'sex'] as const satisfies readonly Coded[]
export type Listed = (typeof LISTED)[number]

/** Which column says what. */
export type ColumnChoice = {
  readonly act: CountedAct
  readonly source: string
  readonly attribution: string
  readonly day: string
  readonly hour: string
  readonly midnight: boolean
  readonly fields: Readonly<Partial<Record<Listed, string>>>
}

/** The word of each written value, by field: `''` means nothing. Sectors are words of quarters. */
export type WordChoice = Readonly<Partial<Record<Listed | 'sector', Readonly<Record<string, string>>>>>

type Chosen = { readonly columns: ColumnChoice; readonly words: WordChoice; readonly known: LabelBook; readonly profiles: readonly ColumnProfile[] }

/** The mapping that these choices mean. A word that the city uses already keeps its code; a new word gets one. */
export function buildMapping({ columns, words, known, profiles }: Chosen): Mapping {
  const fields: Partial<Record<Coded, FieldRule>> = {}
  const taken = new Set<string>()
  for (const field of [...LISTED, 'sector'] as const) {
    const column = columns.fields[field === 'sector' ? 'quarter' : field]
    const said = words[field]
    if (column !== undefined && said !== undefined) fields[field] = ruleOf({ field, column, said, known: known[field] ?? {}, taken })
  }
  const { source, attribution, act } = columns
  return {
    source,
    ...(attribution !== '' && { attribution }),
    zone: 'Europe/Paris',
    encoding: 'utf-8',
    act,
    moment: momentOf(columns, profiles),
    fields,
  }
}

/** With what an earlier mapping said that no choice of columns can say: its zone, a grid where no quarter was chosen, the fields of one value. */
export function keepUnsaid(mapping: Mapping, before: Mapping | undefined): Mapping {
  if (before === undefined) return mapping
  const constants = Object.entries(before.fields).filter(([, rule]) => 'constant' in rule)
  const hasPlace = mapping.fields.quarter !== undefined
  return {
    ...mapping,
    zone: before.zone,
    ...(before.grid !== undefined && !hasPlace && { grid: before.grid }),
    fields: { ...Object.fromEntries(constants), ...mapping.fields },
  }
}

function momentOf({ day, hour, midnight }: ColumnChoice, profiles: readonly ColumnProfile[]): Mapping['moment'] {
  const form = profiles.find(({ column }) => column === day)?.moment ?? 'iso'
  const at = midnight ? 'not-recorded' : 'hour'
  if (form === 'offset') return { column: day, form, midnight: at }
  return { day, form, midnight: at, ...(hour !== '' && { hour }) }
}

type Said = {
  readonly field: Coded
  readonly column: string
  readonly said: Readonly<Record<string, string>>
  readonly known: Readonly<Record<string, Worded>>
  /** Codes of quarters and sectors: none is both. */
  readonly taken: Set<string>
}

function ruleOf({ field, column, said, known, taken }: Said): FieldRule {
  const codes = new Map<string, string>()
  const labels: Record<string, Worded> = {}
  const isPlace = field === 'quarter' || field === 'sector'
  const codeOf = (word: string) => {
    const heard = hearing(word)
    const existing = codes.get(heard)
    if (existing !== undefined) return existing
    const old = Object.entries(known).find(([code, { fr, en }]) => [code, fr, en].some((name) => hearing(name) === heard))
    const code =
      old?.[0] ?? newCode(field === 'sector' ? `s_${word}` : word, new Set([...codes.values(), ...Object.keys(known), ...(isPlace ? taken : [])]))
    codes.set(heard, code)
    if (isPlace) taken.add(code)
    labels[code] = old?.[1] ?? { fr: word, en: word }
    return code
  }
  const worded = Object.entries(said).filter(([, word]) => word !== '')
  const blanks = Object.entries(said).flatMap(([written, word]) => (word === '' ? [written] : []))
  return { column, values: Object.fromEntries(worded.map(([written, word]) => [written, codeOf(word)])), blanks, labels }
}

/** Two words that differ by capitals, accents or signs alone are the same word; of signs alone, each is its own. */
function hearing(word: string): string {
  const plain = word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+-]+/gu, ' ')
    .trim()
  return plain === '' ? word : plain
}

function newCode(word: string, taken: ReadonlySet<string>): string {
  const plain = hearing(word).replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '').slice(0, 34) // prettier-ignore
  const base = plain === '' || RESERVED.includes(plain) ? `v_${plain}` : plain
  for (let turn = 1; ; turn += 1) {
    const code = turn === 1 ? base : `${base}_${turn}`
    if (!taken.has(code)) return code
  }
}

const NOT_RECORDED = ['nr', 'nc', 'n c', 'na', 'n a', 'inconnu', 'inconnue', 'non connu', 'non precise', 'unknown', '-', 'null'].concat(
  hearing(NOT_RECORDED_LABEL.fr),
  hearing(NOT_RECORDED_LABEL.en),
)
/** What software writes for an act without any outcome. */
const NO_OUTCOME = ['sans suite', 'aucune', 'aucune suite', 'aucun', 'rien', 'ras', 'r a s', 'neant', 'nothing', 'none', 'no further action', 'a no further action disposal'] // prettier-ignore

/** The word to propose for what is written: the city's own, nothing for “n. c.” and its like, or itself. */
export function proposeWord(written: string, { field, known }: { readonly field: Listed; readonly known: Readonly<Record<string, Worded>> }): string {
  const heard = hearing(written)
  if (NOT_RECORDED.includes(heard)) return ''
  if (field === 'result' && NO_OUTCOME.includes(heard)) return known[NOTHING]?.fr ?? written
  const old = Object.entries(known).find(([code, { fr, en }]) => [code, fr, en].some((name) => hearing(name) === heard))
  return old?.[1].fr ?? written
}
