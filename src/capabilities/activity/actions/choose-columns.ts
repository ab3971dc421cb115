import { accept, refuse, type Result } from '../../../foundation/result.ts'
import type { Services } from '../../../platform/services.ts'
import { buildMapping, keepUnsaid, proposeWord, LISTED, type ColumnChoice, type Listed, type WordChoice } from '../core/build-mapping.ts'
import { decidedWords } from '../core/guess-columns.ts'
import type { LabelBook } from '../core/labels.ts'
import { checkMapping, type Mapping } from '../core/mapping.ts'
import { readKnownLabels } from '../uploads/known-labels.ts'
import { readWithheldFields } from '../facts/withheld-field.ts'
import { writeUpload, type Upload } from '../uploads/upload.ts'

type ForUpload = { readonly city: string; readonly upload: Upload }
export type ColumnProblem = 'day-missing' | 'hour-twice' | 'column-shared' | 'column-unusable' | 'field-not-allowed' | 'source-missing'

/** Which column says what. Nothing that was decided on values before stays valid for a column that changed. */
export async function chooseColumns(services: Services, { city, upload }: ForUpload, choice: ColumnChoice): Promise<Result<Upload, ColumnProblem>> {
  const profileOf = (name: string) => upload.columns?.find(({ column }) => column === name)
  if (choice.source === '') return refuse('source-missing')
  if (profileOf(choice.day)?.moment === null || profileOf(choice.day) === undefined) return refuse('day-missing')
  if (choice.hour !== '' && profileOf(choice.hour)?.isHour !== true) return refuse('column-unusable', { column: choice.hour })
  if (choice.hour !== '' && profileOf(choice.day)?.moment === 'offset') return refuse('hour-twice', { column: choice.day })
  const named = Object.values(choice.fields)
  const unlisted = named.find((name) => (profileOf(name)?.values ?? null) === null)
  if (unlisted !== undefined) return refuse('column-unusable', { column: unlisted })
  const shared = named.find((name, index) => named.indexOf(name) !== index || name === choice.day)
  if (shared !== undefined) return refuse('column-shared', { column: shared })
  const withheld = (await readWithheldFields(services.db, city)).find((field) => choice.fields[field] !== undefined)
  if (withheld !== undefined) return refuse('field-not-allowed', { field: withheld })
  const { trial: _trial, refusal: _refusal, ...rest } = upload
  const chosen: Upload = { ...rest, choice }
  await writeUpload(services, city, chosen)
  return accept(chosen)
}

export type ListedValue = { readonly written: string; readonly rows: number; readonly word: string; readonly sector: string }
export type ValueList = {
  readonly field: Listed
  readonly column: string
  readonly values: readonly ListedValue[]
  readonly known: readonly string[]
}

/** Each list with the words that are proposed: those of an earlier decision, those that the city uses, or what is written. */
export async function proposeValues(
  services: Services,
  { city, upload }: ForUpload,
): Promise<{ readonly lists: readonly ValueList[]; readonly sectors: readonly string[] }> {
  const known = await readKnownLabels(services.db, city)
  const { choice, mapping, columns = [] } = upload
  const sectors = decidedWords(mapping, 'sector')
  const lists = LISTED.flatMap((field): readonly ValueList[] => {
    const column = choice?.fields[field]
    const values = columns.find((profile) => profile.column === column)?.values
    if (column === undefined || values === undefined || values === null) return []
    const decided = decidedWords(mapping, field)
    const words = known[field] ?? {}
    return [
      {
        field,
        column,
        values: values.map(([written, rows]) => ({
          written,
          rows,
          word: decided.get(written) ?? proposeWord(written, { field, known: words }),
          sector: sectors.get(written) ?? '',
        })),
        known: [...new Set(Object.values(words).map(({ fr }) => fr))],
      },
    ]
  })
  return { lists, sectors: [...new Set(Object.values(known.sector ?? {}).map(({ fr }) => fr))] }
}

/** The word of each value: with it, the mapping is whole. */
export async function chooseValues(
  services: Services,
  { city, upload }: ForUpload,
  words: WordChoice,
): Promise<Result<Upload, 'day-missing' | 'mapping-unreadable'>> {
  const { choice, columns, mapping: before, trial: _trial, refusal: _refusal, ...rest } = upload
  if (choice === undefined || columns === undefined) return refuse('day-missing')
  const known: LabelBook = await readKnownLabels(services.db, city)
  const built = buildMapping({ columns: choice, words, known, profiles: columns })
  const mapping: Result<Mapping> = checkMapping(keepUnsaid(built, before))
  if (!mapping.ok) return refuse('mapping-unreadable', mapping.evidence)
  const chosen: Upload = { ...rest, choice, columns, mapping: mapping.value }
  await writeUpload(services, city, chosen)
  return accept(chosen)
}
