import { z } from 'zod'
import { addDays, atMinute, parseLocalDate, startOfDate } from '../../../foundation/local-date.ts'
import { hex, signedShape } from './vault/shapes.ts'

/** A demand to keep footage: where and when, and nothing else. `key`: made for this demand, known of nothing else. */
const demand = z.strictObject({
  v: z.literal(1),
  place: z.string().trim().min(1).max(300),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  key: hex(32),
})

export type Demand = z.infer<typeof demand>
export const demandShape = signedShape(demand)
export type SignedDemand = z.infer<typeof demandShape>

/** Footage is kept a month at most (CSI art. L. 252-5, R. 241-13): an older one is gone. */
const DAYS_KEPT = 31
/** A night, an hour on either side, and the day that has 25 hours. */
const LONGEST_HOURS = 27

export type DemandFault = 'demand-window' | 'demand-too-old'

export function demandFault({ from, to }: Pick<Demand, 'from' | 'to'>, now: Date): DemandFault | undefined {
  const hours = (Date.parse(to) - Date.parse(from)) / 3_600_000
  if (!(hours > 0 && hours <= LONGEST_HOURS) || Date.parse(from) > now.getTime()) return 'demand-window'
  return now.getTime() - Date.parse(to) > DAYS_KEPT * 86_400_000 ? 'demand-too-old' : undefined
}

const HOUR = String.raw`(\d{1,2})\s*(?:h|:|heures?)\s*(\d{2})?`
const ONE = new RegExp(String.raw`^(?:vers |à )?${HOUR}$`, 'i')
const TWO = new RegExp(String.raw`^(?:de |entre )?${HOUR}\s*(?:-|–|à|et)\s*${HOUR}$`, 'i')

/**
 * An hour around what was said (`21h`, `21:30`, `22h à 2h`), in France, on either side; the whole day for anything else: hours that were read
 * wrongly would have the wrong footage kept.
 */
export function windowOf(day: string, hour: string): { readonly from: string; readonly to: string } {
  const date = parseLocalDate(day)
  if (!date) throw new RangeError(`${day} is no date`)
  const [, ...two] = TWO.exec(hour.trim()) ?? []
  const [, ...one] = ONE.exec(hour.trim()) ?? []
  const [first, last] =
    two.length > 0 ? [minutesOf(two[0], two[1]), minutesOf(two[2], two[3])] : [minutesOf(one[0], one[1]), minutesOf(one[0], one[1])]
  if (first === undefined || last === undefined) return asText(startOfDate(date), new Date(startOfDate(addDays(date, 1)).getTime() - 1000))
  const end = last < first ? addDays(date, 1) : date
  return asText(new Date(atMinute(date, first).getTime() - 3_600_000), new Date(atMinute(end, last).getTime() + 3_600_000))
}

function minutesOf(hours: string | undefined, minutes: string | undefined): number | undefined {
  const total = Number(hours ?? Number.NaN) * 60 + Number(minutes ?? 0)
  return total < 24 * 60 && Number(minutes ?? 0) < 60 ? total : undefined
}

function asText(from: Date, to: Date) {
  return { from: from.toISOString(), to: to.toISOString() }
}
