import { inCity, type Database } from '../../../platform/db/database.ts'
import type { Version } from '../core/publication.ts'
import { parseTerms } from '../core/terms.ts'

/** Every version, published or not. */
export function versionsStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('commitments.versions as v')
    .leftJoin('commitments.publications as p', (join) =>
      join.onRef('p.city', '=', 'v.city').onRef('p.commitment', '=', 'v.commitment').onRef('p.version', '=', 'v.version'),
    )
    .where('v.city', '=', city)
    .select(['v.commitment', 'v.version', 'v.content', 'v.reason', 'p.published_at'])
    .orderBy('v.commitment')
    .orderBy('v.version')
}

export const sample = { city: '80021' }

/** Throws on terms that no release of this program wrote. */
export async function readVersions(db: Database, city: string): Promise<readonly Version[]> {
  const rows = await inCity(db, city, (tx) => versionsStatement(tx, { city }).execute())
  return rows.map(({ commitment, version, content, reason, published_at }) => {
    const terms = parseTerms(content)
    if (!terms.ok) throw new Error(`commitment ${commitment}, version ${version}: ${String(terms.evidence.field)} cannot be read`)
    return { commitment, version, terms: terms.value, reason, publishedAt: published_at ?? undefined }
  })
}
