import { toHex } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { readUpload } from '../queries/upload.ts'
import { toHour } from './file-case.ts'

/** 2 GiB in parts of 4 MiB are 512; what a working copy adds is another upload. */
export const MOST_PARTS = 520

export type Part = { readonly city: string; readonly upload: string; readonly part: number; readonly bytes: Uint8Array; readonly key: string }
export type PartRefusal = 'not-found' | 'already-used' | 'disk-full' | 'part-number'

export function partPath(city: string, upload: string, part: number): string {
  return `recourse/${city}/${upload}/${part}.age`
}

/** Announces an upload to a body; again, it answers the same. */
export async function beginUpload(
  services: Services,
  { city, body, upload, key }: { readonly city: string; readonly body: string; readonly upload: string; readonly key: string },
): Promise<Result<undefined, 'already-used'>> {
  const row = { city, upload, body, key, begun_at: toHour(services.clock()) }
  await inCity(services.db, city, (tx) =>
    tx
      .insertInto('recourse.uploads')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
  const [kept] = await readUpload(services.db, { city, upload })
  return kept?.key === key && kept.body === body ? accept(undefined) : refuse('already-used')
}

/**
 * Keeps one part: on disk, flushed, and then in the table; what is acknowledged is both. The same part again answers the same; another
 * under its number replaces nothing.
 */
export async function receivePart(services: Services, { city, upload, part, bytes, key }: Part): Promise<Result<string, PartRefusal>> {
  if (part >= MOST_PARTS) return refuse('part-number', { most: MOST_PARTS })
  const rows = await readUpload(services.db, { city, upload })
  if (rows[0]?.key !== key) return refuse('not-found')
  const digest = toHex(sha256(bytes))
  const known = rows.find((row) => row.part === part)
  if (known) return known.sha256 === digest ? accept(digest) : refuse('already-used', { sha256: known.sha256 ?? '' })
  try {
    await services.files.write(partPath(city, upload, part), bytes)
  } catch (error) {
    if (isFull(error)) return refuse('disk-full')
    throw error
  }
  await inCity(services.db, city, (tx) =>
    tx
      .insertInto('recourse.parts')
      .values({ city, upload, part, sha256: digest, size: bytes.length })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
  return accept(digest)
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}
