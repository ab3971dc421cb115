import { inCity, type Database } from '../../../platform/db/database.ts'

export type Release = { readonly city: string; readonly report: string; readonly version: number }

export function isPublishedStatement(db: Database, { city, report, version }: Release) {
  return db.selectFrom('activity.publications').where('city', '=', city).where('report', '=', report).where('version', '=', version).select('version')
}

export const sample = { city: '80021', report: 'controles-2027-02', version: 1 }

export async function isPublished(db: Database, release: Release): Promise<boolean> {
  return (await inCity(db, release.city, (tx) => isPublishedStatement(tx, release).executeTakeFirst())) !== undefined
}
