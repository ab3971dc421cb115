import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')

/** Row types against the migrated database. `write`: makes them anew. Answers what differs, or nothing. */
export function rowTypeFaults(url: string, write: boolean): string {
  const options = [
    '--dialect=postgres',
    `--url=${url}`,
    '--out-file=src/platform/db/tables.ts',
    '--date-parser=string',
    '--numeric-parser=number',
    '--exclude-pattern=pgboss.*',
    '--type-mapping={"int8":"number"}',
  ]
  const command = [join(ROOT, 'node_modules/.bin/kysely-codegen'), ...options, ...(write ? [] : ['--verify'])]
  const outcome = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' })
  return outcome.status === 0 ? '' : outcome.stdout + outcome.stderr
}
