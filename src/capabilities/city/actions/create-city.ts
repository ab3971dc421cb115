import { sql } from 'kysely'
import type { Database } from '../../../platform/db/database.ts'
import type { CityOptionalField } from '../../../platform/db/tables.ts'

export type NewCity = {
  /** INSEE code. */
  readonly code: string
  readonly name: string
  readonly hosts: readonly string[]
  readonly contact: string
  readonly dataProtectionContact: string
  readonly demo: boolean
  readonly realDataNotice?: string
  /** Of the person checked, only what the city decided to keep. */
  readonly optionalFields?: readonly CityOptionalField[]
  readonly now: Date
}

/** Two digits, 2A or 2B (Corsica), then three digits. Source: INSEE, code officiel géographique. */
export function isInseeCode(text: string): boolean {
  return /^(?:\d{2}|2[AB])\d{3}$/.test(text)
}

/** Adds a city under the next free number. A city that exists is left as it is; its number is answered. */
export async function createCity(db: Database, city: NewCity): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const rows = await tx.selectFrom('city.cities').select(['city', 'number']).forUpdate().execute()
    const existing = rows.find((row) => row.city === city.code)
    if (existing) return existing.number
    const number = Math.max(0, ...rows.map((row) => row.number)) + 1
    await tx
      .insertInto('city.cities')
      .values({
        city: city.code,
        number,
        name: city.name,
        hosts: [...city.hosts],
        contact: city.contact,
        data_protection_contact: city.dataProtectionContact,
        demo: city.demo,
        optional_fields: sql<CityOptionalField[]>`${[...(city.optionalFields ?? [])]}::city.optional_field[]`,
        real_data_notice: city.realDataNotice ?? null,
        created_at: city.now,
      })
      .execute()
    return number
  })
}
