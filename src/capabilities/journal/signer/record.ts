import { mkdir, open, stat, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fromBase64, toBase64 } from '../../../foundation/base64.ts'
import { equalBytes, utf8 } from '../../../foundation/bytes.ts'
import { StartRefused } from '../../../platform/config/stop.ts'
import { parseSize } from '../core/checkpoint.ts'
import { NOTHING_SEEN, type View } from '../core/extension.ts'

/** What was signed last, and the note that was signed, as evidence. */
export type Recorded = View & { readonly note: string }

/**
 * The memory of one who signs: a file to which lines are only added, kept outside the database, so that neither its administrator
 * nor a backup can make them sign two histories. Each line ends with the place at which it was to stand: of two programs that add to
 * one record at the same moment, one line stands where it says, and the other was never answered for.
 */
export type SigningRecord = {
  readonly latest: () => Recorded
  /** Reads what another program has added since. Rejects when the file was replaced, became shorter, or ends in half a line. */
  readonly refresh: () => Promise<void>
  /** Resolves when the line is on the disk, where it says. Rejects when another program has added one first. */
  readonly append: (recorded: Recorded & { readonly time: number }) => Promise<void>
  readonly close: () => Promise<void>
}

const TAIL = 262_144

/**
 * A line that was cut off by a crash was never answered for, and is dropped. Throws when the last whole line is no line of ours: a
 * record that cannot be read signs nothing.
 */
export async function openRecord(path: string): Promise<SigningRecord> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, 'a+', 0o600)
  // A file that is new is named in its folder, which must be on the disk before anything is signed.
  const folder = await open(dirname(path))
  await folder.sync().finally(() => folder.close())
  const { ino } = await file.stat()
  let { latest, end, torn } = await readLatest(file, path).catch(async (error: unknown) => {
    await file.close()
    throw error
  })
  if (torn) await file.truncate(end)
  return {
    latest: () => latest,
    refresh: async () => {
      const now = await stat(path)
      if (now.ino !== ino || now.size < end) throw new Error(`the record ${path} was replaced or became shorter; nothing will be signed`)
      if (now.size === end) return
      ;({ latest, end, torn } = await readLatest(file, path))
      if (torn) throw new Error(`the record ${path} ends in half a line; nothing will be signed`)
    },
    append: async ({ size, root, note, time }) => {
      const line = utf8(`${size} ${toBase64(root)} ${time} ${toBase64(utf8(note))} ${end}\n`)
      await file.appendFile(line)
      await file.datasync()
      const written = new Uint8Array(line.length)
      await file.read(written, 0, written.length, end)
      if (!equalBytes(written, line)) throw new Error(`another program signs with the record ${path}; its line stands, this one does not`)
      latest = { size, root, note }
      end += line.length
    },
    close: () => file.close(),
  }
}

type Read = { readonly latest: Recorded; readonly end: number; readonly torn: boolean }

async function readLatest(file: FileHandle, path: string): Promise<Read> {
  const { size } = await file.stat()
  const start = Math.max(0, size - TAIL)
  const tail = Buffer.alloc(size - start)
  await file.read(tail, 0, tail.length, start)
  const whole = tail.lastIndexOf(10) + 1
  for (let end = whole; end > 0;) {
    const at = tail.subarray(0, end - 1).lastIndexOf(10) + 1
    const line = parseLine(tail.subarray(at, end - 1).toString('utf8'))
    if (line === undefined) throw unreadable(path)
    if (line.place === start + at) return { latest: line.recorded, end: start + whole, torn: whole < tail.length }
    end = at
  }
  if (start > 0 || whole > 0) throw unreadable(path)
  return { latest: { ...NOTHING_SEEN, note: '' }, end: 0, torn: tail.length > 0 }
}

function unreadable(path: string): StartRefused {
  return new StartRefused(`The record ${path} cannot be read. Nothing will be signed: keep it as it is, and find out who changed it.`)
}

function parseLine(line: string): { readonly recorded: Recorded; readonly place: number } | undefined {
  const [count = '', root = '', time = '', note = '', place = '', ...more] = line.split(' ')
  const [size, hash, at, text, own] = [parseSize(count), fromBase64(root), parseSize(time), fromBase64(note), parseSize(place)]
  if (size === undefined || hash?.length !== 32 || at === undefined || text === undefined || own === undefined || more.length > 0) return undefined
  return { recorded: { size, root: hash, note: new TextDecoder().decode(text) }, place: own }
}
