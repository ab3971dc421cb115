import { Decrypter, Encrypter } from 'age-encryption'
import { utf8, type Bytes } from '../../../../foundation/bytes.ts'
import { canonicalJson, type Json } from '../../../../foundation/canonical-json.ts'
import { padmeLength } from './padme.ts'

/**
 * An age v1 file with X-Wing stanzas alone; `recipients`: `age1pq1…`, one or more. Throws on a malformed one. `place`: where to write, when it
 * has room; what is answered is then a part of it. The library's stream is read into the exact size: its own reader copies megabytes twice more.
 */
export async function seal(plain: Uint8Array, recipients: readonly string[], place?: Bytes): Promise<Bytes> {
  if (recipients.length === 0 || !recipients.every((recipient) => recipient.startsWith('age1pq1')))
    throw new RangeError('sealed to X-Wing recipients alone')
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  const sealed = await encrypter.encrypt(streamOf(plain))
  const size = sealed.size(plain.length)
  const bytes = place && place.length >= size ? place.subarray(0, size) : new Uint8Array(size)
  const reader = sealed.getReader()
  let at = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    bytes.set(next.value, at)
    at += next.value.length
  }
  return bytes
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes)
      controller.close()
    },
  })
}

/** `undefined` when this key does not open it, or one bit of it is not as it was sealed. */
export async function unseal(file: Uint8Array, identity: string): Promise<Bytes | undefined> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  try {
    return new Uint8Array(await decrypter.decrypt(file))
  } catch {
    return undefined
  }
}

/** Canonical JSON, padded with spaces to a Padmé length: any reader of JSON passes over them. `least`: bytes, where shorter is to look alike. */
export function sealJson(value: Json, recipients: readonly string[], least?: number): Promise<Bytes> {
  const text = utf8(canonicalJson(value))
  const padded = new Uint8Array(padmeLength(text.length, least)).fill(0x20)
  padded.set(text)
  return seal(padded, recipients)
}

/** `undefined` for what does not open, and for what is no JSON. */
export async function unsealJson(file: Uint8Array, identity: string): Promise<unknown> {
  const plain = await unseal(file, identity)
  if (plain === undefined) return undefined
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain))
  } catch {
    return undefined
  }
}
