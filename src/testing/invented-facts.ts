import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importFiles, parseMapping } from '../capabilities/activity/index.ts'
import { expectAccepted } from '../foundation/result.ts'
import { seededRandom } from '../foundation/seeded-random.ts'
import type { TestSite } from './test-site.ts'

const label = (word: string) => ({ fr: word, en: word })
const MAPPING = expectAccepted(
  parseMapping(
    JSON.stringify({
      source: 'Main courante, données d’essai',
      placesArePublic: true,
      act: 'check',
      moment: { column: 'quand', form: 'local' },
      fields: {
        quarter: { column: 'quartier', values: { nord: 'nord', sud: 'sud', est: 'est' }, labels: { nord: label('Nord'), sud: label('Sud'), est: label('Est') } },
        result: { column: 'suite', values: { rien: 'nothing', amende: 'fine', arrestation: 'arrest' }, labels: { nothing: label('Sans suite'), fine: label('Amende'), arrest: label('Arrestation') } },
        age: { column: 'âge', values: { mineur: 'minor', majeur: 'adult' }, labels: { minor: label('Mineur'), adult: label('Majeur') } },
      },
    }),
  ),
) // prettier-ignore

/** `month`: `2026-01`. */
export type Invented = { readonly city: string; readonly month: string; readonly rows: number }

/** Few arrests, and most checks without a follow-up: what a town's month looks like. */
export async function importInvented(site: TestSite, { city, month, rows }: Invented): Promise<void> {
  const random = seededRandom(Number(month.slice(5)))
  const pick = (words: readonly (readonly [string, number])[]) => {
    let left = random.below(words.reduce((sum, [, weight]) => sum + weight, 0))
    return words.find(([, weight]) => (left -= weight) < 0)?.[0] ?? ''
  }
  const lines = Array.from({ length: rows }, () => {
    const when = `${month}-${String(1 + random.below(28)).padStart(2, '0')} ${String(random.below(24)).padStart(2, '0')}:00`
    return [when, pick([['nord', 5], ['sud', 3], ['est', 2]]), pick([['rien', 70], ['amende', 28], ['arrestation', 2]]), pick([['majeur', 8], ['mineur', 2]])].join(',') // prettier-ignore
  })
  const folder = join(site.folder, 'files')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${month}.csv`)
  writeFileSync(path, `quand,quartier,suite,âge\n${lines.join('\n')}\n`)
  expectAccepted(await importFiles(site.services, { city, files: [{ name: `${month}.csv`, path }], mapping: MAPPING, by: undefined }))
}
