import { fromBase64, toBase64 } from '../../../foundation/base64.ts'
import { concat, fromHex, toHex, utf8, type Bytes } from '../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { checkEd25519 } from '../../../foundation/verify-signature.ts'
import { isKeyName, type VerifierKey } from './verifier-key.ts'

/** A signed note (C2SP signed-note): a text that ends in a newline, a blank line, signature lines. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] }

/** `bytes`: 64 for a log; 8 of time and 64 for a witness. */
export type NoteSignature = { readonly name: string; readonly keyId: string; readonly bytes: Bytes }

const LARGEST_NOTE = 1_000_000
const MOST_SIGNATURES = 100
/** C0 and C1 controls but the newline, and the sign that stands for bytes that were no UTF-8. */
const FORBIDDEN = /[^\n\P{Cc}]|\uFFFD/u

/** The text of a note that was read as bytes. What is no UTF-8 becomes a sign that `parseNote` refuses, and nothing is dropped: a byte order mark neither. */
export function noteText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** Splits at the last blank line. Each line after it must be a signature: canonical base64, a name without spaces. */
export function parseNote(source: string): Result<Note, 'note-malformed'> {
  const malformed = (part: string) => refuse('note-malformed', { part })
  if (source.length > LARGEST_NOTE || FORBIDDEN.test(source)) return malformed('text')
  const blank = source.lastIndexOf('\n\n')
  if (blank < 0 || !source.endsWith('\n')) return malformed('blank line')
  const lines = source
    .slice(blank + 2)
    .split('\n')
    .slice(0, -1)
  if (lines.length === 0 || lines.length > MOST_SIGNATURES) return malformed('signatures')
  const signatures = lines.map(parseSignatureLine)
  const known = signatures.filter((signature) => signature !== undefined)
  return known.length === lines.length ? accept({ text: source.slice(0, blank + 1), signatures: known }) : malformed('signature')
}

/** `— name base64(key id ‖ signature)`, without its newline. */
export function parseSignatureLine(line: string): NoteSignature | undefined {
  const [dash, name = '', encoded = '', ...rest] = line.split(' ')
  const bytes = fromBase64(encoded)
  if (dash !== '\u2014' || rest.length > 0 || !isKeyName(name) || bytes === undefined || bytes.length < 5) return undefined
  return { name, keyId: toHex(bytes.subarray(0, 4)), bytes: new Uint8Array(bytes.subarray(4)) }
}

export function signatureLine({ name, keyId, bytes }: NoteSignature): string {
  return `\u2014 ${name} ${toBase64(concat(fromHex(keyId) ?? new Uint8Array(), bytes))}\n`
}

export function writeNote({ text, signatures }: Note): string {
  return `${text}\n${signatures.map(signatureLine).join('')}`
}

/** A signature that holds. `time`: Unix seconds at which a witness signed; none for a log. */
export type Verified = { readonly key: VerifierKey; readonly time: number | undefined; readonly signature: NoteSignature }

/**
 * An unknown key is ignored; a known one whose signature fails refuses the whole note; a note that no known key signed is refused.
 * Of two signatures by one key, both must hold; the first counts.
 */
export async function verifyNote(
  note: Note,
  keys: readonly VerifierKey[],
): Promise<Result<readonly Verified[], 'signature-wrong' | 'note-unsigned'>> {
  const known = note.signatures.flatMap((signature) => {
    const key = keys.find(({ name, id }) => name === signature.name && id === signature.keyId)
    return key === undefined ? [] : [{ key, signature }]
  })
  // Side by side: WebCrypto checks off the page's own thread.
  const times = await Promise.all(known.map(({ key, signature }) => verifyOne(key, note.text, signature)))
  const wrong = times.find((time) => !time.ok)
  if (wrong?.ok === false) return wrong
  const verified = new Map<string, Verified>()
  for (const [index, { key, signature }] of known.entries()) {
    const [name, time] = [`${key.kind} ${key.name} ${key.id}`, times[index]]
    if (time?.ok && !verified.has(name)) verified.set(name, { key, time: time.value, signature })
  }
  return verified.size > 0 ? accept([...verified.values()]) : refuse('note-unsigned')
}

async function verifyOne(key: VerifierKey, text: string, { bytes }: NoteSignature): Promise<Result<number | undefined, 'signature-wrong'>> {
  const wrong = refuse('signature-wrong', { name: key.name })
  if (key.kind === 'log') return (await checkEd25519(key.publicKey, utf8(text), bytes)) ? accept(undefined) : wrong
  const time = timeOf(bytes)
  if (time === undefined) return wrong
  const message = cosignedMessage(text, time)
  return (await checkEd25519(key.publicKey, message, new Uint8Array(bytes.subarray(8)))) ? accept(time) : wrong
}

/** What a witness signs (C2SP tlog-cosignature): its time, and the checkpoint's text with its last newline. */
export function cosignedMessage(text: string, time: number): Bytes {
  return utf8(`cosignature/v1\ntime ${time}\n${text}`)
}

/** Eight bytes of time, big-endian, before the signature. `undefined` when it is of another length, or no time. */
function timeOf(bytes: Bytes): number | undefined {
  if (bytes.length !== 72) return undefined
  const time = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0))
  return Number.isSafeInteger(time) && time > 0 ? time : undefined
}

export function cosignatureBytes(time: number, signature: Uint8Array): Bytes {
  const bytes = new Uint8Array(8 + signature.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(time))
  bytes.set(signature, 8)
  return bytes
}
