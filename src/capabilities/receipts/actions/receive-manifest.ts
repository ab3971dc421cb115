import { equalBytes, toHex } from '../../../foundation/bytes.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { verifyInThread } from '../../../platform/crypto/verify.ts'
import { inCity, type CityTransaction } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { commitEntries, ticketOf, type Entry } from '../../journal/index.ts'
import { CHAIN_START, chainLink, manifestMessage, type ShiftManifest } from '../core/receipt.ts'
import type { KnownDevice } from './device-directory.ts'

export type SignedManifest = ShiftManifest & { readonly signature: Uint8Array }

/** `missing`: numbers of the shift that have not arrived. `headMatches`: undefined until all have. */
export type ManifestOutcome = { readonly missing: number; readonly headMatches: boolean | undefined }

type Context = { readonly services: Services; readonly city: string; readonly device: KnownDevice | undefined }

/** The end of a shift, signed: which numbers were used, and a digest of all that was issued. */
export async function receiveManifest(
  { services, city, device }: Context,
  manifest: SignedManifest,
): Promise<Result<ManifestOutcome & { readonly ticket: string }, 'certificate-unknown' | 'signature-wrong' | 'malformed'>> {
  if (device === undefined) return refuse('certificate-unknown')
  if (manifest.last < manifest.first || manifest.last - manifest.first > 100_000) return refuse('malformed', { part: 'last' })
  if (!(await verifyInThread(device.key, manifestMessage(manifest), manifest.signature))) return refuse('signature-wrong')
  const now = services.clock()
  return inCity(services.db, city, async (tx) => {
    const outcome = await compareWithStored(tx, city, manifest)
    const row = {
      city,
      key_id: Buffer.from(device.keyId),
      first_seq: manifest.first,
      last_seq: manifest.last,
      head: Buffer.from(manifest.head),
      signature: Buffer.from(manifest.signature),
      received_at: now,
    }
    await tx
      .insertInto('receipts.manifests')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const other = await readOtherHead(tx, city, manifest)
    const entries = entriesOf(manifest, { ...outcome, other }, dateAt(now).toString())
    await commitEntries(tx, { city, now, random: services.random }, entries)
    return accept({ ...outcome, ticket: ticketOf(services, entries[0]) })
  })
}

/** The head that this phone signed before for the same numbers, where it was another: one of both is not what it issued. */
async function readOtherHead(tx: CityTransaction, city: string, { keyId, first, last, head }: ShiftManifest): Promise<string | undefined> {
  const kept = await tx
    .selectFrom('receipts.manifests')
    .where('city', '=', city)
    .where('key_id', '=', Buffer.from(keyId, 'hex'))
    .where('first_seq', '=', first)
    .where('last_seq', '=', last)
    .select('head')
    .executeTakeFirst()
  return kept === undefined || equalBytes(kept.head, head) ? undefined : toHex(kept.head)
}

async function compareWithStored(tx: CityTransaction, city: string, manifest: ShiftManifest): Promise<ManifestOutcome> {
  const rows = await tx
    .selectFrom('receipts.receipts')
    .where('city', '=', city)
    .where('key_id', '=', Buffer.from(manifest.keyId, 'hex'))
    .where('seq', '>=', manifest.first)
    .where('seq', '<=', manifest.last)
    .select(['payload', 'detail'])
    .orderBy('seq')
    .execute()
  const missing = manifest.last - manifest.first + 1 - rows.length
  if (missing > 0) return { missing, headMatches: undefined }
  const head = rows.reduce((previous, row) => chainLink(previous, row), CHAIN_START)
  return { missing: 0, headMatches: equalBytes(head, manifest.head) }
}

type Told = ManifestOutcome & { readonly other: string | undefined }

/** A manifest that is sent again says more once a gap filled: what is known of it is a part of its name, so that each state enters once. */
function entriesOf(manifest: ShiftManifest, { missing, headMatches, other }: Told, day: string): readonly [Entry, ...Entry[]] {
  const [range, head] = [`${manifest.keyId}/${manifest.first}-${manifest.last}`, toHex(manifest.head)]
  const shift = { keyId: manifest.keyId, first: manifest.first, last: manifest.last }
  const known = { version: 1, day, payload: { ...shift, head, headMatches: headMatches ?? null } }
  const entries: [Entry, ...Entry[]] = [{ type: 'manifest', businessKey: `${range}/${head}/${String(headMatches)}`, ...known }]
  if (missing > 0) entries.push({ type: 'gap', businessKey: `${range}/${missing}`, version: 1, day, payload: { ...shift, missing } })
  if (other !== undefined)
    entries.push({
      type: 'equivocation',
      businessKey: `${range}/${[head, other].sort().join('/')}`,
      version: 1,
      day,
      payload: { ...shift, heads: [head, other].sort() },
    })
  return entries
}
