import { timingSafeEqual } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { concat, fromHex, toHex, type Bytes } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import type { Services } from '../../../platform/services.ts'
import { dedupKey, type Entry } from '../core/leaf.ts'

type Owner = Pick<Services, 'config' | 'random'>
type Act = Pick<Entry, 'type' | 'businessKey' | 'version'>

const KEY_FILE = 'keys/journal-tickets'
const KEY_LENGTH = 32
const DEDUP_LENGTH = 32
const SEAL_LENGTH = 16
/** By the folder that holds them. */
const keys = new Map<string, Bytes>()

/**
 * What whoever commits an act gets at once: under it the proof is awaited, `/journal/preuves/TICKET`. 96 hexadecimal digits: the act's
 * deduplication key, sealed by this installation. The key alone would not do: a receipt's is made of a phone and a number, which anyone can
 * count through, and its place in the journal would tell how many receipts each phone gave.
 */
export function ticketOf(owner: Owner, act: Act): string {
  const dedup = dedupKey(act)
  return toHex(concat(dedup, seal(keyOf(owner), dedup)))
}

/** The deduplication key of a ticket that was given out here; `undefined` for any other text. */
export function readTicket(owner: Owner, ticket: string): Uint8Array | undefined {
  const bytes = fromHex(ticket)
  if (bytes?.length !== DEDUP_LENGTH + SEAL_LENGTH) return undefined
  const dedup = bytes.subarray(0, DEDUP_LENGTH)
  return timingSafeEqual(seal(keyOf(owner), dedup), bytes.subarray(DEDUP_LENGTH)) ? dedup : undefined
}

/** SHA-256(key ‖ digest), both of 32 bytes, cut to 16: of one length, and cut, it cannot be extended. A tenth of an HMAC's time, once a receipt. */
function seal(key: Uint8Array, dedup: Uint8Array): Uint8Array {
  return sha256(concat(key, dedup)).subarray(0, SEAL_LENGTH)
}

/** Made at the first ticket. Lost, it takes with it the tickets that are out: their proofs are public all the same. */
function keyOf({ config, random }: Owner): Bytes {
  const known = keys.get(config.varFolder)
  if (known !== undefined) return known
  const key = openKey(join(config.varFolder, KEY_FILE), random(KEY_LENGTH))
  keys.set(config.varFolder, key)
  return key
}

function openKey(place: string, fresh: Bytes): Bytes {
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 })
  try {
    writeFileSync(place, fresh, { flag: 'wx', mode: 0o600, flush: true })
    return fresh
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    const kept = new Uint8Array(readFileSync(place))
    // Half of a key that a crash left opens no ticket that is out; another takes its place.
    if (kept.length !== KEY_LENGTH) writeFileSync(place, fresh, { mode: 0o600, flush: true })
    return kept.length === KEY_LENGTH ? kept : fresh
  }
}
