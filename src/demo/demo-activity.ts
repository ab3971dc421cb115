import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addCivilMonths } from '../foundation/civil-date.ts'
import { dateAt } from '../foundation/local-date.ts'
import { expectAccepted } from '../foundation/result.ts'
import { seededRandom, type SeededRandom } from '../foundation/seeded-random.ts'
import {
  commentDraft,
  importFiles,
  makeDrafts,
  parseMapping,
  promiseReports,
  publishDraft,
  readDrafts,
  readImports,
  readPublications,
  requestDraft,
  signDraft,
} from '../capabilities/activity/index.ts'
import type { Services } from '../platform/services.ts'
import { AMIENS_QUARTERS } from './amiens.ts'

/** Months of invented facts; of these, the last complete ones are published, but for the very last, which waits for its signature. */
const MONTHS = 8
const PUBLISHED = 4
const PROMISED_DAYS = 20

/**
 * Reports for the demonstration, made from invented facts through the same doors as real ones: imported, drafted, signed, published. It
 * takes seconds, so it goes on while the site is open already. Cut off, it goes on at the next start.
 */
export async function fillActivity(services: Services, city: string, isStopping: () => boolean): Promise<void> {
  if ((await readImports(services.db, city)).length === 0) await importInvented(services, city)
  for (const report of reportsToPublish(thisMonth(services))) {
    if (isStopping()) return
    const published = await readPublications(services.db, city)
    if (!published.some((row) => row.report === report)) await publishOne(services, city, report)
  }
  if (!isStopping()) await waitForSignature(services, city)
}

function thisMonth(services: Services): string {
  return dateAt(services.clock()).toString().slice(0, 7)
}

function monthBack(month: string, back: number): string {
  return addCivilMonths(`${month}-01`, -back).slice(0, 7)
}

function reportsToPublish(month: string): readonly string[] {
  return Array.from({ length: PUBLISHED }, (_, index) => `controles-${monthBack(month, PUBLISHED + 1 - index)}`)
}

async function importInvented(services: Services, city: string): Promise<void> {
  const folder = join(services.config.varFolder, 'demo')
  await mkdir(folder, { recursive: true })
  const month = thisMonth(services)
  const path = join(folder, 'main-courante-inventee.ndjson')
  const random = seededRandom(80_021)
  const lines = Array.from({ length: MONTHS }, (_, index) => inventMonth(random, monthBack(month, MONTHS - index))).flat()
  await writeFile(path, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`)
  expectAccepted(await importFiles(services, { city, files: [{ name: 'main-courante-inventee.ndjson', path }], mapping: MAPPING, by: undefined }))
  expectAccepted(
    await promiseReports(services, { city, by: undefined, act: 'check', kind: 'month', since: monthBack(month, 1), days: PROMISED_DAYS }),
  )
}

async function publishOne(services: Services, city: string, report: string): Promise<void> {
  const draft = expectAccepted(await requestDraft(services, { city, report, by: undefined, today: dateAt(services.clock()).toString() }))
  await makeDrafts(services, city)
  const made = (await readDrafts(services.db, city)).find((row) => row.draft === draft)
  if (made?.content === undefined) return services.log.warn({ report, refusal: made?.refusal }, 'demo-report-refused')
  expectAccepted(await signDraft(services, { city, draft, by: undefined }))
  if (report.endsWith(monthBack(thisMonth(services), 2))) expectAccepted(await commentDraft(services, { city, draft, by: undefined, words: OPINION }))
  expectAccepted(await publishDraft(services, { city, draft, by: undefined }))
}

async function waitForSignature(services: Services, city: string): Promise<void> {
  const report = `controles-${monthBack(thisMonth(services), 1)}`
  if ((await readDrafts(services.db, city)).some((row) => row.report === report)) return
  expectAccepted(await requestDraft(services, { city, report, by: undefined, today: dateAt(services.clock()).toString() }))
  await makeDrafts(services, city)
}

const OPINION =
  'Avis inventé pour la démonstration. Nous relevons que le motif est presque toujours renseigné, ce qui est un progrès. Nous demandons que l’heure le soit aussi, et que la part des contrôles sans suite soit expliquée par le service.'

const label = (fr: string, en: string) => ({ fr, en })

const MAPPING = expectAccepted(
  parseMapping(
    JSON.stringify({
      source: 'Main courante inventée pour la démonstration',
      act: 'check',
      moment: { column: 'quand', form: 'local' },
      fields: {
        quarter: {
          column: 'quartier',
          values: Object.fromEntries(AMIENS_QUARTERS.map(({ quarter, name }) => [name, String(quarter)])),
          labels: Object.fromEntries(AMIENS_QUARTERS.map(({ quarter, name }) => [String(quarter), label(name, name)])),
        },
        motive: {
          column: 'motif',
          values: { Bruit: 'noise', 'Alcool sur la voie publique': 'public_drinking', Circulation: 'traffic', 'Dépôt sauvage': 'dumping', Autre: 'other_offence' },
          labels: {
            noise: label('Bruit', 'Noise'),
            public_drinking: label('Alcool sur la voie publique', 'Drinking in public'),
            traffic: label('Circulation', 'Traffic'),
            dumping: label('Dépôt sauvage', 'Dumping'),
            other_offence: label('Autre infraction', 'Another offence'),
          },
        },
        result: {
          column: 'suite',
          values: { 'Sans suite': 'nothing', Contravention: 'contravention', Délit: 'delit', Autre: 'other' },
          labels: {
            nothing: label('Sans suite', 'No further action'),
            contravention: label('Contravention', 'Minor offence recorded'),
            delit: label('Délit constaté', 'Criminal offence recorded'),
            other: label('Autre suite', 'Another outcome'),
          },
        },
      },
    }),
  ),
) // prettier-ignore

type Weighted = readonly (readonly [string, number])[]
const MOTIVES: Weighted = [['Bruit', 30], ['Alcool sur la voie publique', 22], ['Circulation', 34], ['Dépôt sauvage', 9], ['Autre', 5]] // prettier-ignore
const RESULTS: Weighted = [['Sans suite', 42], ['Contravention', 52], ['Délit', 4], ['Autre', 2]] // prettier-ignore
const HOURS: Weighted = Array.from({ length: 24 }, (_, hour) => [String(hour).padStart(2, '0'), hour < 6 ? 2 : hour < 12 ? 4 : hour < 18 ? 7 : 9])

/** More at night and in summer, a few blanks: what a real file is like. */
function inventMonth(random: SeededRandom, month: string): readonly object[] {
  const count = 620 + 60 * (6 - Math.abs(7 - Number(month.slice(5)))) + random.below(80)
  const quarters: Weighted = AMIENS_QUARTERS.map(({ name }, index) => [name, 2 + ((index * 7) % 11)])
  return Array.from({ length: count }, () => {
    const day = `${month}-${String(1 + random.below(28)).padStart(2, '0')}`
    const motif = random.below(30) === 0 ? '' : pick(random, MOTIVES)
    const quand = random.below(12) === 0 ? day : `${day} ${pick(random, HOURS)}:${String(random.below(60)).padStart(2, '0')}`
    return { quand, quartier: pick(random, quarters), motif, suite: pick(random, RESULTS) }
  })
}

function pick(random: SeededRandom, words: Weighted): string {
  let left = random.below(words.reduce((sum, [, weight]) => sum + weight, 0))
  return words.find(([, weight]) => (left -= weight) < 0)?.[0] ?? ''
}
