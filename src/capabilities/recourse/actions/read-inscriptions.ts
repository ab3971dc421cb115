import { toBase64 } from '../../../foundation/base64.ts'
import { toHex } from '../../../foundation/bytes.ts'
import { civilDate } from '../../../foundation/civil-date.ts'
import type { Database } from '../../../platform/db/database.ts'
import { dedupKey, readSalts } from '../../journal/index.ts'
import { filingEntry } from '../core/entries.ts'
import { readBodyCases } from '../queries/body-cases.ts'
import { readDrops } from '../queries/drops.ts'

/** A filing and what opens its commitment in the journal; `salt`: base64, `null` while it is not published. */
export type Inscription = { readonly filing: string; readonly digest: string; readonly day: string; readonly salt: string | null }

/** For members: each filing of their body, so that their device finds each in the journal, and each of the journal here. */
export async function readInscriptions(
  db: Database,
  { city, body }: { readonly city: string; readonly body: string },
): Promise<readonly Inscription[]> {
  const [cases, drops] = [await readBodyCases(db, { city, body }), await readDrops(db, { city, body })]
  const filings = [...cases.map(({ case_id, ...row }) => ({ ...row, id: case_id })), ...drops.map(({ drop_id, ...row }) => ({ ...row, id: drop_id }))]
  const entries = filings.map(({ id, digest, filed_at }) => filingEntry({ caseId: id, body, digest, day: civilDate(filed_at) }))
  const keys = entries.map(dedupKey)
  const salts = keys.length === 0 ? new Map<string, Uint8Array>() : await readSalts(db, { city, dedups: keys })
  return entries.map(({ businessKey, day, payload }, index) => {
    const salt = salts.get(toHex(keys[index] ?? new Uint8Array()))
    return { filing: businessKey, digest: payload.sha256, day, salt: salt ? toBase64(salt) : null }
  })
}
