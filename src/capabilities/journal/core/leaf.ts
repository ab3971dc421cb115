import { fromBase64, toBase64 } from '../../../foundation/base64.ts'
import { concat, utf8, type Bytes } from '../../../foundation/bytes.ts'
import { canonicalJson, type Json } from '../../../foundation/canonical-json.ts'
import { sha256 } from '../../../foundation/digest.ts'

/** What a capability commits. `businessKey` and `version` make it idempotent: the same act enters once. */
export type Entry = SaltedEntry | PublicEntry

type Act = {
  readonly type: EntryType
  readonly businessKey: string
  readonly version: number
  /** Civil date, `2027-03-01`. */
  readonly day: string
}

/** `payload` never leaves: only its salted commitment does. `holderTag`: 8 bytes, of a receipt's holder; of the body, in a filing. */
export type SaltedEntry = Act & { readonly payload: Json; readonly holderTag?: Bytes }

/** Of what is public anyway: the plain SHA-256 (32 bytes), and where the file is. Never of a small space. */
export type PublicEntry = Act & { readonly sha256: Bytes; readonly url?: string }

export const ENTRY_TYPES = [
  'receipt',
  'certificate',
  'revocation',
  'manifest',
  'gap',
  'equivocation',
  'claim',
  'publication',
  'roster',
  'filing',
  'preservation',
  'opinion',
  'program',
  'tally',
  'form',
] as const
export type EntryType = (typeof ENTRY_TYPES)[number]

/** SHA-256 of (domain, type, business key, version): the same act is committed once. 32 bytes. */
export function dedupKey({ type, businessKey, version }: Pick<Act, 'type' | 'businessKey' | 'version'>): Bytes {
  return sha256(`vav-journal/v1\n${type}\n${businessKey}\n${version}`)
}

/** SHA-256(domain ‖ 256-bit salt ‖ canonical payload): without its salt, 32 bytes that say nothing. */
export function commitment({ type, payload }: Pick<SaltedEntry, 'type' | 'payload'>, salt: Uint8Array): Bytes {
  return sha256(concat(utf8(`vav-journal/v1/${type}\0`), salt, utf8(canonicalJson(payload))))
}

/** An entry as the journal shows it: one line that a person can read. */
export type Leaf = {
  readonly type: string
  readonly day: string
  /** `salted`: a commitment; `sha256`: of a public file. 32 bytes. */
  readonly digest: { readonly kind: 'salted' | 'sha256'; readonly bytes: Bytes }
  readonly holderTag: Bytes | undefined
  readonly url: string | undefined
}

const FORMAT = 'visavis1'

/** The bytes of an entry: its line in UTF-8, without a newline. */
export function writeLeaf(leaf: Leaf): Bytes {
  return utf8(leafText(leaf))
}

/** `visavis1 receipt 2027-03-01 salted:BASE64 tag:BASE64`. */
export function leafText({ type, day, digest, holderTag, url }: Leaf): string {
  const tag = holderTag === undefined ? '' : ` tag:${toBase64(holderTag)}`
  const place = url === undefined ? '' : ` url:${url}`
  return `${FORMAT} ${type} ${day} ${digest.kind}:${toBase64(digest.bytes)}${tag}${place}`
}

export function leafOf(entry: Entry, salt: Uint8Array): Leaf {
  const { type, day } = entry
  if ('sha256' in entry) return { type, day, digest: { kind: 'sha256', bytes: entry.sha256 }, holderTag: undefined, url: entry.url }
  return { type, day, digest: { kind: 'salted', bytes: commitment(entry, salt) }, holderTag: entry.holderTag, url: undefined }
}

const LINE =
  /^visavis1 ([a-z][a-z-]{0,31}) (\d{4}-\d{2}-\d{2}) (salted|sha256):([A-Za-z0-9+/=]{44})(?: tag:([A-Za-z0-9+/=]{12}))?(?: url:(\S{1,2000}))?$/

/** The inverse; `undefined` for bytes that `writeLeaf` would not write. Types that this version does not know are read too. */
export function parseLeaf(bytes: Uint8Array): Leaf | undefined {
  const [, type = '', day = '', kind, encoded = '', tag, url] = LINE.exec(decode(bytes)) ?? []
  const digest = fromBase64(encoded)
  const holderTag = tag === undefined ? undefined : fromBase64(tag)
  if (digest?.length !== 32 || (tag !== undefined && holderTag?.length !== 8) || (kind !== 'salted' && kind !== 'sha256')) return undefined
  return { type, day, digest: { kind, bytes: digest }, holderTag, url }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return ''
  }
}
