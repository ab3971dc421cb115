import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCity, readCities } from '../src/capabilities/city/index.ts'
import { parseMapping, type Mapping } from '../src/capabilities/activity/index.ts'
import { expectAccepted } from '../src/foundation/result.ts'
import { MIGRATIONS, openServices } from '../src/main.ts'
import { readConfig } from '../src/platform/config/config.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import type { Services } from '../src/platform/services.ts'
import type { Stage } from './stage.ts'

const ROOT = join(import.meta.dirname, '..')
export const CITY = '80021'

/** The 1,015 monthly files of 2019–2020, unpacked into this folder. */
export function unpackYears(folder: string): readonly string[] {
  mkdirSync(folder, { recursive: true })
  execFileSync('tar', ['xf', join(ROOT, '../shared/data/stop-and-search/uk-2019-2020.tar.xz'), '-C', folder])
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.csv'))
  return files.sort().map((name) => join(folder, name))
}

export function stopAndSearchMapping(): Mapping {
  return expectAccepted(parseMapping(readFileSync(join(ROOT, 'src/capabilities/activity/mappings/stop-and-search.json'), 'utf8')))
}

export type ActivityStage = { readonly services: Services; readonly close: () => Promise<void> }

/** The program's own services on the stage's database, with one city. */
export async function openActivity(stage: Stage): Promise<ActivityStage> {
  const config = expectAccepted(
    readConfig({ VISAVIS_VAR: join(stage.folder, 'var'), VISAVIS_DATABASE_URL: stage.databaseUrl, VISAVIS_LOG_LEVEL: 'error' }),
  )
  await migrate(stage.databaseUrl, MIGRATIONS)
  const { services, connection } = openServices(config, stage.databaseUrl)
  if ((await readCities(services.db)).length === 0)
    await createCity(services.db, {
      code: CITY,
      name: 'Banc',
      hosts: ['localhost'],
      contact: 'banc@example.org',
      dataProtectionContact: 'banc@example.org',
      demo: true,
      optionalFields: ['age_band', 'sex'],
      now: services.clock(),
    })
  return { services, close: connection.close }
}
