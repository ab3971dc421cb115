import { sql } from 'kysely'
import type { Database } from '../../../platform/db/database.ts'
import type { CityRef } from '../../../platform/http/route.ts'
import { themeName } from '../core/theme.ts'

export type City = CityRef & { readonly hosts: readonly string[]; readonly optionalFields: readonly ('ageBand' | 'sex')[] }

export function citiesStatement(db: Database) {
  return db
    .selectFrom('city.cities')
    .select([
      'city',
      'number',
      'name',
      'hosts',
      'languages',
      'contact',
      'data_protection_contact',
      'hosted_by',
      'demo',
      'real_data_notice',
      'accent',
      'ground',
      'logo',
    ])
    .select(sql<string[]>`optional_fields::text[]`.as('optional_fields'))
    .orderBy('number')
}

type LookRow = { readonly accent: string | null; readonly ground: string | null; readonly logo: string | null }

function lookOf({ accent, ground, logo }: LookRow) {
  const colours = { accent: accent ?? undefined, ground: ground ?? undefined }
  return { ...colours, theme: themeName(colours), logo: logo ?? undefined }
}

export async function readCities(db: Database): Promise<readonly City[]> {
  const rows = await citiesStatement(db).execute()
  return rows.map((row) => ({
    code: row.city,
    number: row.number,
    name: row.name,
    hosts: row.hosts,
    languages: row.languages,
    contact: row.contact,
    dataProtectionContact: row.data_protection_contact,
    hostedBy: row.hosted_by,
    demo: row.demo,
    realDataNotice: row.real_data_notice ?? undefined,
    look: lookOf(row),
    optionalFields: row.optional_fields.map((field) => (field === 'age_band' ? 'ageBand' : 'sex')),
  }))
}
