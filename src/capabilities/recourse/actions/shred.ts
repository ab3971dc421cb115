import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { CityTransaction } from '../../../platform/db/database.ts'

/*
 * A key of each case around what opens it (vault-vv1.md, The server): grants, and the shares of its envelope. It hides nothing from the host, who
 * has it; it is there to be destroyed, and with it every copy of the case in every backup. AES-256-GCM (NIST SP 800-38D): nonce, sealed, tag.
 */
const [NONCE, TAG] = [12, 16]

/** `underKey` false: a case from before there were such keys. `key` null: it was destroyed, or a restoration did not bring it. */
export type Shred = { readonly under_key: boolean; readonly shred_key: Buffer | null }

export async function makeShred(tx: CityTransaction, { city, case_id }: { readonly city: string; readonly case_id: string }): Promise<Shred> {
  const key = randomBytes(32)
  await tx.insertInto('recourse.shred_keys').values({ city, case_id, key }).execute()
  return { under_key: true, shred_key: key }
}

export function isShredded({ under_key, shred_key }: Shred): boolean {
  return under_key && shred_key === null
}

/** Throws for a case that is erased. */
export function putUnder({ under_key, shred_key }: Shred, file: Uint8Array): Buffer {
  if (!under_key) return Buffer.from(file)
  if (shred_key === null) throw new Error('a case that is erased takes nothing')
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', shred_key, nonce)
  return Buffer.concat([nonce, cipher.update(file), cipher.final(), cipher.getAuthTag()])
}

/** Throws for a case that is erased, and for what was changed since. */
export function takeFrom({ under_key, shred_key }: Shred, kept: Buffer): Buffer {
  if (!under_key) return kept
  if (shred_key === null) throw new Error('a case that is erased gives nothing')
  const decipher = createDecipheriv('aes-256-gcm', shred_key, kept.subarray(0, NONCE))
  decipher.setAuthTag(kept.subarray(kept.length - TAG))
  return Buffer.concat([decipher.update(kept.subarray(NONCE, kept.length - TAG)), decipher.final()])
}
