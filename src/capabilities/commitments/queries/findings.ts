import { civilDate } from '../../../foundation/civil-date.ts'
import { inCity, type Database } from '../../../platform/db/database.ts'
import type { Written } from '../core/publication.ts'
import { PARTIES } from '../core/state.ts'

/** What the city and the observer said that the facts say. */
export function findingsStatement(db: Database, { city }: { readonly city: string }) {
  return db
    .selectFrom('commitments.findings')
    .where('city', '=', city)
    .select(['commitment', 'party', 'number', 'finding', 'reasons', 'evidence', 'indicators', 'found_at', 'year'])
    .orderBy('commitment')
    .orderBy('party')
    .orderBy('number')
}

export const sample = { city: '80021' }

export async function readFindings(db: Database, city: string): Promise<Written['findings']> {
  const rows = await inCity(db, city, (tx) => findingsStatement(tx, { city }).execute())
  return rows.flatMap(({ party, found_at, year, ...row }) => {
    const known = PARTIES.find((one) => one === party)
    return known === undefined ? [] : [{ ...row, party: known, foundAt: found_at, day: civilDate(found_at), year: year ?? undefined }]
  })
}
