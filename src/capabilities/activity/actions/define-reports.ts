import { uuidV7 } from '../../../foundation/ids.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { definitionShape, LONGEST_TEXT, tableIds, type ReportDefinition } from '../core/report-definition.ts'
import type { DefinitionScope } from '../queries/definitions.ts'

export type Defining = DefinitionScope & {
  readonly by: string | undefined
  readonly tables: readonly string[]
  readonly drawings: readonly string[]
  /** By language; without English, the French stands for both. */
  readonly opening: { readonly fr: string; readonly en: string }
  readonly closing: { readonly fr: string; readonly en: string }
}

/** A further definition is a further row: the latest counts for drafts to come; what is published keeps its own. */
export async function defineReports(
  services: Services,
  { city, act, kind, by, tables, drawings, opening, closing }: Defining,
): Promise<Result<ReportDefinition, 'no-table' | 'definition-wrong' | 'text-too-long'>> {
  const known = tableIds(kind)
  if (tables.length === 0) return refuse('no-table')
  if (tables.some((id) => !known.includes(id))) return refuse('definition-wrong')
  if ([opening, closing].some(({ fr, en }) => fr.length > LONGEST_TEXT || en.length > LONGEST_TEXT)) return refuse('text-too-long', { most: LONGEST_TEXT }) // prettier-ignore
  const texts = { opening: worded(opening), closing: worded(closing) }
  const parsed = definitionShape.safeParse({
    tables: known.filter((id) => tables.includes(id)),
    drawings,
    ...(texts.opening && { opening: texts.opening }),
    ...(texts.closing && { closing: texts.closing }),
  })
  if (!parsed.success) return refuse('definition-wrong')
  await inCity(services.db, city, (tx) =>
    tx
      .insertInto('activity.definitions')
      .values({
        city,
        id: uuidV7(services.clock().getTime(), services.random(10)),
        act,
        kind,
        definition: JSON.stringify(parsed.data),
        written_at: services.clock(),
        written_by: by ?? null,
      })
      .execute(),
  )
  return accept(parsed.data)
}

function worded({ fr, en }: { readonly fr: string; readonly en: string }): { readonly fr: string; readonly en: string } | undefined {
  const french = fr.trim() || en.trim()
  return french === '' ? undefined : { fr: french, en: en.trim() || french }
}
