import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { utf8, type Bytes } from '../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { ed25519PublicKey } from '../../../foundation/signature.ts'
import { writeCheckpoint } from '../core/checkpoint.ts'
import { judgeExtension, type Extension, type ExtensionRefusal, type View } from '../core/extension.ts'
import type { NoteSignature } from '../core/note.ts'
import { parseSignerKey, verifierKey, writeSignerKey, type SignerKind, type VerifierKey } from '../core/verifier-key.ts'
import { openRecord } from './record.ts'

/** Signs the log's checkpoints, and only those that continue what it has signed. It sees no database. */
export type Signer = {
  readonly key: VerifierKey
  readonly latest: () => Promise<View>
  readonly sign: (extension: Extension) => Promise<Result<NoteSignature, ExtensionRefusal>>
  readonly close: () => Promise<void>
}

const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Makes a key in a folder, readable by its owner alone. Throws (EEXIST) when there is one: a key is never overwritten. */
export async function createSigningKey(
  folder: string,
  request: { readonly kind: SignerKind; readonly name: string; readonly seed: Bytes },
): Promise<VerifierKey> {
  const key = verifierKey(request.kind, request.name, ed25519PublicKey(request.seed))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = await open(join(folder, 'key'), 'wx', 0o600)
  await file.writeFile(`${writeSignerKey(key, request.seed)}\n`)
  await file.sync().finally(() => file.close())
  return key
}

/** The key of a folder, ready to sign with Node's own Ed25519. `undefined` when the folder has none. Throws on a file that is no key. */
export async function openSigningKey(
  folder: string,
): Promise<{ readonly key: VerifierKey; readonly sign: (message: Uint8Array) => Bytes } | undefined> {
  const text = await readFile(join(folder, 'key'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const read = parseSignerKey(text)
  if (read === undefined) throw new Error(`${join(folder, 'key')} holds no signing key`)
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, read.seed]), format: 'der', type: 'pkcs8' })
  const key = verifierKey(read.kind, read.name, new Uint8Array(createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32)))
  if (key.id !== read.id) throw new Error(`${join(folder, 'key')} holds a damaged key`)
  return { key, sign: (message) => new Uint8Array(sign(null, message, secret)) }
}

/** The signer of a folder: `key`, and `record`, which only grows. `undefined` when the folder has no key. */
export async function openSigner(folder: string, clock: () => Date): Promise<Signer | undefined> {
  const own = await openSigningKey(folder)
  if (own === undefined) return undefined
  const record = await openRecord(join(folder, 'record'))
  const signOne = async (extension: Extension): Promise<Result<NoteSignature, ExtensionRefusal>> => {
    await record.refresh()
    const judged = judgeExtension(record.latest(), extension)
    if (!judged.ok) return refuse(judged.code, judged.evidence)
    const text = writeCheckpoint({ origin: own.key.name, ...judged.value })
    const time = Math.floor(clock().getTime() / 1000)
    if (extension.old !== extension.next.size) await record.append({ ...judged.value, note: text, time })
    return accept({ name: own.key.name, keyId: own.key.id, bytes: own.sign(utf8(text)) })
  }
  const turn = takeTurns()
  return {
    key: own.key,
    latest: () =>
      turn(async () => {
        await record.refresh()
        return record.latest()
      }),
    sign: (extension) => turn(() => signOne(extension)),
    close: record.close,
  }
}

/** One after the other, in order of arrival. What fails does not hold up the next. */
export function takeTurns(): <Answer>(work: () => Promise<Answer>) => Promise<Answer> {
  let before: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = before.then(work)
    before = mine.catch(() => undefined)
    return mine
  }
}
