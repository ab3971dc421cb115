import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { type Coded, type Fact } from './fact.ts'
import { squareOf, type Square } from './grid.ts'
import { columnsOf, rulesOf, type FieldRule, type Mapping } from './mapping.ts'
import { openClock, readDayFirst, readHour, readLocal, type Moment } from './moment.ts'

export const ROW_PROBLEMS = ['moment-missing', 'moment-unreadable', 'value-unknown', 'place-unreadable', 'row-malformed'] as const
export type RowProblem = (typeof ROW_PROBLEMS)[number]
/** The values that a mapping asks for, in the order of its `columnsOf`, as written. */
export type Values = readonly string[]
export type RowMapper = (values: Values) => Result<Fact, RowProblem>

/** One row to one fact. A refusal names the column, never what was written there. */
export function openRowMapper(mapping: Mapping): RowMapper {
  const columns = columnsOf(mapping)
  const rules = rulesOf(mapping).map(([field, rule]) => ({ field, read: openRule(rule, columns) }))
  const readMoment = openMoment(mapping, columns)
  const readSquare = openGrid(mapping, columns)
  return (values) => {
    const moment = readMoment(values)
    if (!moment.ok) return moment
    const square = readSquare(values)
    if (!square.ok) return square
    const coded: Partial<Record<Coded, string>> = { ...square.value }
    for (const { field, read } of rules) {
      const code = read(values)
      if (!code.ok) return code
      if (code.value !== undefined) coded[field] = code.value
    }
    return accept({ ...NONE, ...coded, act: mapping.act, ...moment.value })
  }
}

const NONE: Readonly<Record<Coded, undefined>> = {
  section: undefined,
  quarter: undefined,
  sector: undefined,
  unit: undefined,
  ground: undefined,
  motive: undefined,
  result: undefined,
  follow_up: undefined,
  age: undefined,
  sex: undefined,
}

function openRule(rule: FieldRule, columns: readonly string[]): (values: Values) => Result<string | undefined, 'value-unknown'> {
  if ('constant' in rule) return () => accept(rule.constant)
  const at = columns.indexOf(rule.column)
  const codes = new Map(Object.entries(rule.values))
  const blanks = new Set(['', ...rule.blanks])
  return (values) => {
    const written = (values[at] ?? '').trim()
    const code = codes.get(written)
    return code !== undefined || blanks.has(written) ? accept(code) : refuse('value-unknown', { column: rule.column })
  }
}

type MomentReader = (values: Values) => Result<Moment, 'moment-missing' | 'moment-unreadable'>

function openMoment({ moment, zone }: Mapping, columns: readonly string[]): MomentReader {
  const valueOf = (name: string) => (values: Values) => (values[columns.indexOf(name)] ?? '').trim()
  const isUnknown = (text: string) => moment.midnight === 'not-recorded' && /(^|[T ])0?0[:hH]?(00)?(:00)?(?![\d:])/.test(text)
  if ('column' in moment) {
    const [written, read] = [valueOf(moment.column), moment.form === 'offset' ? openClock(zone) : readLocal]
    return (values) => {
      const text = written(values)
      if (text === '') return refuse('moment-missing', { column: moment.column })
      const found = read(text)
      if (found === undefined) return refuse('moment-unreadable', { column: moment.column })
      return accept(isUnknown(text) ? { day: found.day, hour: undefined } : found)
    }
  }
  const [day, hour] = [valueOf(moment.day), moment.hour === undefined ? () => '' : valueOf(moment.hour)]
  const read = moment.form === 'iso' ? readLocal : readDayFirst
  return (values) => {
    const [dayText, hourText] = [day(values), hour(values)]
    if (dayText === '') return refuse('moment-missing', { column: moment.day })
    const found = read(dayText)
    if (found === undefined) return refuse('moment-unreadable', { column: moment.day })
    const at = hourText === '' ? found.hour : readHour(hourText)
    if (hourText !== '' && at === undefined) return refuse('moment-unreadable', { column: moment.hour ?? '' })
    return accept({ day: found.day, hour: isUnknown(hourText === '' ? dayText : hourText) ? undefined : at })
  }
}

function openGrid({ grid }: Mapping, columns: readonly string[]): (values: Values) => Result<Square | undefined, 'place-unreadable'> {
  if (grid === undefined) return () => accept(undefined)
  const [north, east] = [columns.indexOf(grid.latitude), columns.indexOf(grid.longitude)]
  return (values) => {
    const square = squareOf((values[north] ?? '').trim(), (values[east] ?? '').trim(), grid)
    return square.ok ? square : refuse('place-unreadable', { column: grid.latitude })
  }
}
