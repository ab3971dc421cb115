import { bech32 } from '@scure/base'
import { identityToRecipient } from 'age-encryption'

/** A key pair of age with X-Wing: `AGE-SECRET-KEY-PQ-1…` opens what is sealed to `age1pq1…` (C2SP age, mlkem768x25519). */
export type AgeKey = { readonly identity: string; readonly recipient: string }

/** `seed`: 32 bytes, uniformly random or derived from such. Anything else throws a RangeError. */
export async function ageKeyOf(seed: Uint8Array): Promise<AgeKey> {
  if (seed.length !== 32) throw new RangeError('an age key has a seed of 32 bytes')
  const identity = bech32.encodeFromBytes('AGE-SECRET-KEY-PQ-', seed).toUpperCase()
  return { identity, recipient: await identityToRecipient(identity) }
}

const RECIPIENT = /^age1pq1[02-9ac-hj-np-z]{1952}$/

/** Texts that were found to have that form: a body's few are read again with every case. */
const known = new Set<string>()
const MOST_KNOWN = 1000

/** Whether a text has the form of an X-Wing recipient, its checksum included. */
export function isRecipient(text: string): boolean {
  if (known.has(text)) return true
  if (!RECIPIENT.test(text)) return false
  try {
    const { prefix, words } = bech32.decode(asBech32(text), false)
    const holds = prefix === 'age1pq' && bech32.fromWords(words).length === 1216
    if (known.size >= MOST_KNOWN) known.clear()
    if (holds) known.add(text)
    return holds
  } catch {
    return false
  }
}

/** The library asks for a text with a separator, which `RECIPIENT` has found. */
function asBech32(text: string): `${string}1${string}` {
  const at = text.lastIndexOf('1')
  return `${text.slice(0, at)}1${text.slice(at + 1)}`
}
