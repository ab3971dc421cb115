import { fromBase32, toBase32 } from '../../../foundation/base32.ts'
import { concat, toHex, utf8, type Bytes } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { holderHash, holderOf, SECRET_LENGTH } from './holder.ts'
import { decodePayload, PAYLOAD_LENGTH, type Payload } from './payload.ts'

const SIGNATURE_LENGTH = 64
const HASH_LENGTH = 32
const RECEIPT_DOMAIN = utf8('vav-receipt/v1\0')
const DETAIL_DOMAIN = utf8('vav-detail/v1\0')

/** What a device signs: the 43 bytes and the hash of the holder's public key, under a domain of their own. */
export function signedMessage(payload: Uint8Array, hash: Uint8Array): Bytes {
  return concat(RECEIPT_DOMAIN, payload, hash)
}

/** The fields that do not fit in the QR are signed beside it, bound to it, so that nobody else can add or change them. */
export function detailMessage(payload: Uint8Array, hash: Uint8Array, detail: string): Bytes {
  return concat(DETAIL_DOMAIN, payload, hash, sha256(detail))
}

/** A receipt as a QR carries it: with its secret (claimable), or with the hash in its place (shareable). */
export type PortableReceipt = {
  readonly payload: Payload
  readonly payloadBytes: Bytes
  readonly holderHash: Bytes
  readonly signature: Bytes
  readonly secret: Bytes | undefined
}

/** 43 + 16 + 64 = 123 bytes. */
export function encodeWithSecret(payload: Uint8Array, secret: Uint8Array, signature: Uint8Array): string {
  return toBase32(concat(payload, secret, signature))
}

/** 43 + 32 + 64 = 139 bytes: can be verified, cannot be claimed. */
export function encodeShareable(payload: Uint8Array, hash: Uint8Array, signature: Uint8Array): string {
  return toBase32(concat(payload, hash, signature))
}

/** `undefined` when the text is no receipt at all. A forged receipt still decodes; verification says why it is not genuine. */
export function decodeReceipt(text: string): PortableReceipt | undefined {
  const bytes = fromBase32(text.trim().toUpperCase())
  const middle = (bytes?.length ?? 0) - PAYLOAD_LENGTH - SIGNATURE_LENGTH
  if (bytes === undefined || (middle !== SECRET_LENGTH && middle !== HASH_LENGTH)) return undefined
  const payloadBytes = new Uint8Array(bytes.subarray(0, PAYLOAD_LENGTH))
  const payload = decodePayload(payloadBytes)
  if (payload === undefined) return undefined
  const held = new Uint8Array(bytes.subarray(PAYLOAD_LENGTH, PAYLOAD_LENGTH + middle))
  const secret = middle === SECRET_LENGTH ? held : undefined
  return {
    payload,
    payloadBytes,
    signature: new Uint8Array(bytes.subarray(PAYLOAD_LENGTH + middle)),
    secret,
    holderHash: secret === undefined ? held : holderHash(holderOf(secret).publicKey),
  }
}

/** Identity of a receipt: (device key id, seq). Written `9f86d081884c7d65-42`. */
export function receiptId(keyId: Uint8Array, seq: number): string {
  return `${toHex(keyId)}-${seq}`
}

const RECEIPT_ID = /^([0-9a-f]{16})-([1-9][0-9]{0,9})$/

export function parseReceiptId(text: string): { readonly keyId: string; readonly seq: number } | undefined {
  const [, keyId, digits] = RECEIPT_ID.exec(text) ?? []
  const seq = Number(digits)
  return keyId !== undefined && seq <= 0xffffffff ? { keyId, seq } : undefined
}

/** One link of the chain that a shift manifest closes: an omission or a swap after the fact changes its head. */
export function chainLink(previous: Uint8Array, receipt: { readonly payload: Uint8Array; readonly detail: string }): Bytes {
  return sha256(concat(previous, receipt.payload, sha256(receipt.detail)))
}

export const CHAIN_START: Bytes = new Uint8Array(32)

export type ShiftManifest = { readonly keyId: string; readonly first: number; readonly last: number; readonly head: Bytes }

export function manifestMessage(manifest: ShiftManifest): Bytes {
  return concat(utf8(`vav-manifest/v1\0${manifest.keyId}\n${manifest.first}\n${manifest.last}\n`), manifest.head)
}
