import { mkdir, open, truncate, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fromBase64, toBase64 } from '../../../foundation/base64.ts'
import { utf8 } from '../../../foundation/bytes.ts'
import { parseSize } from '../core/checkpoint.ts'
import { NOTHING_SEEN, type View } from '../core/extension.ts'

/** What was signed last, and the note that was signed, as evidence. */
export type Recorded = View & { readonly note: string }

/**
 * The memory of one who signs: a file to which lines are only added, kept outside the database, so that neither its administrator
 * nor a backup can make them sign two histories. One process at a time.
 */
export type SigningRecord = {
  readonly latest: () => Recorded
  /** Resolves when the line is on the disk. A line that was cut off by a crash was never answered for, and is dropped. */
  readonly append: (recorded: Recorded & { readonly time: number }) => Promise<void>
  readonly close: () => Promise<void>
}

const TAIL = 262_144

/** Throws when the last whole line is no line of ours: a record that cannot be read signs nothing. */
export async function openRecord(path: string): Promise<SigningRecord> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, 'a+', 0o600)
  let latest = await readLatest(file, path)
  return {
    latest: () => latest,
    append: async ({ size, root, note, time }) => {
      await file.appendFile(`${size} ${toBase64(root)} ${time} ${toBase64(utf8(note))}\n`)
      await file.datasync()
      latest = { size, root, note }
    },
    close: () => file.close(),
  }
}

async function readLatest(file: FileHandle, path: string): Promise<Recorded> {
  const { size } = await file.stat()
  const start = Math.max(0, size - TAIL)
  const tail = Buffer.alloc(size - start)
  await file.read(tail, 0, tail.length, start)
  const whole = tail.lastIndexOf(10) + 1
  if (whole < tail.length) await truncate(path, start + whole)
  const lines = tail.subarray(0, whole).toString('utf8').trimEnd().split('\n')
  const last = lines.at(-1) ?? ''
  if (last === '') return { ...NOTHING_SEEN, note: '' }
  const [count = '', root = '', , note = ''] = last.split(' ')
  const [seen, hash, text] = [parseSize(count), fromBase64(root), fromBase64(note)]
  if (seen === undefined || hash?.length !== 32 || text === undefined) throw new Error(`the record ${path} cannot be read; nothing will be signed`)
  return { size: seen, root: hash, note: new TextDecoder().decode(text) }
}
