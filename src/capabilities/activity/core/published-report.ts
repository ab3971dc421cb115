import { z } from 'zod'
import { ACTS } from './fact.ts'
import { PERIOD_KINDS } from './report.ts'

/*
 * The report as it is published, in one JSON document: all that its page, its tables, its PDF and its explorer show is read from here.
 * `count: null`: withheld. Nothing in it is computed from a number that it withholds.
 */
const worded = z.strictObject({ fr: z.string(), en: z.string() })

const memberShape = z.strictObject({
  code: z.string(),
  label: worded,
  /** The dimension itself, or one of its levels. */
  level: z.string(),
  /** The group right above. */
  parent: z.string().optional(),
})

const cellShape = z.strictObject({
  /** By dimension; one that is absent is the whole. */
  labels: z.record(z.string(), z.string()),
  count: z.int().min(0).nullable(),
})

const tableShape = z.strictObject({
  id: z.string(),
  /** Dimensions or levels that it crosses; the time is that of the report unless one of them. */
  names: z.array(z.string()),
  cells: z.array(cellShape),
})

export const publishedReportShape = z.strictObject({
  format: z.literal(1),
  city: z.strictObject({ code: z.string(), name: z.string() }),
  name: z.string(),
  version: z.int().min(1),
  act: z.enum(ACTS),
  period: z.strictObject({ kind: z.enum(PERIOD_KINDS), name: z.string(), months: z.array(z.string()) }),
  /** Civil date. */
  made: z.string(),
  /** Why it corrects the version before; a first version has none. */
  why: z.string().optional(),
  /** Invented data: said wherever a figure stands. */
  demo: z.boolean(),
  sources: z.array(z.strictObject({ source: z.string(), attribution: z.string().optional() })),
  /** Months of the period without any fact: gaps, not zeros. */
  gaps: z.array(z.string()),
  /**
   * From this month on, a source is another, or something begins or ends to be recorded: what comes after is not to be compared with what was
   * before without saying so.
   */
  changes: z
    .array(
      z.union([
        z.strictObject({ month: z.string(), kind: z.literal('source'), sources: z.array(z.string()) }),
        z.strictObject({ month: z.string(), kind: z.enum(['begins', 'ends']), dimension: z.string() }),
      ]),
    )
    .optional(),
  /** Checks that the units declare for the period, apart from these data: what people compare them with. */
  declared: z.int().min(0).optional(),
  threshold: z.int(),
  figures: z.strictObject({ cells: z.int(), withheld: z.int() }),
  dimensions: z.array(z.strictObject({ name: z.string(), members: z.array(memberShape) })),
  tables: z.array(tableShape),
  /** Tables that are coarser than planned, or left out (`to` absent): too few acts. */
  coarsened: z.array(z.strictObject({ id: z.string(), to: z.array(z.string()).optional() })),
  /** Places of few residents that stand together, and what each of them is. */
  joined: z.array(z.strictObject({ code: z.string(), places: z.array(z.strictObject({ code: z.string(), label: worded })) })).optional(),
  /** SHA-256 of the certificates, which stay with the publisher. Hex. */
  certificates: z.string(),
  /** The city's own words before and after the numbers, and what is drawn beside them; absent: no words, every drawing. */
  opening: worded.optional(),
  closing: worded.optional(),
  drawings: z.array(z.enum(['bars', 'map', 'funnel'])).optional(),
  comment: z.string().optional(),
})
export type PublishedReport = z.infer<typeof publishedReportShape>
export type PublishedTable = PublishedReport['tables'][number]
export type PublishedCell = PublishedTable['cells'][number]
export type Member = z.infer<typeof memberShape>

/** The number of acts in all; `null`: withheld. */
export function totalOf(report: PublishedReport): number | null {
  return report.tables.find(({ id }) => id === 'total')?.cells[0]?.count ?? null
}
