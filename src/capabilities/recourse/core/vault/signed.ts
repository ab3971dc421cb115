import { fromBase64, toBase64 } from '../../../../foundation/base64.ts'
import { fromHex, toHex, utf8, type Bytes } from '../../../../foundation/bytes.ts'
import { canonicalJson, type Json } from '../../../../foundation/canonical-json.ts'
import { sha256 } from '../../../../foundation/digest.ts'
import { signEd25519 } from '../../../../foundation/signature.ts'
import { checkEd25519 } from '../../../../foundation/verify-signature.ts'

/** What a signature is for: one made for an item is none for a roster. */
export type Domain =
  'roster' | 'epoch' | 'item' | 'request' | 'tally' | 'opinion' | 'preservation' | 'index' | 'pass' | 'exchange' | 'receipt' | 'filing'

/** `signature`: Ed25519 over the domain and the canonical JSON of `content`; 64 bytes in base64. */
export type Signed<Content> = { readonly content: Content; readonly signature: string }

function messageOf(domain: Domain, content: Json): Bytes {
  return utf8(`vav-vault/v1/${domain}\n${canonicalJson(content)}`)
}

export function sign<Content extends Json>(domain: Domain, content: Content, signing: Uint8Array): Signed<Content> {
  return { content, signature: toBase64(signEd25519(signing, messageOf(domain, content))) }
}

/** `key`: Ed25519 in hex. False on any malformed input. */
export async function isSignedBy(domain: Domain, { content, signature }: Signed<Json>, key: string): Promise<boolean> {
  const bytes = fromHex(key)
  const signed = fromBase64(signature)
  return bytes !== undefined && signed !== undefined && checkEd25519(bytes, messageOf(domain, content), signed)
}

/** How the next document names this one: SHA-256 of its canonical JSON, signature included. Hex. */
export function hashOf(document: Signed<Json>): string {
  return toHex(sha256(bytesOf(document)))
}

/** The bytes of a public document (rosters): what the journal commits to. */
export function bytesOf(document: Signed<Json>): Bytes {
  return utf8(canonicalJson({ content: document.content, signature: document.signature }))
}
