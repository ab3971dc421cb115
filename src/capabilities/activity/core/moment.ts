/** When an act was: a calendar date and, where it was recorded, the hour on a clock there (0 to 23). */
export type Moment = { readonly day: string; readonly hour: number | undefined }

const MOST = 20_000
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/
const DAY_FIRST = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s+(?:à\s+)?(\d{1,2}\s*[:hH].*))?$/

/** Reads instants with their offset, `2019-01-01T04:15:00+00:00`, to what a clock in `zone` (IANA) said. `undefined`: no such instant. */
export function openClock(zone: string): (text: string) => Moment | undefined {
  const writer = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  })
  const known = new Map<number, Moment>()
  return (text) => {
    const [, year = '', month = '', day = '', hour, , , offset] = ISO.exec(text) ?? []
    if (hour === undefined || offset === undefined || !isDate(year, month, day)) return undefined
    const instant = Date.parse(text.replace(' ', 'T').replace(',', '.'))
    if (Number.isNaN(instant)) return undefined
    // Clocks differ by whole quarters of an hour: within one, day and hour are the same.
    const quarter = Math.floor(instant / 900_000)
    const remembered = known.get(quarter)
    if (remembered !== undefined) return remembered
    const [date = '', clock = ''] = writer.format(instant).split(' ')
    const moment = { day: date, hour: Number(clock.slice(0, 2)) }
    if (known.size >= MOST) known.clear()
    known.set(quarter, moment)
    return moment
  }
}

/** A date, with or without its local time: `2026-03-01`, `2026-03-01 14:30`. An offset is refused: it would be another clock's. */
export function readLocal(text: string): Moment | undefined {
  const [, year = '', month = '', day = '', hour, minute = '0', second = '0', offset] = ISO.exec(text) ?? []
  if (offset !== undefined || !isDate(year, month, day)) return undefined
  if (hour === undefined) return { day: `${year}-${month}-${day}`, hour: undefined }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined
  return { day: `${year}-${month}-${day}`, hour: Number(hour) }
}

/** `31/12/2026`, `31/12/2026 14:30`, `31/12/2026 à 14h30`: as French software writes it. */
export function readDayFirst(text: string): Moment | undefined {
  const [, day = '', month = '', year = '', clock] = DAY_FIRST.exec(text) ?? []
  const [monthText, dayText] = [month.padStart(2, '0'), day.padStart(2, '0')]
  const hour = clock === undefined ? undefined : readHour(clock)
  if (!isDate(year, monthText, dayText) || (clock !== undefined && hour === undefined)) return undefined
  return { day: `${year}-${monthText}-${dayText}`, hour }
}

/** `14`, `14:30`, `14h30`, `14 h`. `undefined`: no hour of the day. */
export function readHour(text: string): number | undefined {
  const [, hour, minute = '0'] = /^(\d{1,2})(?:\s*[:hH]\s*(\d{2})?(?::\d{2})?)?$/.exec(text) ?? []
  return hour !== undefined && Number(hour) <= 23 && Number(minute) <= 59 ? Number(hour) : undefined
}

function isDate(year: string, month: string, day: string): boolean {
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  return y >= 1900 && m >= 1 && m <= 12 && d >= 1 && d <= new Date(Date.UTC(y, m, 0)).getUTCDate()
}
