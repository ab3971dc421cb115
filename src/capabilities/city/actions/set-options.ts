import type { Database } from '../../../platform/db/database.ts'
import type { CityOptionalField } from '../../../platform/db/tables.ts'
import { sql } from 'kysely'

export type CityOptions = {
  readonly city: string
  readonly languages: readonly string[]
  readonly optionalFields: readonly CityOptionalField[]
  readonly contact: string
  readonly dataProtectionContact: string
  /** Empty: not named yet. */
  readonly hostedBy: string
}

/** Languages of the receipt, and the optional fields that the city's impact assessment (AIPD) allows. */
export async function setOptions(db: Database, options: CityOptions): Promise<void> {
  await db
    .updateTable('city.cities')
    .set({
      languages: [...options.languages],
      optional_fields: sql<CityOptionalField[]>`${[...options.optionalFields]}::city.optional_field[]`,
      contact: options.contact,
      data_protection_contact: options.dataProtectionContact,
      hosted_by: options.hostedBy,
    })
    .where('city', '=', options.city)
    .execute()
}
