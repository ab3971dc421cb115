import { inCity, type Database } from '../../../platform/db/database.ts'
import { publishedReportShape, type PublishedReport } from '../core/published-report.ts'

export type DraftRow = {
  readonly draft: string
  readonly report: string
  readonly requestedAt: Date
  readonly why: string | null
  readonly madeAt: Date | null
  /** Releases that it was audited against. */
  readonly audited: number
  readonly content: PublishedReport | undefined
  readonly refusal: string | null
  readonly evidence: Readonly<Record<string, unknown>>
  readonly signedAt: Date | null
  readonly comment: string | null
  readonly version: number | null
}

/** All drafts of a city, the latest first, with how far each has come. */
export function draftsStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('activity.drafts as d')
    .leftJoin('activity.draft_outcomes as o', (join) => join.onRef('o.city', '=', 'd.city').onRef('o.draft', '=', 'd.draft'))
    .leftJoin('activity.signatures as s', (join) => join.onRef('s.city', '=', 'd.city').onRef('s.draft', '=', 'd.draft'))
    .leftJoin('activity.comments as c', (join) => join.onRef('c.city', '=', 'd.city').onRef('c.draft', '=', 'd.draft'))
    .leftJoin('activity.publications as p', (join) => join.onRef('p.city', '=', 'd.city').onRef('p.draft', '=', 'd.draft'))
    .where('d.city', '=', city)
    .select([
      'd.draft',
      'd.report',
      'd.requested_at',
      'd.why',
      'o.made_at',
      'o.audited',
      'o.content',
      'o.refusal',
      'o.evidence',
      's.signed_at',
      'c.words',
      'p.version',
    ])
    .orderBy('d.requested_at', 'desc')
    .orderBy('d.draft')
}

export const sample = { city: '80021' }

export async function readDrafts(db: Database, city: string): Promise<readonly DraftRow[]> {
  const rows = await inCity(db, city, (tx) => draftsStatement(tx, { city }).execute())
  return rows.map((row) => ({
    draft: row.draft,
    report: row.report,
    requestedAt: row.requested_at,
    why: row.why,
    madeAt: row.made_at,
    audited: row.audited ?? 0,
    content: row.content === null ? undefined : publishedReportShape.parse(row.content),
    refusal: row.refusal,
    evidence: typeof row.evidence === 'object' && row.evidence !== null ? { ...row.evidence } : {},
    signedAt: row.signed_at,
    comment: row.words,
    version: row.version,
  }))
}
