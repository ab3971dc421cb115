import { inCity, type Database } from '../../../platform/db/database.ts'
import { publishedReportShape, type PublishedReport } from '../core/published-report.ts'

export type PublicationRow = {
  readonly report: string
  readonly version: number
  readonly draft: string
  /** The first, the second … of its act. */
  readonly release: number
  readonly publishedAt: Date
  readonly manifest: Uint8Array
  readonly content: PublishedReport
}

/** Every version of every report, the latest first. */
export function publicationsStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('activity.publications as p')
    .innerJoin('activity.draft_outcomes as o', (join) => join.onRef('o.city', '=', 'p.city').onRef('o.draft', '=', 'p.draft'))
    .leftJoin('activity.comments as c', (join) => join.onRef('c.city', '=', 'p.city').onRef('c.draft', '=', 'p.draft'))
    .where('p.city', '=', city)
    .select(['p.report', 'p.version', 'p.draft', 'p.release', 'p.published_at', 'p.manifest_sha256', 'o.content', 'c.words'])
    .orderBy('p.published_at', 'desc')
    .orderBy('p.report')
    .orderBy('p.version', 'desc')
}

export const sample = { city: '80021' }

export async function readPublications(db: Database, city: string): Promise<readonly PublicationRow[]> {
  const rows = await inCity(db, city, (tx) => publicationsStatement(tx, { city }).execute())
  return rows.map(({ report, version, draft, release, published_at, manifest_sha256, content, words }) => ({
    report,
    version,
    draft,
    release,
    publishedAt: published_at,
    manifest: new Uint8Array(manifest_sha256),
    content: { ...publishedReportShape.parse(content), ...(words !== null && { comment: words }) },
  }))
}
