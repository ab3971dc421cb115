import { readdir, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { Services } from '../../../platform/services.ts'
import { LISTED } from '../core/build-mapping.ts'
import { MOMENT_FORMS } from '../core/column-census.ts'
import { ACTS } from '../core/fact.ts'
import { ROW_PROBLEMS } from '../core/map-row.ts'
import { mappingShape } from '../core/mapping.ts'
import { summaryShape } from '../facts/import-account.ts'

const text = z.string()
const evidence = z.record(text, z.union([text, z.number(), z.boolean()]))
const choiceShape = z.strictObject({
  act: z.enum(ACTS),
  source: text,
  attribution: text,
  day: text,
  hour: text,
  midnight: z.boolean(),
  fields: z.partialRecord(z.enum(LISTED), text),
})
const profileShape = z.strictObject({
  column: text,
  blanks: z.number(),
  values: z
    .array(z.tuple([text, z.number()]).readonly())
    .readonly()
    .nullable(),
  moment: z.enum(MOMENT_FORMS).nullable(),
  isHour: z.boolean(),
})

/** Why a column of a file was not taken over. */
export const LEFT_REASONS = ['origin', 'identity', 'officer', 'too-many-values', 'empty', 'not-everywhere', 'twice'] as const
const uploadShape = z.strictObject({
  id: z.uuid(),
  at: z.iso.datetime(),
  /** `sha256`: of the file as it came, hexadecimal. */
  files: z.array(z.strictObject({ name: text, format: text, sha256: text, rows: z.number() })).readonly(),
  /** An earlier import whose mapping is tried first. */
  like: text.optional(),
  /** Once the files are read. */
  columns: z.array(profileShape).readonly().optional(),
  left: z
    .array(z.strictObject({ column: text, why: z.enum(LEFT_REASONS) }))
    .readonly()
    .default([]),
  preview: z.array(z.array(text).readonly()).readonly().default([]),
  refusal: z.strictObject({ code: text, evidence }).optional(),
  choice: choiceShape.optional(),
  mapping: mappingShape.optional(),
  trial: z
    .strictObject({
      summary: summaryShape,
      lines: z.array(z.strictObject({ file: text, line: z.number(), column: text, reason: z.enum(ROW_PROBLEMS) })).readonly(),
    })
    .optional(),
})
/** Files that a clerk sent by the browser, on their way to become an import: what was found in them, and what was decided. */
export type Upload = z.infer<typeof uploadShape>
export type UploadRef = { readonly city: string; readonly id: string }

const HOURS_KEPT = 24
const HOURS_UNREAD = 1

function folderOf(city: string): string {
  return `activity/${city}/uploads`
}

export function uploadFile({ city, id }: UploadRef, name: string): string {
  return `${folderOf(city)}/${id}/${name}`
}

export async function readUpload({ files }: Services, ref: UploadRef): Promise<Upload | undefined> {
  const bytes = await files.read(uploadFile(ref, 'upload.json'))
  return bytes === undefined ? undefined : uploadShape.parse(JSON.parse(new TextDecoder().decode(bytes)))
}

export async function writeUpload({ files }: Services, city: string, upload: Upload): Promise<void> {
  await files.write(uploadFile({ city, id: upload.id }, 'upload.json'), new TextEncoder().encode(JSON.stringify(upload)))
}

export async function removeUpload({ config }: Services, ref: UploadRef): Promise<void> {
  await rm(resolve(config.varFolder, uploadFile(ref, '')), { recursive: true, force: true })
}

/** The latest first. */
export async function listUploads(services: Services, city: string): Promise<readonly Upload[]> {
  const folders = await readdir(resolve(services.config.varFolder, folderOf(city))).catch(() => [])
  const uploads = await Promise.all(folders.map((id) => readUpload(services, { city, id })))
  return uploads.filter((upload) => upload !== undefined).sort((left, right) => right.at.localeCompare(left.at))
}

/**
 * What nobody finished within a day is taken away. Files as they came stay no longer than their reading: what a crash left of them goes
 * within the hour.
 */
export async function sweepUploads(services: Services, city: string): Promise<void> {
  const before = (hours: number) => new Date(services.clock().getTime() - hours * 3_600_000).toISOString()
  const folders = await readdir(resolve(services.config.varFolder, folderOf(city))).catch(() => [])
  for (const id of folders) {
    const upload = await readUpload(services, { city, id })
    const isRead = upload?.columns !== undefined || upload?.refusal !== undefined
    if (upload === undefined || upload.at < before(isRead ? HOURS_KEPT : HOURS_UNREAD)) await removeUpload(services, { city, id })
  }
}
