import { fromHex, toHex } from '../../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import type { Manifest } from '../../core/case-content.ts'
import { ageKeyOf } from '../../core/vault/age-key.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { unseal } from '../../core/vault/seal.ts'
import { type Client } from './vault-client.ts'
import { askPart } from './upload-client.ts'

/** The original, or the copy without what a picture reveals. */
export type Wanted = 'original' | 'copy'

/** A file out of its parts: each is the one that its sender sealed, or there is no file. */
export async function fetchFile(
  { client, keys }: { readonly client: Client; readonly keys: HolderKeys },
  { seed, ...manifest }: Manifest,
  wanted: Wanted,
): Promise<Result<Blob>> {
  const bytes = fromHex(seed)
  const sent = wanted === 'original' ? { ...manifest.original, size: manifest.size, type: manifest.type } : manifest.copy
  if (!bytes || !sent) return refuse('file-broken')
  const { identity } = await ageKeyOf(bytes)
  // Blobs, not bytes: of a film of two gigabytes, the tab holds one part.
  const plain: Blob[] = []
  for (const [part, sha256] of sent.parts.entries()) {
    const asked = await askPart(client, { upload: sent.upload, part, keys })
    if (!asked.ok) return asked
    const digest = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', asked.value)))
    const opened = digest === sha256 ? await unseal(asked.value, identity) : undefined
    if (!opened) return refuse('file-broken', { part })
    plain.push(new Blob([opened]))
  }
  return accept(new Blob(plain, { type: sent.type }).slice(0, sent.size, sent.type))
}
