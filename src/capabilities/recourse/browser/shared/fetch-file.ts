import { fromHex, toHex, type Bytes } from '../../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import type { Manifest } from '../../core/case-content.ts'
import { ageKeyOf } from '../../core/vault/age-key.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { unseal } from '../../core/vault/seal.ts'
import { askPart, type Client } from './vault-client.ts'

/** A file out of its parts: each is the one that its sender sealed, or there is no file. `size`: of the original; a copy is as long as it is. */
export async function fetchFile(
  { client, keys }: { readonly client: Client; readonly keys: HolderKeys },
  { seed, type, size, original }: Manifest,
): Promise<Result<Blob>> {
  const bytes = fromHex(seed)
  if (!bytes) return refuse('file-broken')
  const { identity } = await ageKeyOf(bytes)
  const plain: Bytes[] = []
  for (const [part, sha256] of original.parts.entries()) {
    const asked = await askPart(client, { upload: original.upload, part, keys })
    if (!asked.ok) return asked
    const digest = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', asked.value)))
    const opened = digest === sha256 ? await unseal(asked.value, identity) : undefined
    if (!opened) return refuse('file-broken', { part })
    plain.push(opened)
  }
  return accept(new Blob(plain, { type }).slice(0, size, type))
}
