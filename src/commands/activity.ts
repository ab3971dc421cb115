import type { Command } from 'commander'
import { basename } from 'node:path'
import {
  importFiles,
  parseMapping,
  readImports,
  undoImport,
  wordImportRefusal,
  wordRowProblem,
  type Imported,
} from '../capabilities/activity/index.ts'
import type { Config } from '../platform/config/config.ts'
import { StartRefused } from '../platform/config/stop.ts'
import { cityOf, readText, withServices, type Say, type Terminal } from './workplace.ts'

/** `visavis activity …`: what the police's own software says, into the facts that reports are made from. */
export function addActivityCommands(program: Command, config: Config, { say }: Terminal): void {
  const activity = program.command('activity').description('facts of activity: import, list, undo')
  activity
    .command('import')
    .description('import files (CSV, XLSX, JSON, NDJSON, Parquet) as one import: all of them or none')
    .argument('<files...>')
    .requiredOption('--city <insee>')
    .requiredOption('--mapping <file>', 'how columns and words become facts, as JSON')
    .action((files: string[], options: ImportOptions) => importThem(config, { files, ...options }, say))
  activity
    .command('imports')
    .description('what was imported, the latest first')
    .requiredOption('--city <insee>')
    .action((options: { city: string }) => listThem(config, options.city, say))
  activity
    .command('undo')
    .description('take one whole import out of the facts')
    .argument('<import>')
    .requiredOption('--city <insee>')
    .requiredOption('--why <words>')
    .action((id: string, options: UndoOptions) => undoIt(config, { id, ...options }, say))
}

type ImportOptions = { readonly city: string; readonly mapping: string }
type UndoOptions = { readonly city: string; readonly why: string }

async function importThem(
  config: Config,
  { files, city, mapping: file }: ImportOptions & { readonly files: readonly string[] },
  say: Say,
): Promise<void> {
  const mapping = parseMapping(readText(file))
  if (!mapping.ok) throw new StartRefused(wordImportRefusal(mapping, 'en'))
  await withServices(config, async (services) => {
    await cityOf(services, city)
    const started = Math.floor(files.length / 20) + 1
    const imported = await importFiles(services, {
      city,
      files: files.map((path) => ({ name: basename(path), path })),
      mapping: mapping.value,
      by: undefined,
      onProgress: ({ file: done, files: all, rows }) => done % started === 0 && all > 1 && say(`  ${done} of ${all} files, ${rows} rows`),
    })
    if (!imported.ok) throw new StartRefused(wordImportRefusal(imported, 'en'))
    tell(imported.value, say)
  })
}

function tell(done: Imported, say: Say): void {
  const refused = done.rows - done.accepted
  if (done.known > 0) say(`${done.known} files are in the facts already (or twice in the list): left out.`)
  say(`${done.rows} rows: ${done.accepted} accepted, ${refused} refused. Import ${done.id}.`)
  for (const { reason, column, rows } of done.refusals)
    say(`  refused: ${rows} rows, ${wordRowProblem(reason, 'en')}${column === '' ? '' : ` (${column})`}`)
  for (const { field, rows } of done.blanks) say(`  not recorded: ${field}, in ${rows} rows`)
  if (done.identical > 0) say(`  ${done.identical} rows are written exactly like another one. They are kept: nothing says that they are errors.`)
  for (const { column, why } of done.forbidden) say(`  not read, and forbidden (${why}): ${column}`)
  if (done.ignored.length > 0) say(`  not read, no rule names them: ${done.ignored.join(', ')}`)
  say(`  months: ${done.months.map(({ month, rows }) => `${month} (${rows})`).join(', ')}`)
}

async function listThem(config: Config, city: string, say: Say): Promise<void> {
  await withServices(config, async (services) => {
    await cityOf(services, city)
    const imports = await readImports(services.db, city)
    if (imports.length === 0) say('Nothing was imported yet.')
    for (const { id, at, mapping, accepted, files, undone } of imports)
      say(`${id}  ${at.toISOString().slice(0, 16)}  ${mapping.source}: ${accepted} facts of ${files} files${undone ? ', undone' : ''}`)
  })
}

async function undoIt(config: Config, { id, city, why }: UndoOptions & { readonly id: string }, say: Say): Promise<void> {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new StartRefused(`${id} is no import: see visavis activity imports. Nothing was changed.`)
  await withServices(config, async (services) => {
    await cityOf(services, city)
    const undone = await undoImport(services, { city, id, by: undefined, why })
    if (!undone.ok) throw new StartRefused(wordImportRefusal(undone, 'en'))
    say(`${undone.value} facts left. The files of this import may be imported again.`)
  })
}
