import { toHex, type Bytes } from '../../../../foundation/bytes.ts'
import { hkdfSha256, sha256 } from '../../../../foundation/digest.ts'
import { ed25519PublicKey } from '../../../../foundation/signature.ts'
import { ageKeyOf, type AgeKey } from './age-key.ts'

/** All keys of one person, from one secret: what opens (age), what signs (Ed25519), and what finds the case (citizens alone). */
export type HolderKeys = {
  readonly age: AgeKey
  /** 32 bytes; the private half of `key`. */
  readonly signing: Bytes
  /** Ed25519, in hex: how this person is named in rosters, epochs and items. */
  readonly key: string
  /** 32 bytes, known to the person alone; the server has its SHA-256. */
  readonly locator: Bytes
}

/** `secret`: 16 bytes, behind twelve words. Each key by HKDF-SHA-256 under a label of its own. */
export async function keysOf(secret: Uint8Array): Promise<HolderKeys> {
  const signing = hkdfSha256(secret, 'vav-vault/v1/sign')
  return {
    age: await ageKeyOf(hkdfSha256(secret, 'vav-vault/v1/age')),
    signing,
    key: toHex(ed25519PublicKey(signing)),
    locator: hkdfSha256(secret, 'vav-vault/v1/locator'),
  }
}

/** What the server keeps of a locator. Hex of 32 bytes. */
export function locatorHash(locator: Uint8Array): string {
  return toHex(sha256(locator))
}
