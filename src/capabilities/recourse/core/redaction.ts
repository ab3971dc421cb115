import { formatCivilDate } from '../../../foundation/format.ts'
import type { Account } from './case-content.ts'

/** Stands where something was taken out: of one length, whatever stood there. */
export const CUT = '[…]'

/** A stretch of a text, in UTF-16 units: from `start` up to, not with, `end`. */
export type Stretch = { readonly start: number; readonly end: number }

export type Telling = { readonly text: string; readonly why: TellingKind }
export const TELLING_KINDS = ['person', 'contact', 'officer', 'place', 'day', 'hour', 'receipt', 'number', 'name'] as const
export type TellingKind = (typeof TELLING_KINDS)[number]

const isWordSign = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign)

const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss' }

type Folded = { readonly folded: string; readonly from: readonly number[] }

/** Letters without accents and capitals, and where each stood. */
function fold(text: string): Folded {
  let folded = ''
  const from: number[] = []
  let at = 0
  for (const sign of text) {
    const plain = sign.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[œæß]/g, (joined) => LIGATURES[joined] ?? joined) // prettier-ignore
    for (let unit = 0; unit < plain.length; unit += 1) from.push(at)
    folded += plain
    at += sign.length
  }
  return { folded, from: [...from, at] }
}

/** Spaces of any kind match any; between figures they may be missing, or be a point or a dash. */
function patternOf(hidden: string): RegExp | undefined {
  const { folded } = fold(hidden.trim())
  if (folded === '') return undefined
  const figures = folded.replaceAll(/[\s.\-/]/g, '')
  const source = /^\+?\d{5,20}$/.test(figures)
    ? [...figures.replace('+', '')].join('[\\s.\\-/]?')
    : folded.split(/\s+/).map((word) => word.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&')).join('\\s+') // prettier-ignore
  return new RegExp(source, 'g')
}

/** Everywhere that these words stand in a text, as whole words: whatever their accents, capitals, spaces. */
export function findStretches(text: string, hidden: readonly string[]): readonly Stretch[] {
  const folded = fold(text)
  return hidden.flatMap((one) => stretchesIn(folded, one))
}

function stretchesIn({ folded, from }: Folded, hidden: string): readonly Stretch[] {
  const pattern = patternOf(hidden)
  if (!pattern) return []
  return [...folded.matchAll(pattern)].flatMap(({ index, 0: found }) => {
    const [start, last] = [from[index] ?? 0, index + found.length]
    const inside = (isWordSign(found[0]) && isWordSign(folded[index - 1])) || (isWordSign(found.at(-1)) && isWordSign(folded[last]))
    return inside ? [] : [{ start, end: from[last] ?? 0 }]
  })
}

/** Stretches in order; those that touch, or have only spaces between, made one: two cuts side by side would tell a first name and a last. */
export function joinStretches(text: string, stretches: readonly Stretch[]): readonly Stretch[] {
  const joined: Stretch[] = []
  for (const { start, end } of [...stretches].filter((one) => one.end > one.start).sort((one, other) => one.start - other.start)) {
    const before = joined.at(-1)
    if (before && (start <= before.end || /^\s+$/.test(text.slice(before.end, start)))) joined[joined.length - 1] = { start: before.start, end: Math.max(before.end, end) }
    else joined.push({ start, end }) // prettier-ignore
  }
  return joined
}

/** The text without them. What is taken out is in no part of what is answered; there is nothing under a mark. */
export function redact(text: string, stretches: readonly Stretch[]): string {
  let [answer, at] = ['', 0]
  for (const { start, end } of joinStretches(text, stretches)) {
    answer += text.slice(at, start) + CUT
    at = end
  }
  return answer + text.slice(at)
}

/** What an account says that points to someone, in each form that it is likely to be written in. */
export function tellingOf({ person, contact, officer, place, day, hour, receipt }: Account): readonly Telling[] {
  const parts = (text: string, least: number) => text.split(/[\s,;]+/).filter((part) => part.length >= least)
  const proper = parts(place, 4).filter((part) => /^\p{Lu}/u.test(part))
  const [clock, minutes] = hour.split(/[:hH]\s*/)
  const hours = clock !== undefined && minutes !== undefined ? [hour, `${clock} h ${minutes}`, `${clock}h${minutes}`, `${clock}:${minutes}`] : [hour]
  const said: readonly (readonly [TellingKind, readonly string[]])[] = [
    ['person', [person, ...parts(person, 3)]],
    ['contact', [contact, ...parts(contact, 6)]],
    ['officer', [officer]],
    ['place', [place, ...proper]],
    ['day', daysOf(day)],
    ['hour', hours],
    ['receipt', [receipt]],
  ]
  return unique(said.flatMap(([why, texts]) => texts.filter((text) => text.trim().length > 1).map((text) => ({ text: text.trim(), why }))))
}

/** A day, with its year or without, in words or in figures. */
function daysOf(day: string): readonly string[] {
  const written = formatCivilDate(day, 'fr').split(' ')
  const [year = '', month = '', date = ''] = day.split('-')
  return [day, written.join(' '), written.slice(1).join(' '), written.slice(1, 3).join(' '), `${date}/${month}/${year}`, `${date}/${month}`]
}

/** After which a name comes; in any case that French writes them in. */
const TITLES = ['M\\.', 'MM\\.', 'Mme', 'Mmes', 'Mlle', 'Mr', 'Mrs', 'Ms', '[Mm]onsieur', '[Mm]adame', '[Mm]ademoiselle', '[Aa]gente?', '[Pp]olici(?:er|ère)', '[Bb]rigadi(?:er|ère)(?:-chef(?:fe)?|[ -]major)?', '[Gg]ardien(?:ne)?(?: de la paix)?', '[Mm]ajor', '[Ss]ergent(?:e)?', '[Ll]ieutenante?', '[Cc]apitaine', '[Cc]ommandante?', '[Cc]ommissaire', '[Aa]djudante?', '[Gg]endarme', '[Mm]aître', '[Dd]octeure?'] // prettier-ignore

const PATTERNS: readonly (readonly [TellingKind, RegExp])[] = [
  ['contact', /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu],
  ['contact', /(?<!\p{N})(?:\+33[\s.]?|0)[1-9](?:[\s.-]?\d{2}){4}(?!\p{N})/gu],
  // A plate (AA-123-AA), and any number long enough to be somebody's: an officer's has seven figures.
  ['number', /(?<![\p{L}\p{N}])[A-Z]{2}[\s-]?\d{3}[\s-]?[A-Z]{2}(?![\p{L}\p{N}])/gu],
  ['number', /(?<![\p{L}\p{N}])\d{5,}(?![\p{L}\p{N}])/gu],
  ['name', new RegExp(`(?<=(?:^|[^\\p{L}])(?:${TITLES.join('|')})\\s)\\p{Lu}[\\p{L}’'-]+(?:\\s\\p{Lu}[\\p{L}’'-]+)*`, 'gu')],
] // prettier-ignore

/** What in a text looks as if it pointed to someone, whatever the account says: addresses, telephones, numbers, plates, names after a title. */
export function tellingIn(text: string): readonly Telling[] {
  return unique(PATTERNS.flatMap(([why, pattern]) => [...text.matchAll(pattern)].map(([found]) => ({ text: found.trim(), why }))))
}

/** More than a person reads; what stands after them is told once these are gone. */
const MOST = 200

/** Of what points to someone, what stands in this text; a part of a longer one that is told is not told again. */
export function leftIn(text: string, telling: readonly Telling[]): readonly Telling[] {
  const folded = fold(text)
  const found = unique([...telling, ...tellingIn(text)])
    .slice(0, MOST)
    .map((one) => ({ one, stretches: stretchesIn(folded, one.text) }))
    .sort((left, right) => right.one.text.length - left.one.text.length)
  const told: Stretch[] = []
  return found.flatMap(({ one, stretches }) => {
    const fresh = stretches.filter(({ start, end }) => !told.some((before) => before.start <= start && end <= before.end))
    told.push(...fresh)
    return fresh.length > 0 ? [one] : []
  })
}

function unique(telling: readonly Telling[]): readonly Telling[] {
  return [...new Map(telling.toReversed().map((one) => [fold(one.text).folded, one])).values()].toReversed()
}
