import { z } from 'zod'
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
const LONGEST_HOURS = 24

export type DemandFault = 'demand-window' | 'demand-too-old'

export function demandFault({ from, to }: Pick<Demand, 'from' | 'to'>, now: Date): DemandFault | undefined {
  const hours = (Date.parse(to) - Date.parse(from)) / 3_600_000
  if (!(hours > 0 && hours <= LONGEST_HOURS) || Date.parse(from) > now.getTime()) return 'demand-window'
  return now.getTime() - Date.parse(to) > DAYS_KEPT * 86_400_000 ? 'demand-too-old' : undefined
}

/** Two hours around an hour that was said (`21h`, `21:30`), in France; the whole day when none was. */
export function windowOf(day: string, hour: string): { readonly from: string; readonly to: string } {
  const said = /^(\d{1,2})\s*(?:h|:|$)\s*(\d{2})?/.exec(hour.trim())
  const offset = offsetOf(day)
  const start = Date.parse(`${day}T00:00:00${offset}`)
  const at = said ? start + (Number(said[1]) * 60 + Number(said[2] ?? 0)) * 60_000 : undefined
  const [from, to] = at === undefined || Number(said?.[1]) > 23 ? [start, start + 86_400_000 - 1000] : [at - 3_600_000, at + 3_600_000]
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}

/** `+01:00` or `+02:00`: of France at noon that day. */
function offsetOf(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`)
  const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: '2-digit', hour12: false }).format(noon))
  return `+0${hour - 12}:00`
}
