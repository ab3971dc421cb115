import type { Bytes } from '../../../foundation/bytes.ts'
import type { Algorithm } from '../../../foundation/signature.ts'

/** VAV1, the 43 bytes that a device signs. Big-endian. Source: the project's receipt format, version 1. */
export const PAYLOAD_LENGTH = 43
const VERSION = 1
const ALGORITHM_CODES: Readonly<Record<Algorithm, number>> = { Ed25519: 1, ES256: 2 }

export type Payload = {
  readonly algorithm: Algorithm
  /** The city's number in this installation, 1 to 65,535. An INSEE code does not fit in two bytes. */
  readonly city: number
  readonly unit: number
  /** SHA-256(certificate)[0..8] */
  readonly keyId: Bytes
  readonly seq: number
  /** Unix seconds, start of the check. */
  readonly time: number
  readonly quarter: number
  /** Street section, 0 when only the quarter is recorded. 24 bits. */
  readonly section: number
  /** Position in the table of grounds. */
  readonly ground: number
  readonly outcome: number
  /** Card number or RIO of the first officer, 7 digits; 0 = not given. */
  readonly officer: number
  readonly anchor: Anchor
}

/** The newest checkpoint that the device had seen: no receipt can be older than what it quotes. */
export type Anchor = { readonly size: number; readonly rootPrefix: Bytes }

export function encodePayload(payload: Payload): Bytes {
  const bytes = new Uint8Array(PAYLOAD_LENGTH)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, (VERSION << 4) | ALGORITHM_CODES[payload.algorithm])
  view.setUint16(1, payload.city)
  view.setUint16(3, payload.unit)
  bytes.set(payload.keyId, 5)
  view.setUint32(13, payload.seq)
  view.setUint32(17, payload.time)
  view.setUint16(21, payload.quarter)
  setUint24(view, 23, payload.section)
  view.setUint8(26, payload.ground)
  view.setUint8(27, payload.outcome)
  setUint24(view, 28, payload.officer)
  view.setUint32(31, payload.anchor.size)
  bytes.set(payload.anchor.rootPrefix, 35)
  return bytes
}

/** `undefined` on another length, version or algorithm. */
export function decodePayload(bytes: Uint8Array): Payload | undefined {
  if (bytes.length !== PAYLOAD_LENGTH) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const algorithm = algorithmOf(view.getUint8(0))
  if (algorithm === undefined) return undefined
  return {
    algorithm,
    city: view.getUint16(1),
    unit: view.getUint16(3),
    keyId: new Uint8Array(bytes.subarray(5, 13)),
    seq: view.getUint32(13),
    time: view.getUint32(17),
    quarter: view.getUint16(21),
    section: getUint24(view, 23),
    ground: view.getUint8(26),
    outcome: view.getUint8(27),
    officer: getUint24(view, 28),
    anchor: { size: view.getUint32(31), rootPrefix: new Uint8Array(bytes.subarray(35, 43)) },
  }
}

function algorithmOf(first: number): Algorithm | undefined {
  if (first === ((VERSION << 4) | 1)) return 'Ed25519'
  return first === ((VERSION << 4) | 2) ? 'ES256' : undefined
}

function setUint24(view: DataView, offset: number, value: number): void {
  view.setUint8(offset, value >>> 16)
  view.setUint16(offset + 1, value & 0xffff)
}

function getUint24(view: DataView, offset: number): number {
  return (view.getUint8(offset) << 16) | view.getUint16(offset + 1)
}
