import { toHex, type Bytes } from '../../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { ageKeyOf } from '../../core/vault/age-key.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { padmeLength } from '../../core/vault/padme.ts'
import { seal } from '../../core/vault/seal.ts'
import { sendBegin, sendPart, type Client } from './vault-client.ts'

/** Bytes of plaintext in a part, and how many are on the way at once (vault-vv1.md, Items). */
export const PART = 4 * 1024 * 1024
const PARALLEL = 3
const LONGEST_WAIT = 5000
/** Tries of one part, with longer waits: some ten minutes without a network. */
const MOST_TRIES = 130

/** What is known of an upload: kept on the device, so that a reload goes on. `parts`: SHA-256 of each sealed part that was acknowledged. */
export type Sent = { readonly upload: string; readonly parts: readonly (string | null)[] }

export type Uploading = {
  readonly client: Client
  readonly body: string
  readonly keys: HolderKeys
  readonly file: Blob
  /** 32 bytes: the key of this file. */
  readonly seed: Bytes
  readonly before: Sent
  /** After each part that the server has. */
  readonly told: (sent: Sent) => void
}

export function newUpload(file: Blob, random: (length: number) => Bytes): Sent {
  return { upload: toHex(random(16)), parts: Array.from({ length: Math.max(1, Math.ceil(file.size / PART)) }, () => null) }
}

/** Sends what is lacking, three parts at a time; a part is tried again until it is taken, refused, or ten minutes are over. */
export async function uploadFile({ client, body, keys, file, seed, before, told }: Uploading): Promise<Result<readonly string[]>> {
  const begun = await untilTaken(() => sendBegin(client, body, { upload: before.upload, keys }))
  if (!begun.ok) return begun
  const { recipient } = await ageKeyOf(seed)
  const parts = [...before.parts]
  const queue = parts.flatMap((sha256, part) => (sha256 === null ? [part] : []))
  let refused: Result<string> | undefined
  let sealing: Promise<unknown> = Promise.resolve()
  // One at a time: sealing three at once is no faster, and holds three times the memory.
  const sealNext = (part: number): Promise<Bytes> => {
    const sealed = sealing.then(() => sealPart(file, part, recipient))
    sealing = sealed.catch(() => undefined)
    return sealed
  }
  const work = async () => {
    for (let part = queue.shift(); part !== undefined && refused === undefined; part = queue.shift()) {
      const bytes = await sealNext(part)
      const digest = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
      const place = { upload: before.upload, part, bytes, digest, keys }
      const sent = await untilTaken(() => sendPart(client, place))
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

/** The last part is padded: what it tells of the size is no more than an item does. */
async function sealPart(file: Blob, part: number, recipient: string): Promise<Bytes> {
  const plain = new Uint8Array(await file.slice(part * PART, (part + 1) * PART).arrayBuffer())
  const length = plain.length === PART ? PART : Math.min(PART, padmeLength(plain.length))
  if (length === plain.length) return seal(plain, [recipient])
  const padded = new Uint8Array(length)
  padded.set(plain)
  return seal(padded, [recipient])
}

const PASSING = ['no-network', 'unavailable', 'fault', 'answer-malformed', 'too-many-requests']

/** Nothing that passes by itself is an end: a network that is away, a server that starts again. */
async function untilTaken<Value>(send: () => Promise<Result<Value>>): Promise<Result<Value>> {
  let sent = await send()
  for (let tries = 1; !sent.ok && PASSING.includes(sent.code) && tries < MOST_TRIES; tries += 1) {
    await new Promise((done) => setTimeout(done, Math.min(LONGEST_WAIT, 200 * tries)))
    sent = await send()
  }
  return sent
}
