import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { dateAt } from '../foundation/local-date.ts'
import type { Mapping } from '../capabilities/activity/index.ts'
import {
  importFiles,
  makeDrafts,
  parseMapping,
  publishDraft,
  readDrafts,
  readImports,
  readPublications,
  requestDraft,
  signDraft,
} from '../capabilities/activity/index.ts'
import { createCity } from '../capabilities/city/index.ts'
import { StartRefused } from '../platform/config/stop.ts'
import type { Services } from '../platform/services.ts'

/** Of no French commune: 99 is the INSEE's number for abroad. */
export const REAL_CITY = '99133'
const ROOT = join(import.meta.dirname, '../..')
const ARCHIVE = join(ROOT, '../shared/data/stop-and-search/uk-2019-2020.tar.xz')
const MAPPING = join(ROOT, 'src/capabilities/activity/mappings/stop-and-search.json')

export type RealRequest = { readonly force: string; readonly year: string; readonly say: (sentence: string) => void }

/** One year of one force, from the real files to a published report, through the same doors as a city's own. What exists is kept. */
export async function makeRealReport(services: Services, { force, year, say }: RealRequest): Promise<string> {
  const mapping = parseMapping(readFileSync(MAPPING, 'utf8'))
  if (!mapping.ok) throw new StartRefused('The mapping of the real files cannot be read. Nothing was done.')
  const report = `controles-${year}`
  await prepareCity(services, { force, mapping: mapping.value })
  if ((await readImports(services.db, REAL_CITY)).length === 0) await importForce(services, { force, year, say }, mapping.value)
  if (!(await readPublications(services.db, REAL_CITY)).some((row) => row.report === report)) await publish(services, report, say)
  return report
}

async function prepareCity(services: Services, { force, mapping }: { readonly force: string; readonly mapping: Mapping }): Promise<void> {
  await createCity(services.db, {
    code: REAL_CITY,
    name: `Police de ${force}`,
    hosts: [],
    contact: 'contact@reel.example',
    dataProtectionContact: 'dpo@reel.example',
    demo: false,
    optionalFields: ['age_band', 'sex'],
    realDataNotice: `Données réelles d’un autre pays (${mapping.source}), pour l’essai : ce ne sont pas des faits d’une police française. ${mapping.attribution ?? ''}.`,
    now: services.clock(),
  })
}

async function importForce(services: Services, { force, year, say }: RealRequest, mapping: Mapping): Promise<void> {
  const folder = join(services.config.varFolder, 'real-files')
  mkdirSync(folder, { recursive: true })
  say('Unpacking the real files…')
  try {
    execFileSync('tar', ['xf', ARCHIVE, '-C', folder], { stdio: 'ignore' })
  } catch {
    throw new StartRefused(`${ARCHIVE} cannot be unpacked: is it there, and are tar and xz installed? Nothing was done.`)
  }
  const files = readdirSync(join(folder, year)).filter((name) => name.endsWith(`-${force}-stop-and-search.csv`)).map((name) => join(folder, year, name)) // prettier-ignore
  if (files.length === 0)
    throw new StartRefused(`There is no file of the force “${force}” in ${year}. Its name is written as in data.police.uk: cleveland, west-midlands…`)
  say(`Importing ${files.length} files…`)
  const named = files.map((path) => ({ name: basename(path), path }))
  const imported = await importFiles(services, { city: REAL_CITY, files: named, mapping, by: undefined })
  if (!imported.ok) throw new StartRefused(`The import was refused: ${imported.code} ${JSON.stringify(imported.evidence)}`)
  const { rows, accepted, forbidden } = imported.value
  say(`${rows} rows, ${accepted} accepted; not read, and forbidden: ${forbidden.map(({ column }) => column).join(', ')}`)
}

async function publish(services: Services, report: string, say: (sentence: string) => void): Promise<void> {
  say('Counting, protecting, certifying… a minute or two.')
  const asked = await requestDraft(services, { city: REAL_CITY, report, by: undefined, today: dateAt(services.clock()).toString() })
  if (!asked.ok) throw new StartRefused(`No draft can be made: ${asked.code}`)
  await makeDrafts(services, REAL_CITY)
  const draft = (await readDrafts(services.db, REAL_CITY)).find((row) => row.draft === asked.value)
  if (draft?.content === undefined) throw new StartRefused(`The report cannot be published: ${draft?.refusal} ${JSON.stringify(draft?.evidence)}`)
  await signDraft(services, { city: REAL_CITY, draft: draft.draft, by: undefined })
  const published = await publishDraft(services, { city: REAL_CITY, draft: draft.draft, by: undefined })
  if (!published.ok) throw new StartRefused(`The report was not published: ${published.code}`)
  const { cells, withheld } = draft.content.figures
  say(`${cells} cells, ${withheld} withheld, each sensitive one certified.`)
}
