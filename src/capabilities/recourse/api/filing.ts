import { z } from 'zod'
import { fromBase64, toBase64 } from '../../../foundation/base64.ts'
import type { Bytes } from '../../../foundation/bytes.ts'
import { utf8 } from '../../../foundation/bytes.ts'
import { canonicalJson, type Json } from '../../../foundation/canonical-json.ts'
import { CASE_STATES } from '../core/case-state.ts'
import type { Continuation } from '../core/vault/continue-case.ts'
import { epochFile } from '../core/vault/epoch.ts'
import type { Filing, Grant } from '../core/vault/filing.ts'
import { hex, recipient, slug } from '../core/vault/shapes.ts'

/** Bodies of requests, shared by devices and server. A sealed file is its base64; what it must look like is the gate's to say. */
const file = (mostBytes: number) => z.string().max(Math.ceil(mostBytes / 3) * 4)

const GRANT = 4096
const ITEM = 2_100_000
const ENVELOPE = 8192
/** A share: what the key of its case adds around it has room. */
const SHARE = ENVELOPE - 32

const grant = z.strictObject({ holder: slug, file: file(GRANT) })
const grants = z.array(grant).min(1).max(80)

export const filingShape = z.strictObject({
  case: hex(16),
  citizen: z.strictObject({ key: hex(32), locatorHash: hex(32), recipient }),
  epoch: epochFile,
  grants,
  envelope: z.strictObject({ recipient, file: file(ENVELOPE), shares: z.tuple([file(SHARE), file(SHARE), file(SHARE)]) }),
  item: file(ITEM),
})
export type FilingBody = z.infer<typeof filingShape>

/** Each sealed file of a filing. */
export function filesOf({ grants, envelope, item }: FilingBody): readonly string[] {
  return [...grants.map((one) => one.file), envelope.file, ...envelope.shares, item]
}

export const additionShape = z.strictObject({
  seq: z.int().min(1),
  epoch: z.int().min(0),
  file: file(ITEM),
  /** What the server must know to keep the clocks: a step, and whether the person is told something. */
  state: z.enum(CASE_STATES).nullable(),
  word: z.boolean(),
  /** That its author stays out of the case from here on: the server gives them nothing of it any more. */
  recusal: z.boolean(),
  opening: z.strictObject({ epoch: epochFile, grants }).nullable(),
  /** Uploads that this item names: they stay with the case. */
  uploads: z.array(hex(16)).max(4),
})
export type AdditionBody = z.infer<typeof additionShape>

export const accessShape = z.strictObject({
  grants: z.array(z.strictObject({ case: hex(16), epoch: z.int().min(0), holder: slug, file: file(GRANT) })).min(1).max(500), // prettier-ignore
})
export type AccessBody = z.infer<typeof accessShape>

/** A custodian's share, sealed to the custodian `to`; the reason, sealed to the case as it is in this epoch. */
export const passShape = z.strictObject({ to: z.int().min(0).max(2), epoch: z.int().min(0), share: file(SHARE), reason: file(65_536) })
/** Shares of one who left, sealed to who came; at most one page of them (`readWaiting`). */
export const handingShape = z.strictObject({
  after: z.string().max(32),
  shares: z.array(z.strictObject({ case: hex(16), share: file(SHARE) })).min(1).max(100), // prettier-ignore
})
export type HandingBody = z.infer<typeof handingShape>
/** One letter of an exchange with the authority. */
export const letterShape = z.strictObject({ seq: z.int().min(0).max(1000), file: file(400_000) })
export const indexShape = z.strictObject({ version: z.int().min(1), file: file(33_000_000) })

const wire = (grants: readonly Grant[]) => grants.map(({ holder, file }) => ({ holder, file: toBase64(file) }))

/** As it is signed and sent. */
export function writeFiling({ caseId, citizen, epoch, grants, envelope, item }: Filing): Bytes {
  const [one, two, three] = envelope.shares
  const body: FilingBody = {
    case: caseId,
    citizen,
    epoch,
    grants: wire(grants),
    envelope: { recipient: envelope.recipient, file: toBase64(envelope.file), shares: [toBase64(one), toBase64(two), toBase64(three)] },
    item: toBase64(item),
  }
  return utf8(canonicalJson(body))
}

export type Mark = { readonly state: AdditionBody['state']; readonly word: boolean; readonly recusal?: boolean; readonly uploads?: readonly string[] }

export function writeAddition({ item, file, epoch, opening }: Continuation, { state, word, recusal = false, uploads = [] }: Mark): Bytes {
  const body: Json = {
    seq: item.content.seq,
    epoch,
    file: toBase64(file),
    state,
    word,
    recusal,
    uploads: [...uploads],
    opening: opening ? { epoch: opening.epoch, grants: wire(opening.grants) } : null,
  }
  return utf8(canonicalJson(body))
}

/** Bytes of a sealed file as it came. */
export function fileOf(text: string): Bytes {
  return fromBase64(text) ?? new Uint8Array()
}
