import { z } from 'zod'
import type { PublishedReport } from './published-report.ts'
import { tablesOf, type TablePlan } from './report-lattice.ts'
import type { Period, PeriodKind } from './report.ts'

/** What may be drawn beside the numbers; each drawing has its table all the same. */
export const DRAWINGS = ['bars', 'map', 'funnel'] as const
export type Drawing = (typeof DRAWINGS)[number]
export const LONGEST_TEXT = 4000

const text = z.strictObject({ fr: z.string().min(1).max(LONGEST_TEXT), en: z.string().min(1).max(LONGEST_TEXT) })

/**
 * What a report of one kind has, decided before its data are seen: tables of the lattice (by id), drawings, and the city's own words at the
 * beginning and at the end. Which rows and numbers a table shows is not its business: disclosure control decides that.
 */
export const definitionShape = z.strictObject({
  tables: z.array(z.string()),
  drawings: z.array(z.enum(DRAWINGS)),
  opening: text.optional(),
  closing: text.optional(),
})
export type ReportDefinition = z.infer<typeof definitionShape>

/** Until a city says otherwise: every table, every drawing, no words of its own. */
export function defaultDefinition(kind: PeriodKind): ReportDefinition {
  return { tables: tableIds(kind), drawings: [...DRAWINGS] }
}

export function tableIds(kind: PeriodKind): string[] {
  return tablesOf({ kind }).map(({ id }) => id)
}

/** In the order of the lattice. */
export function plansOf(period: Pick<Period, 'kind'>, { tables }: ReportDefinition): readonly TablePlan[] {
  return tablesOf(period).filter(({ id }) => tables.includes(id))
}

/** Reports that were published before drawings could be chosen have all of them. */
export function isDrawn({ drawings }: Pick<PublishedReport, 'drawings'>, drawing: Drawing): boolean {
  return drawings?.includes(drawing) ?? true
}

/** Paragraphs are parted by an empty line. */
export function paragraphsOf(words: string): readonly string[] {
  return words.split(/\n\s*\n/).map((paragraph) => paragraph.trim()).filter((paragraph) => paragraph !== '') // prettier-ignore
}

/**
 * Numbers in the city's words that no table of the report shows. They may be harmless (a year, an article of law); one that came from elsewhere may give back
 * what the tables withhold: whoever signs looks at them.
 */
export function numbersToCheck({ opening, closing, tables, period }: PublishedReport): readonly string[] {
  const shown = new Set(tables.flatMap(({ cells }) => cells.flatMap(({ count }) => (count === null ? [] : [String(count)]))))
  const written = [opening, closing].flatMap((words) => (words === undefined ? [] : [words.fr, words.en])).join(' ')
  const numbers = [...written.matchAll(/\d(?:[\d\u00a0\u202f ]*\d)?/g)].map(([number]) => number.replaceAll(/\D/g, ''))
  return [...new Set(numbers)].filter((number) => !shown.has(number) && number !== period.name.slice(0, 4))
}
