import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto'
import { fromHex, toHex } from '../../../foundation/bytes.ts'
import type { Files } from '../../../platform/files/files.ts'
import type { Services } from '../../../platform/services.ts'
import { dedupKey, type Entry } from '../core/leaf.ts'

type Owner = Pick<Services, 'files' | 'random'>
type Act = Pick<Entry, 'type' | 'businessKey' | 'version'>

const KEY_FILE = 'keys/journal-tickets'
const DEDUP_LENGTH = 32
const SEAL_LENGTH = 16
const keys = new WeakMap<Files, Promise<KeyObject>>()

/**
 * What whoever commits an act gets at once: under it the proof is awaited, `/journal/preuves/TICKET`. 96 hexadecimal digits: the act's
 * deduplication key, sealed by this installation. The key alone would not do: a receipt's is made of a phone and a number, which anyone can
 * count through, and its place in the journal would tell how many receipts each phone gave.
 */
export async function ticketOf(owner: Owner, act: Act): Promise<string> {
  const dedup = dedupKey(act)
  return toHex(dedup) + toHex(seal(await keyOf(owner), dedup))
}

/** The deduplication key of a ticket that was given out here; `undefined` for any other text. */
export async function readTicket(owner: Owner, ticket: string): Promise<Uint8Array | undefined> {
  const bytes = fromHex(ticket)
  if (bytes?.length !== DEDUP_LENGTH + SEAL_LENGTH) return undefined
  const dedup = bytes.subarray(0, DEDUP_LENGTH)
  return timingSafeEqual(seal(await keyOf(owner), dedup), bytes.subarray(DEDUP_LENGTH)) ? dedup : undefined
}

function seal(key: KeyObject, dedup: Uint8Array): Uint8Array {
  return createHmac('sha256', key).update(dedup).digest().subarray(0, SEAL_LENGTH)
}

/** Made at the first ticket. Lost, it takes with it the tickets that are out: their proofs are public all the same. */
function keyOf(owner: Owner): Promise<KeyObject> {
  const known = keys.get(owner.files) ?? openKey(owner)
  keys.set(owner.files, known)
  known.catch(() => keys.delete(owner.files))
  return known
}

async function openKey({ files, random }: Owner): Promise<KeyObject> {
  const kept = await files.read(KEY_FILE)
  if (kept?.length === 32) return createSecretKey(kept)
  const fresh = random(32)
  await files.write(KEY_FILE, fresh)
  return createSecretKey(fresh)
}
