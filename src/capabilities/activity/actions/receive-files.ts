import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { uuidV7 } from '../../../foundation/ids.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import type { UploadedFile } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { columnsOf } from '../core/mapping.ts'
import { choiceOf } from '../core/guess-columns.ts'
import { readImports } from '../queries/imports.ts'
import { FORMATS } from '../sources/open-source.ts'
import { stripFiles } from '../uploads/strip-files.ts'
import { uploadFile, writeUpload, type Upload } from '../uploads/upload.ts'
import { findFile } from './import-files.ts'

export type ReceiveRequest = { readonly city: string; readonly files: readonly UploadedFile[]; readonly like: string | undefined }

const MOST_FILES = 60

/** Files from a browser, kept as they came until {@link readReceived} has looked at them. Those that are in the facts already are left out. */
export async function receiveFiles(
  services: Services,
  { city, files, like }: ReceiveRequest,
): Promise<Result<Upload, 'no-file' | 'too-many-files' | 'format-unknown' | 'nothing-new'>> {
  if (files.length === 0) return refuse('no-file')
  if (files.length > MOST_FILES) return refuse('too-many-files', { most: MOST_FILES })
  const odd = files.find(({ name }) => !FORMATS.includes(extname(name).toLowerCase()))
  if (odd !== undefined) return refuse('format-unknown', { file: odd.name })
  const now = services.clock()
  const id = uuidV7(now.getTime(), services.random(10))
  const fresh: (Upload['files'][number] & { readonly bytes: Uint8Array })[] = []
  for (const { name, bytes } of files) {
    const sha256 = createHash('sha256').update(bytes).digest()
    const { isKnown } = await findFile(services.db, { city, sha256 })
    const digest = sha256.toString('hex')
    if (!isKnown && !fresh.some((other) => other.sha256 === digest))
      fresh.push({ name, format: extname(name).toLowerCase(), sha256: digest, rows: 0, bytes })
  }
  if (fresh.length === 0) return refuse('nothing-new', { known: files.length })
  for (const [index, { format, bytes }] of fresh.entries()) await services.files.write(uploadFile({ city, id }, rawName(index, format)), bytes)
  const named = fresh.map(({ name, format, sha256, rows }) => ({ name, format, sha256, rows }))
  const upload: Upload = { id, at: now.toISOString(), files: named, left: [], preview: [], ...(like !== undefined && { like }) }
  await writeUpload(services, city, upload)
  return accept(upload)
}

/** Takes what may be kept out of received files, and what came away with them: from here on they are nowhere. */
export async function readReceived(
  services: Services,
  { city, upload }: { readonly city: string; readonly upload: Upload },
  tell: (rows: number) => void,
): Promise<Upload> {
  const place = (name: string) => resolve(services.config.varFolder, uploadFile({ city, id: upload.id }, name))
  const raw = upload.files.map(({ name, format }, index) => ({ name, path: place(rawName(index, format)), stripped: place(strippedName(index)) }))
  const stripped = await stripFiles(raw, tell).finally(() => Promise.all(raw.map(({ path }) => rm(path, { force: true }))))
  const read = stripped.ok
    ? await describe(services, { city, upload }, stripped.value)
    : { ...upload, refusal: { code: stripped.code, evidence: stripped.evidence } }
  await writeUpload(services, city, read)
  return read
}

async function describe(
  services: Services,
  { city, upload }: { readonly city: string; readonly upload: Upload },
  { columns, left, preview, rows }: Described,
): Promise<Upload> {
  const files = upload.files.map((file, index) => ({ ...file, rows: rows[index] ?? 0 }))
  const read = { ...upload, files, columns, left, preview }
  const like = upload.like === undefined ? undefined : (await readImports(services.db, city)).find(({ id }) => id === upload.like)?.mapping
  const fits = like !== undefined && columnsOf(like).every((name) => columns.some(({ column }) => column === name))
  return fits ? { ...read, choice: choiceOf(like), mapping: { ...like, encoding: 'utf-8' } } : read
}

type Described = Extract<Awaited<ReturnType<typeof stripFiles>>, { ok: true }>['value']

function rawName(index: number, format: string): string {
  return `raw-${index}${format}`
}

export function strippedName(index: number): string {
  return `${index}.ndjson`
}
