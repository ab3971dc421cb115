import { sql } from 'kysely'
import { inCity, type Database } from '../../../platform/db/database.ts'

export type BundleScope = { readonly city: string; readonly day: string } | { readonly city: string; readonly prefix: string }

/** Receipts of one day, or those whose holder tag starts with 12 given bits (three hexadecimal digits). */
export function sealedReceiptsStatement(db: Database, scope: BundleScope) {
  const all = db
    .selectFrom('receipts.receipts as r')
    .innerJoin('receipts.certificates as c', (join) => join.onRef('c.city', '=', 'r.city').onRef('c.key_id', '=', 'r.key_id'))
    .where('r.city', '=', scope.city)
    .select(['r.key_id', 'r.seq', 'r.payload', 'r.signature', 'r.holder_hash', 'r.holder_tag', 'r.detail', 'r.detail_signature'])
    .select(['r.received_at', 'r.standing', 'r.late', 'r.clock_off', 'r.card_problem', 'r.day', 'c.certificate', 'c.unit'])
    .orderBy('r.holder_tag')
  if ('day' in scope) return all.where('r.day', '=', scope.day)
  const from = Buffer.from(`${scope.prefix}0`, 'hex')
  const to = Buffer.from(`${scope.prefix}fffffffffffff`, 'hex')
  return all.where(sql<boolean>`r.holder_tag between ${from} and ${to}`)
}

export const sample = { city: '80021', day: '2027-03-01' }

export async function readSealedReceipts(db: Database, scope: BundleScope) {
  return inCity(db, scope.city, (tx) => sealedReceiptsStatement(tx, scope).execute())
}
