import { civilDate } from '../../../foundation/civil-date.ts'
import { canonicalJson } from '../../../foundation/canonical-json.ts'
import type { Commitment } from './publication.ts'
import type { Due, Terms } from './terms.ts'

type Versions = Pick<Commitment, 'versions' | 'current'>

/** When it was first promised for, where a later version says otherwise: it stays in view, whatever the later one says. */
export function firstDueOf({ versions, current }: Versions): Due | undefined {
  const first = versions[0]?.terms.due
  return first && canonicalJson(first) !== canonicalJson(current.terms.due) ? first : undefined
}

/** Due dates that are past: days (`2020-09-01`), the last day of each year of a yearly one. */
export function dueDays(due: Due, today: string): readonly string[] {
  if (due.kind === 'continuous') return []
  if (due.kind !== 'yearly') return due.on < today ? [due.on] : []
  return Array.from({ length: Math.max(0, Number(today.slice(0, 4)) - due.from) }, (_, index) => `${due.from + index}-12-31`)
}

/** Days that passed while a version promised them, and that no version in force promises any more. */
export function passedDatesOf({ versions, current }: Versions, today: string): readonly string[] {
  const still = new Set(dueDays(current.terms.due, today))
  const days = versions.flatMap(({ terms }, index) => {
    const next = versions[index + 1]
    if (next === undefined) return []
    const replaced = civilDate(next.publishedAt)
    return dueDays(terms.due, replaced < today ? replaced : today)
  })
  return [...new Set(days)].filter((day) => !still.has(day))
}

/** What a version says otherwise than the one before it. */
export function changedTerms(before: Terms, after: Terms): readonly (keyof Terms)[] {
  const fields = Object.keys(after) as (keyof Terms)[] // parsing: the keys of its own shape
  return fields.filter((field) => canonicalJson(before[field]) !== canonicalJson(after[field]))
}
