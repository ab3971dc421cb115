import { civilDate } from '../../../foundation/civil-date.ts'
import { dueDays, passedDatesOf } from './moved-dates.ts'
import type { Commitment, Document, PublishedVersion } from './publication.ts'
import type { Finding } from './state.ts'

/** What happened to a commitment, from its own rows: nothing is told that is not kept. `day`: civil date. */
export type TimelineEvent = { readonly commitment: string; readonly day: string } & (
  | { readonly kind: 'version'; readonly at: Date; readonly version: PublishedVersion; readonly isFirst: boolean }
  | { readonly kind: 'finding'; readonly at: Date; readonly finding: Finding }
  | { readonly kind: 'document'; readonly at: Date; readonly document: Document }
  /** `moved`: a later version has another date. */
  | { readonly kind: 'due'; readonly at: undefined; readonly moved: boolean }
)

/** The latest first. A due date is told once it is past, also one that a later version moved. */
export function timelineOf(commitments: readonly Commitment[], today: string): readonly TimelineEvent[] {
  return commitments.flatMap((commitment) => eventsOf(commitment, today)).sort((left, right) => compare(right, left))
}

function eventsOf(one: Commitment, today: string): readonly TimelineEvent[] {
  const { commitment, versions, current, findings, documents } = one
  const now = dueDays(current.terms.due, today)
  const moved = passedDatesOf(one, today)
  return [
    ...versions.map(
      (version, index) =>
        ({ commitment, kind: 'version', at: version.publishedAt, day: civilDate(version.publishedAt), version, isFirst: index === 0 }) as const,
    ),
    ...findings.map((finding) => ({ commitment, kind: 'finding', at: finding.foundAt, day: finding.day, finding }) as const),
    ...documents.flatMap((document) => {
      const at = document.decision?.decidedAt
      return at === undefined ? [] : [{ commitment, kind: 'document', at, day: civilDate(at), document } as const]
    }),
    ...now.map((day) => ({ commitment, kind: 'due', at: undefined, moved: false, day }) as const),
    ...moved.map((day) => ({ commitment, kind: 'due', at: undefined, moved: true, day }) as const),
  ]
}

function compare(left: TimelineEvent, right: TimelineEvent): number {
  return (
    left.day.localeCompare(right.day) || (left.at?.getTime() ?? 0) - (right.at?.getTime() ?? 0) || left.commitment.localeCompare(right.commitment)
  )
}
