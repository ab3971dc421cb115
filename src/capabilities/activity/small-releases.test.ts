import { beforeAll, describe, expect, test } from 'vitest'
import { seededRandom } from '../../foundation/seeded-random.ts'
import { expectAccepted } from '../../foundation/result.ts'
import {
  openSolver,
  protectRelease,
  tabulate,
  withSmallCounts,
  type Layout,
  type LinkedTables,
  type Pattern,
  type Solver,
} from './disclosure/index.ts'

/* An attacker who tries every table of whole numbers, on releases so small that this can be done. What it finds of ours is the truth about them. */
let solver: Solver
beforeAll(async () => void (solver = await openSolver()))

const THRESHOLD = 5
type Range = readonly [least: number, most: number]
type Knowledge = {
  readonly tables: LinkedTables
  readonly withheld: Pattern
  readonly most: number
  /** A combination that the attacker is in. */ readonly own?: number
}

/** Least and greatest of each cell, over every table of whole numbers that agrees with what is published. */
function tryAll({ tables: { cells, inner }, withheld, most, own }: Knowledge): readonly Range[] {
  const ranges = cells.map((): [number, number] => [Infinity, -Infinity])
  const published = cells.filter((_, cell) => !withheld[cell])
  const holding = Array.from(inner, (_, at) => published.filter(({ members }) => members.includes(at)))
  const ending = Array.from(inner, (_, at) => published.filter(({ members }) => Math.max(...members) === at))
  const trial = new Array<number>(inner.length).fill(0)
  const sumOf = (members: Int32Array) => members.reduce((total, member) => total + (trial[member] ?? 0), 0)
  const walk = (at: number) => {
    if (at === inner.length) {
      for (const [cell, { members }] of cells.entries()) {
        const [low, high] = ranges[cell] ?? [0, 0]
        ranges[cell] = [Math.min(low, sumOf(members)), Math.max(high, sumOf(members))]
      }
      return
    }
    for (let value = at === own ? 1 : 0; value <= most; value += 1) {
      trial[at] = value
      if (holding[at]?.some(({ members, value: said }) => sumOf(members) > said)) break
      if (ending[at]?.every(({ members, value: said }) => sumOf(members) === said)) walk(at + 1)
    }
    trial[at] = 0
  }
  walk(0)
  return ranges
}

const sensitiveIn = ({ cells }: LinkedTables) => cells.flatMap(({ protection }, cell) => (protection ? [cell] : []))
const hideSensitive = ({ cells }: LinkedTables): Pattern => Uint8Array.from(cells, ({ protection }) => (protection ? 1 : 0))

function layoutOf(dimensions: Readonly<Record<string, readonly string[]>>, tables: readonly (readonly string[])[]): Layout {
  return {
    dimensions: Object.entries(dimensions).map(([name, codes]) => ({ name, codes: [...codes], levels: [] })),
    tables: tables.map((table) => [...table]),
  }
}

const SQUARE = layoutOf({ lieu: ['a', 'b', 'c'], suite: ['x', 'y', 'z'] }, [['lieu', 'suite']])

/** Sensitive cells of which the attacker knows more than that they lie from nobody to the threshold; their own record may be all of a cell. */
function foundIn({ tables, ...knowledge }: Knowledge): readonly number[] {
  const ranges = tryAll({ tables, ...knowledge })
  return sensitiveIn(tables).filter((cell) => {
    const [least, most] = ranges[cell] ?? [0, 0]
    const isInside = knowledge.own !== undefined && tables.cells[cell]?.members.includes(knowledge.own) === true
    return least > (isInside ? 1 : 0) || most < THRESHOLD
  })
}

test('a row with one withheld number gives it away; ours leaves it from nobody to the threshold', () => {
  const counts = Float64Array.from([6, 7, 2, 8, 6, 9, 7, 9, 6])
  const { tables, withheld } = expectAccepted(protectRelease(solver, { layout: SQUARE, counts, threshold: THRESHOLD }))
  expect(sensitiveIn(tables).length).toBe(1)
  expect(foundIn({ tables, withheld, most: 20 })).toEqual([])
  expect(foundIn({ tables, withheld: hideSensitive(tables), most: 20 })).toEqual(sensitiveIn(tables))
})

test('a published zero: an outcome that nobody had hides nothing, and ours does not count on it', () => {
  const counts = Float64Array.from([3, 0, 9, 8, 0, 9, 7, 0, 6])
  const { tables, withheld } = expectAccepted(protectRelease(solver, { layout: SQUARE, counts, threshold: THRESHOLD }))
  const cellAt = (lieu: string, suite: string) => tables.cells.findIndex(({ labels }) => labels[0] === lieu && labels[1] === suite)
  const planted = Uint8Array.from(tables.cells, () => 0)
  for (const lieu of ['a', 'b']) for (const suite of ['x', 'y']) planted[cellAt(lieu, suite)] = 1
  expect(foundIn({ tables, withheld: planted, most: 20 })).toEqual([cellAt('a', 'x')])
  expect(foundIn({ tables, withheld, most: 20 })).toEqual([])
})

describe('an insider, who knows that one record is theirs', () => {
  const random = seededRandom(7)
  const towns = Array.from({ length: 16 }, () => Float64Array.from({ length: 9 }, () => random.below(9)))
  /** Each person counted in turn. */
  const foundByAny = (tables: LinkedTables, withheld: Pattern) =>
    [...tables.inner.keys()].filter((own) => (tables.inner[own] ?? 0) > 0 && foundIn({ tables, withheld, most: 14, own }).length > 0)

  test('learns from releases that are protected against outsiders alone (planted), and nothing from ours', () => {
    let [weak, sound] = [0, 0]
    for (const counts of towns) {
      const outsiders = protectRelease(solver, { layout: SQUARE, counts, threshold: THRESHOLD })
      if (outsiders.ok && foundByAny(outsiders.value.tables, outsiders.value.withheld).length > 0) weak += 1
      const ours = protectRelease(solver, { layout: SQUARE, counts, threshold: THRESHOLD, insider: true })
      if (!ours.ok) continue
      sound += 1
      expect(foundByAny(ours.value.tables, ours.value.withheld)).toEqual([])
    }
    expect(weak).toBeGreaterThan(0)
    expect(sound).toBeGreaterThan(5)
  }, 60_000)
})

test('seven people in a block, told by three small tables, are rebuilt one by one; ours tells nothing of them', () => {
  const layout = layoutOf({ age: ['j', 'v'], sexe: ['f', 'm'], suite: ['rien', 'amende'] }, [['age', 'sexe'], ['sexe', 'suite'], ['age', 'suite']]) // prettier-ignore
  const counts = Float64Array.from([0, 0, 2, 0, 1, 2, 0, 2])
  const tables = withSmallCounts(tabulate(layout, counts), THRESHOLD)
  const everything = tryAll({ tables, withheld: new Uint8Array(tables.cells.length), most: 7 })
  expect(everything.every(([least, most], cell) => least === most && least === tables.cells[cell]?.value)).toBe(true)
  const solutions = (withheld: Pattern) => new Set(blocksOf(tables, withheld)).size
  expect(solutions(new Uint8Array(tables.cells.length)), 'planted: the block is known').toBe(1)
  const ours = protectRelease(solver, { layout, counts, threshold: THRESHOLD, insider: true })
  expect(ours.ok && sensitiveIn(ours.value.tables).some((cell) => !ours.value.withheld[cell])).toBe(false)
  if (ours.ok) expect(foundIn({ tables: ours.value.tables, withheld: ours.value.withheld, most: 12 })).toEqual([])
})

/** Every block that agrees with what is published, written as its numbers. */
function blocksOf({ cells, inner }: LinkedTables, withheld: Pattern): readonly string[] {
  const published = cells.filter((_, cell) => !withheld[cell])
  const blocks: string[] = []
  const walk = (trial: readonly number[]) => {
    const done = trial.length === inner.length
    const agrees = published.every(({ members, value }) => {
      const sum = members.reduce((total, member) => total + (trial[member] ?? 0), 0)
      return done ? sum === value : sum <= value
    })
    if (!agrees) return
    if (done) blocks.push(trial.join())
    else for (let value = 0; value <= 7; value += 1) walk([...trial, value])
  }
  walk([])
  return blocks
}
