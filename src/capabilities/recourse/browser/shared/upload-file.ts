import { equalBytes, toHex, type Bytes } from '../../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { ageKeyOf, type AgeKey } from '../../core/vault/age-key.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { unseal } from '../../core/vault/seal.ts'
import { PART, plainOf, type SealPart } from './seal-part.ts'
import { untilTaken } from './until-taken.ts'
import { type Client } from './vault-client.ts'
import { askPart, sendBegin, sendPart } from './upload-client.ts'

/** Parts on the way at once (vault-vv1.md, Items). */
const PARALLEL = 3
/** Between two tries of one part, in milliseconds, longer and longer: some ten minutes without a network. */
const WAITS = Array.from({ length: 130 }, (_, tries) => Math.min(5000, 200 * (tries + 1)))

/** What is known of an upload: kept on the device, so that a reload goes on. `parts`: SHA-256 of each sealed part that was acknowledged. */
export type Sent = { readonly upload: string; readonly parts: readonly (string | null)[] }

export type Uploading = {
  readonly client: Client
  readonly body: string
  readonly keys: HolderKeys
  readonly file: Blob
  readonly seal: SealPart
  /** 32 bytes: the key of this file. */
  readonly seed: Bytes
  readonly before: Sent
  /** After each part that the server has. */
  readonly told: (sent: Sent) => void
}

export function newUpload(file: Blob, random: (length: number) => Bytes): Sent {
  return { upload: toHex(random(16)), parts: Array.from({ length: Math.max(1, Math.ceil(file.size / PART)) }, () => null) }
}

/**
 * Sends what is lacking, three parts at a time; a part is tried again until it is taken, refused, or ten minutes are over. What the server
 * has forgotten since is sent again, whatever this device remembers.
 */
export async function uploadFile(uploading: Uploading): Promise<Result<readonly string[]>> {
  const { client, body, keys, seed, before, told } = uploading
  const begun = await untilTaken(WAITS, () => sendBegin(client, body, { upload: before.upload, keys }))
  if (!begun.ok) return begun
  const held = new Map(begun.value.parts.map(({ part, sha256 }) => [part, sha256]))
  const age = await ageKeyOf(seed)
  const parts = before.parts.map((sha256, part) => (held.get(part) === sha256 ? sha256 : null))
  const queue = parts.flatMap((sha256, part) => (sha256 === null ? [part] : []))
  let refused: Result<string> | undefined
  const work = async () => {
    for (let part = queue.shift(); part !== undefined && refused === undefined; part = queue.shift()) {
      const sent = await sendOne(uploading, age, part)
      if (!sent.ok) refused = sent
      else {
        parts[part] = sent.value
        told({ upload: before.upload, parts: [...parts] })
      }
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, work))
  if (refused !== undefined && !refused.ok) return refused
  const whole = parts.filter((sha256) => sha256 !== null)
  return whole.length === parts.length ? accept(whole) : refuse('upload-broken')
}

/** Answers the SHA-256 of what the server keeps: of what was sealed here, now or before an acknowledgement was lost. */
async function sendOne({ client, keys, file, seal, before }: Uploading, { recipient, identity }: AgeKey, part: number): Promise<Result<string>> {
  const plain = file.slice(part * PART, (part + 1) * PART)
  const sealed = await seal(plain, recipient)
  const place = { upload: before.upload, part, keys }
  const sent = await untilTaken(WAITS, () => sendPart(client, { ...place, ...sealed }))
  const kept = !sent.ok && sent.code === 'already-used' ? sent.evidence.sha256 : undefined
  if (sent.ok || typeof kept !== 'string') return sent
  // The server says that it has another under this number: it is read before it is believed.
  const asked = await untilTaken(WAITS, () => askPart(client, place))
  if (!asked.ok) return asked
  const digest = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', asked.value)))
  const opened = digest === kept ? await unseal(asked.value, identity) : undefined
  return opened && equalBytes(opened, await plainOf(plain)) ? accept(kept) : refuse('upload-broken', { part })
}
