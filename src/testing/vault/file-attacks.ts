import { toHex, type Bytes } from '../../foundation/bytes.ts'
import { sha256 } from '../../foundation/digest.ts'
import { expectAccepted } from '../../foundation/result.ts'
import type { Manifest } from '../../capabilities/recourse/core/case-content.ts'
import { ageKeyOf } from '../../capabilities/recourse/core/vault/age-key.ts'
import { keysOf } from '../../capabilities/recourse/core/vault/holder-keys.ts'
import { seal } from '../../capabilities/recourse/core/vault/seal.ts'
import { fetchFile } from '../../capabilities/recourse/browser/shared/fetch-file.ts'
import { HOUR, random } from './vault-cast.ts'
import type { Attacked } from './host-attacks.ts'

type Sealed = { readonly manifest: Manifest; readonly parts: readonly Bytes[] }

/** A file in three parts, as its sender sealed it. */
async function sealFile(): Promise<Sealed> {
  const seed = random(32)
  const { recipient } = await ageKeyOf(seed)
  const parts = await Promise.all([2000, 2000, 1500].map((length) => seal(random(length), [recipient])))
  const original = { upload: toHex(random(16)), parts: parts.map((part) => toHex(sha256(part))) }
  return { manifest: { title: 'film.mp4', type: 'video/mp4', size: 5500, seed: toHex(seed), original, copy: null }, parts }
}

type Given = readonly (Bytes | undefined)[]

/** What a host gives in the place of the parts of a file. */
const FILE_ATTACKS: Readonly<Record<string, (file: Sealed, other: Sealed) => Given | Promise<Given>>> = {
  'a whole other file is given': (_, other) => other.parts,
  'two parts change places': ({ parts: [one, two, three] }) => [two, one, three],
  'a part is given twice': ({ parts: [one, , three] }) => [one, one, three],
  'a part is of another file': ({ parts: [one, , three] }, { parts: [, two] }) => [one, two, three],
  'a part is held back': ({ parts: [one, two] }) => [one, two, undefined],
  'one bit of a part is turned': ({ parts: [one, two, three] }) => [one, two?.map((byte, at) => (at === two.length - 40 ? byte ^ 1 : byte)), three],
  'a part is sealed anew to the file’s key': async ({ manifest, parts: [one, , three] }) => {
    const { recipient } = await ageKeyOf(Buffer.from(manifest.seed, 'hex'))
    return [one, await seal(random(2000), [recipient]), three]
  },
}

/** Each against a device that has the manifest: noticed when it gives no file. The honest host's file is given, or this throws. */
export async function runFileAttacks(): Promise<Pick<Attacked, 'attacks' | 'missed'>> {
  const [file, other, keys] = [await sealFile(), await sealFile(), await keysOf(random(16))]
  const read = (given: Given) => {
    const ask = async (path: string) => {
      const part = given[Number(path.split('/').at(-1))]
      return part ? new Response(part) : Response.json({ code: 'not-found' }, { status: 404 })
    }
    return fetchFile({ client: { ask, now: () => new Date(`${HOUR}:00:00Z`) }, keys }, file.manifest, 'original')
  }
  expectAccepted(await read(file.parts))
  const missed: string[] = []
  for (const [named, attack] of Object.entries(FILE_ATTACKS)) if ((await read(await attack(file, other))).ok) missed.push(named)
  return { attacks: Object.keys(FILE_ATTACKS).length, missed }
}
