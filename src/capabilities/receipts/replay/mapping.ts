import { z } from 'zod'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { articleOn, groundOfCode, GROUNDS } from '../core/ground.ts'
import { MOTIVES, MOTIVES_OF_GROUND } from '../core/motive.ts'
import { FOLLOW_UPS, RESULTS } from '../core/outcome.ts'
import type { CheckDetail } from '../core/detail.ts'

const groundCodes = GROUNDS.map(({ code }) => code)

/** How the words of a file become those of a check. What it does not list is refused, never guessed. */
export const mappingShape = z.strictObject({
  source: z.string(),
  attribution: z.string(),
  zone: z.string(),
  cellDegrees: z.number().positive(),
  constants: z.strictObject({
    why: z.string(),
    officers: z.array(z.strictObject({ kind: z.enum(['exempt', 'not_given']) })).min(1),
    dress: z.enum(['uniform', 'plain']),
    explained: z.boolean(),
    camera: z.boolean(),
    language: z.enum(['fr', 'en']),
    delivery: z.strictObject({ mode: z.literal('screen') }),
  }),
  followUps: z.record(z.string(), z.array(z.enum(FOLLOW_UPS))),
  legislation: z.record(z.string(), z.enum(groundCodes)),
  object: z.record(z.string(), z.enum(MOTIVES)),
  outcome: z.record(z.string(), z.enum(RESULTS)),
})
export type Mapping = z.infer<typeof mappingShape>

/** The columns that are read. The others, ethnicity first among them, are dropped by the parser and never reach a variable. */
export const COLUMNS = ['Type', 'Date', 'Latitude', 'Longitude', 'Legislation', 'Object of search', 'Outcome'] as const
export type Row = Readonly<Record<(typeof COLUMNS)[number], string>>

export type MappedCheck = { readonly detail: CheckDetail; readonly cell: Cell }
/** A square of the grid by its south-west corner, in units of the cell. */
export type Cell = { readonly column: number; readonly row: number }

export type RowRefusal = 'not-recorded' | 'not-in-the-mapping' | 'not-a-date' | 'motive-not-of-this-ground'

/** One row to one check. `quarterOf` numbers the cells. */
export function mapRow(row: Row, mapping: Mapping, quarterOf: (cell: Cell) => number): Result<MappedCheck, RowRefusal> {
  const blank = COLUMNS.find((column) => row[column].trim() === '')
  if (blank) return refuse('not-recorded', { column: blank })
  const started = Date.parse(row.Date) / 1000
  if (!Number.isInteger(started) || started < 0) return refuse('not-a-date', { value: row.Date })
  const ground = mapping.legislation[row.Legislation]
  const motive = mapping.object[row['Object of search']]
  const result = mapping.outcome[row.Outcome]
  const followUps = mapping.followUps[row.Type]
  if (ground === undefined) return refuse('not-in-the-mapping', { column: 'Legislation', value: row.Legislation })
  if (motive === undefined) return refuse('not-in-the-mapping', { column: 'Object of search', value: row['Object of search'] })
  if (result === undefined) return refuse('not-in-the-mapping', { column: 'Outcome', value: row.Outcome })
  if (followUps === undefined) return refuse('not-in-the-mapping', { column: 'Type', value: row.Type })
  const lawful = groundOfCode(ground)
  const text = lawful && articleOn(lawful, row.Date.slice(0, 10))
  if (!MOTIVES_OF_GROUND[ground].includes(motive) || lawful === undefined || text === undefined)
    return refuse('motive-not-of-this-ground', { ground, motive })
  const cell = { column: Math.floor(Number(row.Longitude) / mapping.cellDegrees), row: Math.floor(Number(row.Latitude) / mapping.cellDegrees) }
  const { why: _why, officers, delivery, ...constants } = mapping.constants
  return accept({
    cell,
    detail: {
      v: 1,
      act: lawful.act,
      ground,
      groundText: text.from,
      motive,
      circumstances: [],
      started,
      ended: started,
      quarter: quarterOf(cell),
      section: 0,
      followUps,
      result,
      officers,
      delivery,
      ...constants,
    },
  })
}
