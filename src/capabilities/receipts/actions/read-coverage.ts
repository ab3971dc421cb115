import { addDays, dateAt, monthOf } from '../../../foundation/local-date.ts'
import type { Services } from '../../../platform/services.ts'
import { readDeclaredChecks, readUnits, type Unit } from '../../city/index.ts'
import { readDeclarationsByMonth } from '../queries/declarations-by-month.ts'
import { readReceiptsByMonth, type ReceiptMonth } from '../queries/receipts-by-month.ts'
import { readShifts } from '../queries/shifts.ts'

export type MonthFigures = Omit<ReceiptMonth, 'unit'> & {
  /** Checks that the unit declares; undefined when it declared none of the month. */
  readonly declared: number | undefined
  readonly missing: number
}

export type UnitCoverage = { readonly unit: Unit; readonly months: readonly MonthFigures[] }

export type Coverage = {
  readonly units: readonly UnitCoverage[]
  readonly declarations: ReadonlyMap<string, number>
  readonly months: readonly string[]
}

const MONTHS = 6

/** Receipts against the checks that units declare, for the last six months. The public figure, computed in one place. */
export async function readCoverage(services: Services, city: string): Promise<Coverage> {
  const today = dateAt(services.clock())
  const months = Array.from({ length: MONTHS }, (_, index) => monthOf(today.with({ day: 1 }).subtract({ months: MONTHS - 1 - index })))
  const since = `${months[0] ?? monthOf(today)}-01`
  const scope = { city, since }
  const [units, receipts, declared, shifts, declarations] = await Promise.all([
    readUnits(services.db, city),
    readReceiptsByMonth(services.db, scope),
    readDeclaredChecks(services.db, scope),
    readShifts(services.db, { city, since: addDays(today, -200).toString() }),
    readDeclarationsByMonth(services.db, scope),
  ])
  const coverage = units.map((unit) => ({
    unit,
    months: months.map((month): MonthFigures => {
      const found = receipts.find((row) => row.unit === unit.unit && row.month === month)
      const missing = shifts
        .filter((shift) => shift.unit === unit.unit && monthOf(dateAt(shift.received_at)) === month)
        .reduce((sum, shift) => sum + shift.missing, 0)
      const said = declared.find((row) => row.unit === unit.unit && row.month === month)
      return {
        month,
        receipts: found?.receipts ?? 0,
        undelivered: found?.undelivered ?? 0,
        late: found?.late ?? 0,
        explained: found?.explained ?? 0,
        declared: said?.checks,
        missing,
      }
    }),
  }))
  return { units: coverage, declarations: new Map(declarations.map((row) => [row.month, row.declarations])), months }
}

/** Receipts against declared checks, 0 to 1, of the units that declared any in this month (`2027-03`); `undefined` when none did. */
export function coverageIn({ units }: Coverage, month: string | undefined): number | undefined {
  const rows = units.flatMap(({ months }) => months.filter((one) => one.month === month && one.declared !== undefined))
  const declared = rows.reduce((sum, row) => sum + (row.declared ?? 0), 0)
  const receipts = rows.reduce((sum, row) => sum + row.receipts, 0)
  return declared === 0 ? undefined : Math.min(1, receipts / declared)
}
