import { z } from 'zod'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { ACTS, CODED, type Coded } from './fact.ts'
import { forbiddenIn } from './forbidden-columns.ts'

/** What the facts of the platform's own receipts name as their source. */
export const PLATFORM_SOURCE = 'Reçus de contrôle remis par la plateforme'

/*
 * How the words of one software become facts, written once by the city. What a list of values does not hold is refused, never guessed;
 * a blank is “not recorded”. A column that no rule names is never kept.
 */

/** Codes that reports use for groups and for what is not recorded. */
export const RESERVED: readonly string[] = ['nr', 'total', 'followed', 'light', 'dark', 'small']
const code = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,40}$/, 'a code is 1 to 40 letters, digits, _ or -')
  .refine((text) => !RESERVED.includes(text.toLowerCase()), `a code is none of ${RESERVED.join(', ')}: reports use these`)
const worded = z.strictObject({ fr: z.string().min(1).max(120), en: z.string().min(1).max(120) })
const column = z.string().min(1).max(200)

const valuesRule = z.strictObject({
  column,
  /** Written in the file → code. */
  values: z.record(z.string().max(500), code),
  /** Written in the file, and meaning nothing: counted as not recorded. */
  blanks: z.array(z.string()).default([]),
  labels: z.record(z.string(), worded),
})
const constantRule = z.strictObject({ constant: code, labels: z.record(z.string(), worded) })
const gridRule = z
  .strictObject({
    latitude: column,
    longitude: column,
    /** Side of the finest square, in degrees of latitude and longitude, and of the square that groups them. */
    quarterDegrees: z.number().min(0.01).max(5),
    sectorDegrees: z.number().min(0.01).max(20),
  })
  .refine(({ quarterDegrees, sectorDegrees }) => isWhole(sectorDegrees / quarterDegrees), 'sectorDegrees is a whole number of times quarterDegrees')

/** Software that writes midnight when it does not know the hour says so here. */
const midnightRule = z.enum(['hour', 'not-recorded']).default('hour')

export const mappingShape = z.strictObject({
  /** Shown beside the figures. */
  source: z.string().min(1).max(200),
  attribution: z.string().max(400).optional(),
  zone: z.string().default('Europe/Paris'),
  encoding: z.enum(['utf-8', 'windows-1252', 'utf-16le']).default('utf-8'),
  act: z.enum(ACTS),
  moment: z.union([
    z.strictObject({ column, form: z.enum(['offset', 'local']), midnight: midnightRule }),
    z.strictObject({ day: column, form: z.enum(['iso', 'day-first']), hour: column.optional(), midnight: midnightRule }),
  ]),
  grid: gridRule.optional(),
  /** The source itself publishes where each act was, more finely than these places: to show them tells nothing new, however few live there. */
  placesArePublic: z.boolean().optional(),
  fields: z.partialRecord(z.enum(CODED), z.union([valuesRule, constantRule])),
})
export type Mapping = z.infer<typeof mappingShape>
export type FieldRule = z.infer<typeof valuesRule> | z.infer<typeof constantRule>

export type MappingProblem = 'mapping-unreadable' | 'mapping-forbidden' | 'mapping-label-missing' | 'mapping-zone'

export function parseMapping(text: string): Result<Mapping, MappingProblem> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refuse('mapping-unreadable', { problem: 'it is not JSON' })
  }
  return checkMapping(json)
}

/** Its shape, and what no shape says: no forbidden column, a word for each code, a zone that exists. */
export function checkMapping(json: unknown): Result<Mapping, MappingProblem> {
  const parsed = mappingShape.safeParse(json)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return refuse('mapping-unreadable', { problem: `${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'unknown'}` })
  }
  const mapping = parsed.data
  const forbidden = columnsOf(mapping).find((name) => forbiddenIn(name) !== undefined)
  if (forbidden !== undefined) return refuse('mapping-forbidden', { column: forbidden })
  for (const [field, rule] of rulesOf(mapping)) {
    const missing = codesOf(rule).find((value) => rule.labels[value] === undefined)
    if (missing !== undefined) return refuse('mapping-label-missing', { field, code: missing })
  }
  if (!isZone(mapping.zone)) return refuse('mapping-zone', { zone: mapping.zone })
  return accept(mapping)
}

/** The columns that a file must have: all others are left where they are. */
export function columnsOf({ moment, grid, fields }: Mapping): readonly string[] {
  const times = 'column' in moment ? [moment.column] : [moment.day, ...(moment.hour === undefined ? [] : [moment.hour])]
  const places = grid === undefined ? [] : [grid.latitude, grid.longitude]
  const coded = Object.values(fields).flatMap((rule) => (rule !== undefined && 'column' in rule ? [rule.column] : []))
  return [...new Set([...times, ...places, ...coded])]
}

export function rulesOf({ fields }: Mapping): readonly (readonly [Coded, FieldRule])[] {
  return CODED.flatMap((field) => {
    const rule = fields[field]
    return rule === undefined ? [] : [[field, rule] as const]
  })
}

function codesOf(rule: FieldRule): readonly string[] {
  return 'constant' in rule ? [rule.constant] : Object.values(rule.values)
}

function isWhole(ratio: number): boolean {
  return ratio >= 1 && Math.abs(ratio - Math.round(ratio)) < 1e-6
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('fr', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
