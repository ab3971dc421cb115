import { fromBase64, toBase64 } from '../../../foundation/base64.ts'
import { concat, fromHex, toHex, utf8, type Bytes } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'

/** Signature types of C2SP signed-note: 1 a log's Ed25519, 4 a witness's Ed25519 cosignature. */
export type SignerKind = 'log' | 'witness'
const TYPE: Readonly<Record<SignerKind, number>> = { log: 1, witness: 4 }

/** `id`: four bytes that a signature line carries, as eight hexadecimal digits. `publicKey`: 32 bytes. */
export type VerifierKey = { readonly name: string; readonly kind: SignerKind; readonly publicKey: Bytes; readonly id: string }

const NAME = /^[^\s+\p{Cc}]{1,255}$/u

export function isKeyName(name: string): boolean {
  return NAME.test(name)
}

/** SHA-256(name ‖ 0A ‖ type ‖ public key)[0..4]. Throws a RangeError on a name with a space or a plus sign, or a key of another length. */
export function verifierKey(kind: SignerKind, name: string, publicKey: Bytes): VerifierKey {
  if (!isKeyName(name)) throw new RangeError('the name of a key has no space and no plus sign')
  if (publicKey.length !== 32) throw new RangeError('an Ed25519 public key has 32 bytes')
  const id = toHex(sha256(concat(utf8(`${name}\n`), new Uint8Array([TYPE[kind]]), publicKey)).subarray(0, 4))
  return { name, kind, publicKey, id }
}

/** `name+hex8+base64(type ‖ public key)`, called vkey. */
export function writeVerifierKey({ name, kind, publicKey, id }: VerifierKey): string {
  return `${name}+${id}+${toBase64(concat(new Uint8Array([TYPE[kind]]), publicKey))}`
}

export function parseVerifierKey(vkey: string): Result<VerifierKey, 'key-malformed'> {
  const read = readEncoded(vkey)
  const kind = read && (['log', 'witness'] as const).find((candidate) => TYPE[candidate] === read.data[0])
  if (read === undefined || kind === undefined || read.data.length !== 33) return refuse('key-malformed', { key: vkey.slice(0, 200) })
  const key = verifierKey(kind, read.name, new Uint8Array(read.data.subarray(1)))
  return key.id === read.id ? accept(key) : refuse('key-malformed', { key: vkey.slice(0, 200) })
}

/** Split on the first two plus signs only: base64 holds others. */
function readEncoded(text: string): { readonly name: string; readonly id: string; readonly data: Bytes } | undefined {
  const [name = '', id = '', ...rest] = text.split('+')
  const data = fromBase64(rest.join('+'))
  return isKeyName(name) && fromHex(id)?.length === 4 && data !== undefined ? { name, id, data } : undefined
}

/** A signer's secret as Go's note package writes it: `PRIVATE+KEY+name+hex8+base64(type ‖ seed)`. `seed`: 32 bytes. */
export function writeSignerKey({ name, kind, id }: VerifierKey, seed: Uint8Array): string {
  return `PRIVATE+KEY+${name}+${id}+${toBase64(concat(new Uint8Array([TYPE[kind]]), seed))}`
}

/** The inverse, as far as it can be read without the public key: the caller compares the id. */
export function parseSignerKey(
  text: string,
): { readonly name: string; readonly id: string; readonly kind: SignerKind; readonly seed: Bytes } | undefined {
  const read = text.startsWith('PRIVATE+KEY+') ? readEncoded(text.slice('PRIVATE+KEY+'.length).trim()) : undefined
  const kind = read && (['log', 'witness'] as const).find((candidate) => TYPE[candidate] === read.data[0])
  if (read === undefined || kind === undefined || read.data.length !== 33) return undefined
  return { name: read.name, id: read.id, kind, seed: new Uint8Array(read.data.subarray(1)) }
}
