import { readBodyCases } from '../queries/body-cases.ts'
import { readDrops } from '../queries/drops.ts'
import type { Database } from '../../../platform/db/database.ts'

/** When each filing of a body came, whichever way: as many as the journal has. */
export async function readFilings(db: Database, asked: { readonly city: string; readonly body: string }): Promise<readonly Date[]> {
  const [cases, drops] = [await readBodyCases(db, asked), await readDrops(db, asked)]
  return [...cases, ...drops].map(({ filed_at }) => filed_at)
}
