import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { readUploadRight } from '../queries/upload-right.ts'
import { readUploadBytes } from '../queries/upload-bytes.ts'
import { readUpload } from '../queries/upload.ts'
import { toHour } from '../../../foundation/hour.ts'
import { allowance, hasRoom, MOST } from './has-room.ts'
import type { Body } from './read-body.ts'
import { seatOf } from './seat-of.ts'

/** 2 GiB in parts of 4 MiB are 512; what a working copy adds is another upload. */
export const MOST_PARTS = 520
/** Of one key: some forty pictures with their copies, or as many films. Who needs more files again, or brings a disk. */
const MOST_UPLOADS = 80
/** Of a member, over the cases of a mandate: what came by post, what an inquiry found. */
const MOST_UPLOADS_OF_MEMBER = 2000

const DAY = 86_400_000

export type Part = {
  readonly city: string
  readonly upload: string
  readonly part: number
  readonly bytes: Uint8Array
  /** Their SHA-256, hex. */
  readonly digest: string
  readonly key: string
}

export type PartRefusal = 'too-many-bytes' | 'not-found' | 'already-used' | 'disk-full' | 'part-number'

/** Named by its content: two that come at once under one number do not overwrite each other. `sha256`: hex. */
export function partPath(
  city: string,
  { upload, part, sha256: digest }: { readonly upload: string; readonly part: number; readonly sha256: string },
): string {
  return `recourse/${city}/${upload}/${part}-${digest}.age`
}

export type Begin = { readonly city: string; readonly body: Body; readonly upload: string; readonly key: string }

export type Held = readonly { readonly part: number; readonly sha256: string }[]

/** Announces an upload: for who filed a case with this body, or sits in it. Announced again, it is young again, and answers the parts that are there. */
export async function beginUpload(
  services: Services,
  { city, body, upload, key }: Begin,
): Promise<Result<Held, 'already-used' | 'not-found' | 'too-many-files' | 'too-many-bytes'>> {
  const known = await readUpload(services.db, { city, upload })
  if (known.length > 0) return begunAgain(services, { city, body, upload, key }, known)
  const right = await readUploadRight(services.db, { city, body: body.body, key })
  const sits = seatOf(body, key, services.clock())?.kind === 'member'
  if (!sits && Number(right.cases) === 0) return refuse('not-found')
  const most = sits ? MOST_UPLOADS_OF_MEMBER : MOST_UPLOADS
  if (Number(right.uploads) >= most) return refuse('too-many-files', { most })
  const sent = Number((await readUploadBytes(services.db, { city, key, since: new Date(0) })).bytes)
  if (!sits && sent >= MOST) return refuse('too-many-bytes', { most: MOST / 1024 ** 2 })
  const row = { city, upload, body: body.body, key, begun_at: toHour(services.clock()) }
  await inCity(services.db, city, (tx) =>
    tx
      .insertInto('recourse.uploads')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
  return begunAgain(services, { city, body, upload, key }, await readUpload(services.db, { city, upload }))
}

async function begunAgain(services: Services, { city, body, upload, key }: Begin, rows: Kept): Promise<Result<Held, 'already-used'>> {
  if (rows[0]?.key !== key || rows[0].body !== body.body) return refuse('already-used')
  const begun_at = toHour(services.clock())
  await inCity(services.db, city, (tx) =>
    tx.updateTable('recourse.uploads').set({ begun_at }).where('city', '=', city).where('upload', '=', upload).execute(),
  )
  return accept(rows.flatMap(({ part, sha256: digest }) => (part === null || digest === null ? [] : [{ part, sha256: digest }])))
}

type Kept = Awaited<ReturnType<typeof readUpload>>

/**
 * Keeps one part: on disk, flushed, and then in the table; what is acknowledged is both. The same part again answers the same; another
 * under its number replaces nothing.
 */
export async function receivePart(services: Services, { city, upload, part, bytes, digest, key }: Part): Promise<Result<string, PartRefusal>> {
  if (part >= MOST_PARTS) return refuse('part-number', { most: MOST_PARTS })
  const rows = await readUpload(services.db, { city, upload })
  if (rows[0]?.key !== key) return refuse('not-found')
  const known = rows.find((row) => row.part === part)
  if (known) return known.sha256 === digest ? accept(digest) : refuse('already-used', { sha256: known.sha256 ?? '' })
  if (!(await hasRoom(services))) return refuse('disk-full')
  const own = Number((await readUploadBytes(services.db, { city, key, since: new Date(services.clock().getTime() - DAY) })).bytes)
  const most = await allowance(services, own)
  if (own + bytes.length > most) return refuse('too-many-bytes', { most: Math.floor(most / 1024 ** 2) })
  const path = partPath(city, { upload, part, sha256: digest })
  try {
    await services.files.write(path, bytes)
  } catch (error) {
    if (isFull(error)) return refuse('disk-full')
    throw error
  }
  const added = await inCity(services.db, city, (tx) =>
    tx
      .insertInto('recourse.parts')
      .values({ city, upload, part, sha256: digest, size: bytes.length })
      .onConflict((conflict) => conflict.doNothing())
      .returning('part')
      .executeTakeFirst(),
  )
  if (added !== undefined) return accept(digest)
  // Another came meanwhile: the one that the table names is the one that is kept.
  const kept = (await readUpload(services.db, { city, upload })).find((row) => row.part === part)?.sha256 ?? ''
  if (kept === digest) return accept(digest)
  await services.files.remove(path)
  return refuse('already-used', { sha256: kept })
}

function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}
