import { inflateSync } from 'node:zlib'
import { armor, Decrypter } from 'age-encryption'
import * as vectors from 'cctv-age'
import { toHex } from '../../foundation/bytes.ts'
import { sha256 } from '../../foundation/digest.ts'

/** The vectors of C2SP/CCTV for age: which of them our library answers otherwise than they say. */
export async function failedVectors(): Promise<{ readonly tried: number; readonly failed: readonly string[] }> {
  const all = Object.entries(vectors).filter((entry): entry is [string, Uint8Array] => entry[1] instanceof Uint8Array)
  const failed: string[] = []
  for (const [name, bytes] of all) if (!(await holds(bytes))) failed.push(name)
  return { tried: all.length, failed }
}

/** A header of `key: value` lines, an empty line, the file. */
async function holds(bytes: Uint8Array): Promise<boolean> {
  const split = Buffer.from(bytes).indexOf('\n\n')
  const fields = Buffer.from(bytes.subarray(0, split)).toString().split('\n').map((line) => line.split(': ', 2)) // prettier-ignore
  const field = (name: string) => fields.flatMap(([key, value = '']) => (key === name ? [value] : []))
  const rest = bytes.subarray(split + 2)
  const file = field('compressed')[0] === 'zlib' ? new Uint8Array(inflateSync(rest)) : rest
  const opened = await open(file, { identities: field('identity'), passphrases: field('passphrase'), armored: field('armored')[0] === 'yes' })
  if (field('expect')[0] !== 'success') return opened === undefined
  return opened !== undefined && toHex(sha256(opened)) === field('payload')[0]
}

type Keys = { readonly identities: readonly string[]; readonly passphrases: readonly string[]; readonly armored: boolean }

async function open(file: Uint8Array, { identities, passphrases, armored }: Keys): Promise<Uint8Array | undefined> {
  const decrypter = new Decrypter()
  try {
    for (const identity of identities) decrypter.addIdentity(identity)
    for (const passphrase of passphrases) decrypter.addPassphrase(passphrase)
    return await decrypter.decrypt(armored ? armor.decode(Buffer.from(file).toString()) : file)
  } catch {
    return undefined
  }
}
