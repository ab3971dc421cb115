import { beforeAll, describe, expect, test } from 'vitest'
import { expectAccepted } from '../../foundation/result.ts'
import { tablesOf } from './core/report-lattice.ts'
import { parsePeriod, type Period } from './core/report.ts'
import { openSolver, type Solver } from './disclosure/index.ts'
import type { CrewOf } from './reports/count-facts.ts'
import { protectReport, type ProtectedReport } from './reports/protect-report.ts'
import type { KnownRelease } from './reports/open-report-space.ts'
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

function release(name: string, earlier: readonly KnownRelease[]): ProtectedReport {
  const period = periodOf(name)
  return expectAccepted(protectReport(solver, { facts, period, plans: tablesOf(period), earlier }))
}

function asEarlier(name: string, { tables }: ProtectedReport): KnownRelease {
  return {
    name,
    facts,
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
    const earlier: KnownRelease[] = []
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

/** One month of three quarters, each result of each. */
const TOWN: Readonly<Record<string, readonly number[]>> = { nord: [140, 70, 45, 22], sud: [90, 60, 30, 18], est: [80, 40, 26, 15] }

type Change = { readonly quarter: string; readonly result: string; readonly count: number }

function townFacts(changes: readonly Change[] = []): FactCounts {
  const combinations = Object.entries(TOWN).flatMap(([quarter, counts]) =>
    CODES.map((result, at) => {
      const changed = changes.filter((one) => one.quarter === quarter && one.result === result).reduce((sum, { count }) => sum + count, 0)
      return { codes: ['2026-01', quarter, result], count: (counts[at] ?? 0) + changed }
    }),
  )
  return { ...facts, dimensions: ['month', 'quarter', 'result'], combinations }
}

const JANUARY = periodOf('2026-01')
const PLANS = [...tablesOf(JANUARY), { id: 'quarter-result', variants: [['quarter', 'result']] }]

function townRelease(own: FactCounts, earlier: readonly KnownRelease[]): ProtectedReport {
  return expectAccepted(protectReport(solver, { facts: own, period: JANUARY, plans: PLANS, earlier }))
}

/** The attacker's sum: the correction less what it corrects. What it finds of fewer than eleven acts, of a cell that says more than when. */
function subtractVersions(before: ProtectedReport, after: ProtectedReport): readonly string[] {
  const numbers = ({ tables }: ProtectedReport) =>
    new Map(tables.flatMap(({ cells }) => cells.map(({ labels, value, withheld }) => [JSON.stringify(labels), withheld ? undefined : value])))
  const then = numbers(before)
  return [...numbers(after)].flatMap(([name, value]) => {
    const old = then.get(name)
    const isSmall = value !== undefined && old !== undefined && value !== old && Math.abs(value - old) < 11
    return isSmall && /quarter|result/.test(name) ? [name] : []
  })
}

describe('the officer side', () => {
  const crewOf = (names: (quarter: string) => readonly string[] | undefined) =>
    townFacts().combinations.map(({ codes }) => ({ codes, names: names(codes[1] ?? '')?.map((name) => `2026-01/${name}`) }))
  const showing = (crews?: readonly CrewOf[]) => {
    const { tables } = expectAccepted(
      protectReport(solver, { facts: townFacts(), period: JANUARY, plans: tablesOf(JANUARY), earlier: [], ...(crews && { crews }) }),
    )
    return tables.flatMap(({ cells }) =>
      cells.filter(({ labels, withheld }) => labels.quarter !== undefined && !withheld).map(({ labels }) => labels.quarter),
    )
  }

  test('a quarter in which two officers made every check is not told, however many those are; three are enough, and who acted elsewhere does not count', () => {
    expect(showing()).toContain('est')
    expect(showing(crewOf((quarter) => (quarter === 'est' ? ['a', 'b'] : ['c', 'd', 'e'])))).not.toContain('est')
    expect(showing(crewOf((quarter) => (quarter === 'est' ? ['a', 'b', 'c'] : ['c', 'd', 'e'])))).toContain('est')
  })

  test('a source that does not say who acted is told as before', () => {
    expect(showing(crewOf(() => undefined))).toContain('est')
  })
})

describe('a correction less the report that it corrects', () => {
  const asKnown = (name: string, own: FactCounts, made: ProtectedReport) => ({ ...asEarlier('2026-01', made), name, facts: own })
  const first = () => townRelease(townFacts(), [])

  test.each([
    ['one arrest was entered late', [{ quarter: 'sud', result: 'arrest', count: 1 }]],
    ['three acts were not of this month', [{ quarter: 'nord', result: 'fine', count: -2 }, { quarter: 'est', result: 'nothing', count: -1 }]],
    ['two acts had been put in another quarter', [{ quarter: 'nord', result: 'arrest', count: -2 }, { quarter: 'est', result: 'arrest', count: 2 }]],
  ])('%s: found when the correction was protected alone (planted), and not against ours', (_, changes) => {
    const [before, corrected] = [first(), townFacts(changes)]
    expect(subtractVersions(before, townRelease(corrected, [])).length).toBeGreaterThan(0)
    const ours = townRelease(corrected, [asKnown('v1', townFacts(), before)])
    expect(subtractVersions(before, ours)).toEqual([])
    expect(ours.tables.find(({ id }) => id === 'total')?.cells[0]).toMatchObject({ withheld: false })
  }) // prettier-ignore

  test('of a single act added, only that there is one more is told: even what is withheld would say where', () => {
    const ours = townRelease(townFacts([{ quarter: 'sud', result: 'arrest', count: 1 }]), [asKnown('v1', townFacts(), first())])
    expect(ours.tables.map(({ id, cells }) => [id, cells.map(({ value }) => value)])).toEqual([['total', [637]]])
    expect(ours.coarsened.map(({ id, to }) => [id, to])).toEqual([['quarter', undefined], ['result', undefined], ['quarter-result', undefined]])
  }) // prettier-ignore

  test('a change that is large enough everywhere is told', () => {
    const before = first()
    const corrected = townFacts(Object.keys(TOWN).flatMap((quarter) => CODES.map((result) => ({ quarter, result, count: 12 }))))
    const ours = townRelease(corrected, [asKnown('v1', townFacts(), before)])
    expect(ours.figures.withheld).toBe(0)
    expect(ours.tables.map(({ id }) => id)).toEqual(before.tables.map(({ id }) => id))
  })

  test('twelve late acts of one quarter that all ended in an arrest: told when protected alone (planted), and not against ours', () => {
    const changes = [{ quarter: 'sud', result: 'arrest', count: 12 }]
    const [before, corrected] = [first(), townFacts(changes)]
    const numberOf = ({ tables }: ProtectedReport, labels: Readonly<Record<string, string>>) =>
      tables
        .flatMap(({ cells }) => cells)
        .find((cell) => !cell.withheld && JSON.stringify(Object.entries(cell.labels).filter(([name]) => name !== 'month').sort()) === JSON.stringify(Object.entries(labels).sort()))?.value // prettier-ignore
    /** How many more in the quarter, and how many more of them arrested, as far as both versions say. */
    const told = (after: ProtectedReport) =>
      [{ quarter: 'sud' }, { quarter: 'sud', result: 'arrest' }].map((labels) => {
        const [then, now] = [numberOf(before, labels), numberOf(after, labels)]
        return then === undefined || now === undefined ? undefined : now - then
      })
    expect(told(townRelease(corrected, []))).toEqual([12, 12])
    expect(told(townRelease(corrected, [asKnown('2026-01', townFacts(), before)]))[1]).toBeUndefined()
  })

  test('a second correction is safe beside both versions before', () => {
    const [before, late, later] = [first(), townFacts([{ quarter: 'sud', result: 'arrest', count: 1 }]), townFacts([{ quarter: 'sud', result: 'fine', count: 2 }])] // prettier-ignore
    const known = [asKnown('v1', townFacts(), before)]
    const second = townRelease(late, known)
    const third = townRelease(later, [...known, asKnown('v2', late, second)])
    expect([subtractVersions(before, third), subtractVersions(second, third)]).toEqual([[], []])
  })

  test('every motive written anew, and one act more among them: the one is not told, though no combination of codes is as it was', () => {
    const recoded = townFacts([{ quarter: 'sud', result: 'fine', count: 1 }])
    const asMotives = (own: FactCounts, word: string): FactCounts => ({
      ...own,
      dimensions: ['month', 'quarter', 'motive', 'result'],
      combinations: own.combinations.map(({ codes: [month = '', quarter = '', result = ''], count }) => ({
        codes: [month, quarter, word, result],
        count,
      })),
    })
    const [before, after] = [asMotives(townFacts(), 'bruit'), asMotives(recoded, 'tapage')]
    const first = townRelease(before, [])
    expect(subtractVersions(first, townRelease(after, [])).length).toBeGreaterThan(0)
    const ours = townRelease(after, [asKnown('v1', before, first)])
    expect(subtractVersions(first, ours)).toEqual([])
  })

  test('what was withheld and is still the same is not told by a correction that withholds other numbers', () => {
    const few = (changes: readonly Change[]) => townFacts([{ quarter: 'est', result: 'arrest', count: -11 }, ...changes])
    const before = townRelease(few([]), [])
    const more = ['nothing', 'fine', 'warning'].map((result) => ({ quarter: 'nord', result, count: 60 }))
    const ours = townRelease(few(more), [asKnown('v1', few([]), before)])
    const cells = ({ tables }: ProtectedReport) => tables.flatMap((table) => table.cells)
    const hidden = cells(before).filter(({ withheld }) => withheld)
    expect(hidden.length).toBeGreaterThan(0)
    const told = new Map(cells(ours).flatMap(({ labels, value, withheld }) => (withheld ? [] : [[JSON.stringify(labels), value]])))
    expect(hidden.filter(({ labels, value }) => told.get(JSON.stringify(labels)) === value)).toEqual([])
    expect(ours.certified.length).toBe(2)
  })

  test('later data without a dimension that was told: the correction tells what is left, and no small change of it', () => {
    const before = first()
    const quarters = Object.entries(TOWN).map(([quarter, counts]) => ({ codes: ['2026-01', quarter], count: counts.reduce((sum, one) => sum + one, 0) + (quarter === 'nord' ? 3 : 20) })) // prettier-ignore
    const without: FactCounts = { ...facts, dimensions: ['month', 'quarter'], combinations: quarters }
    const ours = townRelease(without, [asKnown('v1', townFacts(), before)])
    expect(subtractVersions(before, ours)).toEqual([])
    expect(ours.tables.map(({ id }) => id)).not.toContain('result')
  })

  test('kept facts that are not those of what was published are refused: nothing can be audited against them', () => {
    const wrong = townFacts([{ quarter: 'nord', result: 'fine', count: 40 }])
    const made = protectReport(solver, { facts: townFacts(), period: JANUARY, plans: PLANS, earlier: [asKnown('v1', wrong, first())] })
    expect(made).toMatchObject({ ok: false, code: 'facts-changed', evidence: { report: 'v1' } })
  })

  test('a quarter that later data puts in another sector is refused in words: its two versions could not be compared', () => {
    const moved = (sector: string) => ({ ...townFacts(), groups: { ...facts.groups, sector: { nord: sector, sud: 'b', est: 'b' } } })
    const made = protectReport(solver, { facts: moved('b'), period: JANUARY, plans: PLANS, earlier: [asKnown('v1', moved('a'), first())] })
    expect(made).toMatchObject({ ok: false, code: 'facts-changed' })
  })
})

describe('a release of which too much would be sensitive or withheld', () => {
  const quarters = Array.from({ length: 14 }, (_, index) => `q${index + 1}`)
  // Half of the quarters see few arrests and warnings: alone, each is told; together they would leave holes everywhere.
  const combinations = quarters.flatMap((quarter, index) =>
    [90 + index, 40 + index, index % 2 === 0 ? 3 : 25, index % 2 === 0 ? 4 : 19].map((count, at) => ({
      codes: ['2026-01', quarter, CODES[at] ?? ''],
      count,
    })),
  )
  const own: FactCounts = { ...facts, dimensions: ['month', 'quarter', 'result'], combinations }
  const plans = [...tablesOf(JANUARY), { id: 'quarter-result', variants: [['quarter', 'result'], ['quarter', 'followed']] }] as const // prettier-ignore
  const within = (limits?: { readonly sensitive: number; readonly withheld: number }) =>
    expectAccepted(protectReport(solver, { facts: own, period: JANUARY, plans, earlier: [], ...(limits && { limits }) }))
  const cellsOf = ({ tables }: ProtectedReport) => tables.map(({ id, names }) => [id, names.join(' ')])

  test('is told more coarsely: without the limits (planted) a quarter of it is withheld', () => {
    const { figures } = within({ sensitive: 1, withheld: 1 })
    expect([figures.sensitive / figures.cells > 0.05, figures.withheld / figures.cells > 0.15]).toEqual([true, true])
  })

  test('holds both limits by ours, and what gave way comes back as far as it can: nobody is left with the total alone', () => {
    const ours = within()
    const { cells, sensitive, withheld } = ours.figures
    expect(sensitive).toBeLessThanOrEqual(Math.max(3, 0.05 * cells))
    expect(withheld).toBeLessThanOrEqual(Math.max(6, 0.15 * cells))
    expect(cellsOf(ours)).toEqual([['total', ''], ['quarter', 'quarter'], ['result', 'result'], ['quarter-result', 'quarter followed']]) // prettier-ignore
  })
})

describe('what a correction calls otherwise', () => {
  type Counts = Readonly<Record<string, number>>
  const jan = periodOf('2026-01')
  const factsOf = (dimension: FactCounts['dimensions'][number], counts: Counts, groups: FactCounts['groups']): FactCounts => ({
    dimensions: ['month', dimension],
    combinations: Object.entries(counts).map(([code, count]) => ({ codes: ['2026-01', code], count })),
    groups,
  })
  const protect = (own: FactCounts, earlier: readonly KnownRelease[]) =>
    expectAccepted(protectReport(solver, { facts: own, period: jan, plans: tablesOf(jan), earlier }))
  const toldIn = ({ tables }: ProtectedReport, name: string, code: string) =>
    tables.flatMap(({ cells }) => cells).find(({ labels, withheld }) => labels[name] === code && !withheld)?.value
  const sectors = (codes: readonly string[]) => ({ sector: Object.fromEntries(codes.map((code) => [code, code])) })
  const followed = Object.fromEntries(['fine', 'warning', 'arrest', 'report', 'penalty'].map((code) => [code, 'followed']))

  test.each([
    [
      'two quarters that new numbers of residents join, one of which was withheld',
      'quarter',
      factsOf('quarter', { nord: 60, sud: 5, est: 80, ouest: 70, gare: 30 }, sectors(['nord', 'sud', 'est', 'ouest', 'gare'])),
      factsOf('quarter', { small: 65, est: 80, ouest: 70, gare: 30 }, sectors(['small', 'est', 'ouest', 'gare'])),
      ['nord', 'small'],
    ],
    [
      'and the same the other way round',
      'quarter',
      factsOf('quarter', { small: 65, est: 80, ouest: 70, gare: 30 }, sectors(['small', 'est', 'ouest', 'gare'])),
      factsOf('quarter', { nord: 60, sud: 5, est: 80, ouest: 70, gare: 30 }, sectors(['nord', 'sud', 'est', 'ouest', 'gare'])),
      ['small', 'nord'],
    ],
    [
      'two outcomes that became one, of which one was withheld',
      'result',
      factsOf('result', { nothing: 120, fine: 60, warning: 5, arrest: 22, report: 31 }, { followed: { nothing: 'nothing', ...followed } }),
      factsOf('result', { nothing: 120, penalty: 65, arrest: 22, report: 31 }, { followed: { nothing: 'nothing', ...followed } }),
      ['fine', 'penalty'],
    ],
    [
      'a quarter that was put into another that keeps its name',
      'quarter',
      factsOf('quarter', { nord: 60, sud: 5, est: 80, ouest: 70, gare: 30 }, sectors(['nord', 'sud', 'est', 'ouest', 'gare'])),
      factsOf('quarter', { est: 145, ouest: 70, gare: 30 }, sectors(['est', 'ouest', 'gare'])),
      ['nord', 'est'],
    ],
  ] as const)(
    '%s: a subtraction finds five when the correction is protected alone (planted), and nothing against ours',
    (...[, name, first, second, [was, is]]) => {
      const before = protect(first, [])
      const known = { ...asEarlier('2026-01', before), facts: first }
      const alone = protect(second, [])
      expect(
        [toldIn(before, name, was), toldIn(alone, name, is)].every((value) => value !== undefined),
        'both are told when nobody looks',
      ).toBe(true)
      expect(toldIn(protect(second, [known]), name, is)).toBeUndefined()
    },
  )
})

test('a quarter in which everyone was followed by something is not told so, though by what differs: nobody of it went free', () => {
  const counts: Readonly<Record<string, readonly number[]>> = { ...TOWN, ouest: [0, 8, 0, 9], gare: [100, 50, 40, 30] }
  const combinations = Object.entries(counts).flatMap(([quarter, row]) =>
    row.flatMap((count, at) => (count === 0 ? [] : [{ codes: ['2026-01', quarter, CODES[at] ?? ''], count }])),
  )
  const own: FactCounts = { ...facts, dimensions: ['month', 'quarter', 'result'], combinations }
  const plans = [
    ...tablesOf(JANUARY),
    {
      id: 'quarter-result',
      variants: [
        ['quarter', 'result'],
        ['quarter', 'followed'],
      ],
    },
  ]
  const { tables } = expectAccepted(protectReport(solver, { facts: own, period: JANUARY, plans, earlier: [] }))
  const rows = tables
    .find(({ id }) => id === 'quarter-result')
    ?.cells.filter(({ labels }) => labels.quarter === 'ouest' && labels.result !== undefined)
  expect(rows?.map(({ labels, withheld }) => [labels.result, withheld]).sort()).toEqual([['followed', true], ['nothing', true]]) // prettier-ignore
})
