import { beforeAll, describe, expect, test } from 'vitest'
import { expectAccepted } from '../../foundation/result.ts'
import { tablesOf } from './core/report-lattice.ts'
import { parsePeriod, type Period } from './core/report.ts'
import type { EarlierRelease } from './core/told.ts'
import { openSolver, protectRelease, type LinkedTables, type Pattern, type Solver } from './disclosure/index.ts'
import { protectReport, type ProtectedReport } from './reports/protect-report.ts'
import type { FactCounts } from './reports/release-space.ts'

let solver: Solver
beforeAll(async () => void (solver = await openSolver()))

/** Three months of one town; few arrests, and in March so few that they are sensitive. */
const RESULTS: Readonly<Record<string, readonly [number, number, number, number]>> = {
  '2026-01': [120, 60, 40, 20],
  '2026-02': [110, 55, 35, 15],
  '2026-03': [130, 70, 30, 3],
}
const CODES = ['nothing', 'fine', 'warning', 'arrest']
const facts: FactCounts = {
  dimensions: ['month', 'result'],
  combinations: Object.entries(RESULTS).flatMap(([month, counts]) => counts.map((count, at) => ({ codes: [month, CODES[at] ?? ''], count }))),
  groups: { followed: { nothing: 'nothing', fine: 'followed', warning: 'followed', arrest: 'followed' } },
}

function periodOf(name: string): Period {
  const period = parsePeriod(name)
  if (period === undefined) throw new RangeError(name)
  return period
}

function release(name: string, earlier: readonly EarlierRelease[]): ProtectedReport {
  const period = periodOf(name)
  return expectAccepted(protectReport(solver, { facts, period, plans: tablesOf(period), earlier }))
}

function asEarlier(name: string, { tables }: ProtectedReport): EarlierRelease {
  return {
    name,
    months: periodOf(name).months,
    tables: tables.map(({ names, at }) => ({ names, ...(at !== undefined && { at }) })),
    cells: tables.flatMap(({ cells }) => cells),
  }
}

/** The attacker's sum: what the quarter says of each result, less what its months say; answers what was found of withheld ones. */
function subtract(months: readonly ProtectedReport[], quarter: ProtectedReport): readonly { readonly result: string; readonly count: number }[] {
  const numberOf = (report: ProtectedReport, result: string) =>
    report.tables.flatMap(({ cells }) => cells).find(({ labels, withheld }) => labels.result === result && !withheld)?.value
  return [...CODES, 'followed'].flatMap((result) => {
    const [whole, parts] = [numberOf(quarter, result), months.map((month) => numberOf(month, result))]
    const known = parts.filter((part) => part !== undefined)
    return whole !== undefined && known.length === parts.length - 1 ? [{ result, count: whole - known.reduce((sum, part) => sum + part, 0) }] : []
  })
}

describe('a quarter less its other months', () => {
  test('finds the arrests of March when the quarter was protected alone (planted), and nothing against ours', () => {
    const months: ProtectedReport[] = []
    const earlier: EarlierRelease[] = []
    for (const name of ['2026-01', '2026-02', '2026-03']) {
      const made = release(name, earlier)
      months.push(made)
      earlier.push(asEarlier(name, made))
    }
    expect(months[2]?.tables.flatMap(({ cells }) => cells).find(({ labels }) => labels.result === 'arrest')?.withheld ?? true).toBe(true)
    const planted = release('2026-t1', [])
    const found = subtract(months, planted).filter(({ count }) => count > 0 && count < 11)
    expect(found.length).toBeGreaterThan(0)
    const ours = release('2026-t1', earlier)
    expect(subtract(months, ours)).toEqual([])
  })

  test('facts that changed under a published report are refused: the new sum would tell the difference', () => {
    const january = release('2026-01', [])
    const changed = { ...facts, combinations: facts.combinations.map((one, at) => (at === 0 ? { ...one, count: one.count + 1 } : one)) }
    const period = periodOf('2026-t1')
    const made = protectReport(solver, { facts: changed, period, plans: tablesOf(period), earlier: [asEarlier('2026-01', january)] })
    expect(made).toMatchObject({ ok: false, code: 'facts-changed' })
  })
})

test('a month without a fact is a gap: a year has no zero for it, and it has no report of its own', () => {
  const year = release('2026', [])
  const months = new Set(year.tables.flatMap(({ cells }) => cells.flatMap(({ labels }) => labels.month ?? [])))
  expect([...months].filter((month) => month > '2026-03' && /-\d\d$/.test(month))).toEqual([])
  expect(months.has('2026-01')).toBe(true)
  const april = periodOf('2026-04')
  const request = { facts, period: april, plans: tablesOf(april), earlier: [asEarlier('2026', year)] }
  expect(protectReport(solver, request)).toMatchObject({ ok: false, code: 'no-fact' })
})

test('a dimension that an earlier report told and no fact says any more is a change, told in words', () => {
  const year = release('2026', [])
  const without = {
    ...facts,
    dimensions: ['month' as const],
    combinations: facts.combinations.map(({ codes, count }) => ({ codes: codes.slice(0, 1), count })),
  }
  const period = periodOf('2026-t1')
  const made = protectReport(solver, { facts: without, period, plans: tablesOf(period), earlier: [asEarlier('2026', year)] })
  expect(made).toMatchObject({ ok: false, code: 'facts-changed' })
})

/** Every table of whole numbers that agrees with what is published, by trying all: least and greatest of each cell. */
function bruteForce({ cells, inner }: LinkedTables, withheld: Pattern, most: number): readonly (readonly [number, number])[] {
  const ranges = cells.map((): [number, number] => [Infinity, -Infinity])
  const published = cells.filter((_, cell) => !withheld[cell])
  const ending = inner.reduce<(typeof published)[]>((lists, _, at) => [...lists, published.filter(({ members }) => Math.max(...members) === at)], [])
  const trial = new Array<number>(inner.length).fill(0)
  const walk = (at: number) => {
    if (at === inner.length) {
      for (const [cell, { members }] of cells.entries()) {
        const sum = members.reduce((total, member) => total + (trial[member] ?? 0), 0)
        ranges[cell] = [Math.min(ranges[cell]?.[0] ?? 0, sum), Math.max(ranges[cell]?.[1] ?? 0, sum)]
      }
      return
    }
    for (let value = 0; value <= most; value += 1) {
      trial[at] = value
      const agrees = ending[at]?.every(({ members, value: said }) => members.reduce((sum, member) => sum + (trial[member] ?? 0), 0) === said)
      if (agrees) walk(at + 1)
    }
    trial[at] = 0
  }
  walk(0)
  return ranges
}

test('a solver that tries every table of whole numbers: ours leaves each sensitive cell from 0 to the threshold; withholding it alone gives it away', () => {
  const dimensions = ['lieu', 'suite'].map((name) => ({ name, codes: ['a', 'b', 'c'], levels: [] }))
  const counts = Float64Array.from([6, 7, 2, 8, 6, 9, 7, 9, 6])
  const { tables, withheld } = expectAccepted(protectRelease(solver, { layout: { dimensions, tables: [['lieu', 'suite']] }, counts, threshold: 5 }))
  const sensitive = tables.cells.flatMap(({ protection }, cell) => (protection ? [cell] : []))
  expect(sensitive.length).toBe(1)
  const ours = bruteForce(tables, withheld, 20)
  for (const cell of sensitive) expect([ours[cell]?.[0], (ours[cell]?.[1] ?? 0) >= 5]).toEqual([0, true])
  const planted = bruteForce(
    tables,
    Uint8Array.from(tables.cells, ({ protection }) => (protection ? 1 : 0)),
    20,
  )
  for (const cell of sensitive) expect(planted[cell]).toEqual([2, 2])
})
