import { z } from 'zod'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { parseLocalDate } from '../../../foundation/local-date.ts'

const text = z.string().trim().min(1).max(2000)
const worded = z.strictObject({ fr: text, en: text })
const civilDate = z.string().refine((date) => parseLocalDate(date) !== undefined)

/**
 * When it falls due. `date`: on that day. `mandate`: by the end of the municipal mandate, `on` being its last day. `yearly`: by each 31 December
 * from the year `from` on. `continuous`: at any moment since the year `from`; it is never late, and never over.
 */
const due = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('date'), on: civilDate }),
  z.strictObject({ kind: z.literal('mandate'), on: civilDate }),
  z.strictObject({ kind: z.literal('yearly'), from: z.number().int().min(1990).max(2200) }),
  z.strictObject({ kind: z.literal('continuous'), from: z.number().int().min(1990).max(2200) }),
])

const terms = z.strictObject({
  statement: worded,
  /** What the public must know to read it fairly: a limit, a condition, who decides. */
  remark: worded.nullable(),
  /** What would prove it. */
  proof: worded,
  /** `address`: of a source that is on the web, which has no page numbers; `place`: where in it. Both came later: a version that lacks them stays as it is. */
  source: z.strictObject({
    title: worded,
    page: z.number().int().min(1).max(9999).nullable(),
    address: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
    place: worded.optional(),
  }),
  /** As precisely as it is known: `2020`, `2020-03` or `2020-03-01`. */
  promisedOn: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/),
  owedBy: worded,
  partner: worded.nullable(),
  due,
  /** Codes of the city's quarters; none: all of them. */
  quarters: z.array(z.number().int().min(1).max(65_535)).max(200),
  /** Figures that measure it, and the value that would show it kept where one was promised. */
  indicators: z.array(z.strictObject({ id: z.string().regex(/^[a-z]+\.[a-z-]+$/), target: z.number().nullable() })).max(20),
  parent: z
    .string()
    .regex(/^[A-Z]\d{2,3}$/)
    .nullable(),
})

/** What a version of a commitment says. */
export type Terms = z.infer<typeof terms>
export type Due = Terms['due']

/** Refused with the first field that is wrong: `evidence.field`, a path such as `due.on`. */
export function parseTerms(value: unknown): Result<Terms, 'terms-wrong'> {
  const parsed = terms.safeParse(value)
  return parsed.success ? accept(parsed.data) : refuse('terms-wrong', { field: parsed.error.issues[0]?.path.join('.') ?? '' })
}
