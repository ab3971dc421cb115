import { z } from 'zod'
import { fromBase64, toBase64 } from '../../../../foundation/base64.ts'
import type { Bytes } from '../../../../foundation/bytes.ts'
import { ageKeyOf } from './age-key.ts'
import type { Roster } from './roster.ts'
import { sealJson, unsealJson } from './seal.ts'
import { hex } from './shapes.ts'
import { rebuildSeed, shareSeed } from './share-seed.ts'

/** Who the person is and how to reach them. All empty: nobody said. */
export type Identity = { readonly person: string; readonly contact: string }

/** Longer than any name and contact that the form takes, in any script: a size tells nobody whether there is one. Bytes. */
const ENVELOPE_LENGTH = 4096

/** What is in the envelope of who stays anonymous. */
export const NOBODY: Identity = { person: '', contact: '' }

/** What is kept: the envelope, the public half of its one-off key, and one share for each custodian. */
export type SealedEnvelope = {
  readonly recipient: string
  readonly file: Bytes
  /** In the roster's order of custodians. */
  readonly shares: readonly [Bytes, Bytes, Bytes]
}

/** One key for each envelope: opening one opens no other, which a single key of the custodians would. `seed`: 32 random bytes. */
export async function sealEnvelope(
  identity: Identity,
  seed: Bytes,
  { caseId, roster }: { readonly caseId: string; readonly roster: Roster },
): Promise<SealedEnvelope> {
  const { recipient } = await ageKeyOf(seed)
  const [first, second, third] = await shareSeed(seed)
  const [one, two, three] = roster.custodians
  const [a, b, c] = await Promise.all([
    sealJson({ case: caseId, share: toBase64(first) }, [one.recipient]),
    sealJson({ case: caseId, share: toBase64(second) }, [two.recipient]),
    sealJson({ case: caseId, share: toBase64(third) }, [three.recipient]),
  ])
  return { recipient, file: await sealJson({ case: caseId, ...identity }, [recipient], ENVELOPE_LENGTH), shares: [a, b, c] }
}

const shareFile = z.object({ case: hex(16), share: z.string() })

/** What one custodian has, or was passed by another: alone it says nothing. */
export async function openShare(file: Uint8Array, identity: string, caseId: string): Promise<Bytes | undefined> {
  const read = shareFile.safeParse(await unsealJson(file, identity))
  return read.success && read.data.case === caseId ? fromBase64(read.data.share) : undefined
}

/** One custodian's share, for the eyes of the other who will open the envelope. */
export function passShare(share: Bytes, to: string, caseId: string): Promise<Bytes> {
  return sealJson({ case: caseId, share: toBase64(share) }, [to])
}

const identityFile = z.object({ case: hex(16), person: z.string(), contact: z.string() })

/** Two shares open it; `undefined` when they are of another envelope. */
export async function openEnvelope(
  { recipient, file }: Pick<SealedEnvelope, 'recipient' | 'file'>,
  shares: readonly Uint8Array[],
  caseId: string,
): Promise<Identity | undefined> {
  const seed = await rebuildSeed(shares, recipient)
  if (seed === undefined) return undefined
  const read = identityFile.safeParse(await unsealJson(file, (await ageKeyOf(seed)).identity))
  return read.success && read.data.case === caseId ? { person: read.data.person, contact: read.data.contact } : undefined
}
