import type { Database } from '../../../platform/db/database.ts'
import { readCities } from '../../city/index.ts'
import type { Mapping } from '../core/mapping.ts'

/** Fields that only a city which decided so may keep. */
const OPTIONAL = { age: 'ageBand', sex: 'sex' } as const

/** The fields of acts that this city may not keep: its decision is the same as for receipts. */
export async function readWithheldFields(db: Database, city: string): Promise<readonly (keyof typeof OPTIONAL)[]> {
  const allowed = (await readCities(db)).find(({ code }) => code === city)?.optionalFields ?? []
  return (['age', 'sex'] as const).filter((field) => !allowed.includes(OPTIONAL[field]))
}

export async function findWithheldField(db: Database, city: string, { fields }: Mapping): Promise<string | undefined> {
  return (await readWithheldFields(db, city)).find((field) => fields[field] !== undefined)
}
