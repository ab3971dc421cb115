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

/** Days that passed while a version promised them, before a later one moved them (`2020-09-01`), and whole years of a yearly one. */
export function passedDatesOf({ versions }: Versions, today: string): readonly string[] {
  const days = versions.flatMap(({ terms: { due } }, index) => {
    const next = versions[index + 1]
    if (next === undefined || canonicalJson(next.terms.due) === canonicalJson(due) || due.kind === 'continuous') return []
    const until = civilDate(next.publishedAt) < today ? civilDate(next.publishedAt) : today
    if (due.kind !== 'yearly') return due.on < until ? [due.on] : []
    return Array.from({ length: Math.max(0, Number(until.slice(0, 4)) - due.from) }, (_, at) => `${due.from + at}-12-31`)
  })
  return [...new Set(days)]
}

/** What a version says otherwise than the one before it. */
export function changedTerms(before: Terms, after: Terms): readonly (keyof Terms)[] {
  const fields = Object.keys(after) as (keyof Terms)[] // parsing: the keys of its own shape
  return fields.filter((field) => canonicalJson(before[field]) !== canonicalJson(after[field]))
}
