import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { inCity, type CityTransaction, type Database } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { uuidV7 } from '../../../foundation/ids.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { PLATFORM_SOURCE, type Mapping } from '../core/mapping.ts'
import { withDuck } from '../facts/duck.ts'
import { collectFacts, writeMonths } from '../facts/collect-facts.ts'
import { factFile, factsFolder } from '../facts/fact-file.ts'
import { ImportAccount, type ImportSummary } from '../facts/import-account.ts'
import { findWithheldField } from '../facts/withheld-field.ts'
import { readFactMonths } from '../queries/fact-months.ts'
import { storeImport } from './store-import.ts'
import { openFile, readFileInto, type FileRead, type OpenFile } from '../facts/read-file.ts'

/** `sha256`: of the file as its sender has it, where `path` holds only what may be read of it. */
export type NamedFile = { readonly name: string; readonly path: string; readonly sha256?: Buffer }
export type ImportRequest = {
  readonly city: string
  readonly files: readonly NamedFile[]
  readonly mapping: Mapping
  /** An account; nobody from the server's own terminal. */
  readonly by: string | undefined
  /** Written with the import, or not at all. */
  readonly record?: (tx: CityTransaction, id: string) => Promise<void>
  readonly onProgress?: (progress: { readonly file: number; readonly files: number; readonly rows: number }) => void
}
export type ImportProblem = 'field-not-allowed' | 'file-refused' | 'nothing-new' | 'nothing-accepted' | 'import-overtaken' | 'told-by-receipts'
export type Imported = ImportSummary & { readonly id: string; readonly known: number }

/**
 * One import: all its files or none. A file that was imported already is left out and counted; a row that cannot be a fact is refused
 * with its line, its column and the reason, in a file of its own, and the others go on.
 */
export async function importFiles(services: Services, request: ImportRequest): Promise<Result<Imported, ImportProblem>> {
  const { city, mapping } = request
  const withheld = await findWithheldField(services.db, city, mapping)
  if (withheld !== undefined) return refuse('field-not-allowed', { field: withheld })
  // What a look at its head refuses is not read to its end for its hash.
  const readable: (OpenFile & NamedFile)[] = []
  for (const file of request.files) {
    const source = await openFile(file, mapping)
    if (!source.ok) return source
    readable.push({ ...file, source: source.value })
  }
  const opened = await leaveOutKnown(services, { city, files: readable })
  const known = request.files.length - opened.length
  if (opened.length === 0) return refuse('nothing-new', { known })
  const now = services.clock()
  const id = uuidV7(now.getTime(), services.random(10))
  const folder = resolve(services.config.varFolder, factsFolder(city))
  return withDuck({ folders: [folder] }, async (duck) => {
    const collector = await collectFacts(duck)
    const account = new ImportAccount()
    const reads: (FileRead & HashedFile)[] = []
    for (const file of opened) {
      const read = await readFileInto(file, mapping, { collector, account })
      if (!read.ok) return read
      reads.push({ ...file, ...read.value })
      request.onProgress?.({ file: reads.length, files: opened.length, rows: account.rows })
    }
    const { months, identical } = await collector.finish()
    const summary = { ...account.summary(), identical, months }
    if (months.length === 0) return refuse('nothing-accepted', { rows: summary.rows, reason: summary.refusals[0]?.reason ?? '' })
    const told = mapping.act === 'check' ? await monthsOfReceipts(services, city) : []
    const twice = months.map(({ month }) => month).filter((month) => told.includes(month))
    if (twice.length > 0) return refuse('told-by-receipts', { months: twice.join(', ') })
    await writeMonths(duck, months, (month) => resolve(services.config.varFolder, factFile(city, month, id)))
    await services.files.write(`activity/${city}/imports/${id}-refused.csv`, account.refusedLines())
    const stored = await inCity(services.db, city, async (tx) => {
      const done = await storeImport(tx, { id, now, city, mapping, by: request.by, files: reads, summary })
      if (done) await request.record?.(tx, id)
      return done
    })
    return stored ? accept({ ...summary, id, known }) : refuse('import-overtaken')
  })
}

/** The months whose checks the platform's own receipts tell already: a check that both have would count twice. */
async function monthsOfReceipts({ db }: Services, city: string): Promise<readonly string[]> {
  return (await readFactMonths(db, city)).filter(({ mapping }) => mapping.source === PLATFORM_SOURCE).map(({ month }) => month)
}

type HashedFile = OpenFile & { readonly sha256: Buffer; readonly turn: number }
type Readable = { readonly city: string; readonly files: readonly (OpenFile & NamedFile)[] }

/** Files that are not in the facts; of two that are the same, the first. */
async function leaveOutKnown({ db }: Services, { city, files }: Readable): Promise<readonly HashedFile[]> {
  const fresh: HashedFile[] = []
  for (const file of files) {
    const sha256 = file.sha256 ?? (await digestOf(file.path))
    if (fresh.some((other) => other.sha256.equals(sha256))) continue
    const { turns, isKnown } = await findFile(db, { city, sha256 })
    if (!isKnown) fresh.push({ ...file, sha256, turn: turns + 1 })
  }
  return fresh
}

/** How often a file was imported, and whether it is in the facts now. */
export async function findFile(
  db: Database,
  { city, sha256 }: { readonly city: string; readonly sha256: Buffer },
): Promise<{ readonly turns: number; readonly isKnown: boolean }> {
  const rows = await inCity(db, city, (tx) =>
    tx
      .selectFrom('activity.import_files as f')
      .leftJoin('activity.import_undos as u', (join) => join.onRef('u.import', '=', 'f.import').onRef('u.city', '=', 'f.city'))
      .where('f.city', '=', city)
      .where('f.sha256', '=', sha256)
      .select(['f.turn', 'u.undone_at'])
      .execute(),
  )
  return { turns: rows.length, isKnown: rows.some(({ undone_at }) => undone_at === null) }
}

async function digestOf(path: string): Promise<Buffer> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest()
}
