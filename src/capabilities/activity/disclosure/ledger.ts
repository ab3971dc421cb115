import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { expectDivided, shownBy, type Dimension, type Layout, type Node, type Table } from './layout.ts'
import { TOTAL, type Cell, type LinkedTables } from './linked-tables.ts'
import { keyOf, keysOfTable, tabulate, type Counts } from './tabulate.ts'

/*
 * The ledger (formats/disclosure.md): what was published before binds what is published now. Each earlier number has a place among the
 * cells of today, so that nothing can be found by subtraction between the two.
 */
export type EarlierRelease = {
  readonly name: string
  /** The codes that its records had: the whole of then may be a part of today. */
  readonly dimensions: readonly { readonly name: string; readonly codes: readonly string[] }[]
  readonly tables: readonly Table[]
  /** `count` absent: withheld. */
  readonly cells: readonly { readonly labels: readonly string[]; readonly count: number | undefined }[]
}

export type LedgerRefusal = 'earlier-code-gone' | 'earlier-whole-unnamed' | 'earlier-cell-unknown' | 'earlier-count-differs'

export type LedgerRequest = {
  readonly dimensions: readonly Dimension[]
  readonly own: readonly Table[]
  readonly counts: Counts
  readonly earlier: readonly EarlierRelease[]
}

/**
 * The tables of today with those of every earlier release. Cells: this release's as often as it shows them; an earlier number that is
 * public is fixed, one that was withheld stays so, and what nobody tells is free (`places` 0).
 */
export function openLedger({
  dimensions,
  own,
  counts,
  earlier,
}: LedgerRequest): Result<{ readonly layout: Layout; readonly tables: LinkedTables }, LedgerRefusal> {
  expectDivided({ dimensions, tables: [...own] })
  const readers: Reader[] = []
  for (const release of earlier) {
    const reader = openReader(dimensions, release)
    if (!reader.ok) return reader
    readers.push(reader.value)
  }
  const tables = [...own, ...readers.flatMap((reader) => reader.tables)]
  const layout = { dimensions, tables: [...new Map(tables.map((table) => [[...table].sort().join('\u0000'), table])).values()] }
  const whole = tabulate(layout, counts)
  if (earlier.length === 0) return accept({ layout, tables: whole })
  const byKey = new Map(whole.cells.map(({ labels }, cell) => [keyOf(labels), cell]))
  const settled = new Map<number, 'published' | 'withheld'>()
  for (const [index, { name, cells }] of earlier.entries()) {
    for (const { labels, count } of cells) {
      const cell = byKey.get(keyOf(readers[index]?.today(labels) ?? []))
      const evidence = { release: name, cell: labels.join(' × ') }
      if (cell === undefined) return refuse('earlier-cell-unknown', evidence)
      if (count !== undefined && whole.cells[cell]?.value !== count) return refuse('earlier-count-differs', evidence)
      if (settled.get(cell) !== 'published') settled.set(cell, count === undefined ? 'withheld' : 'published')
    }
  }
  const told = new Set(own.flatMap((table) => keysOfTable(dimensions, table)))
  const mark = (cell: Cell, index: number): Cell => {
    const isOwn = told.has(keyOf(cell.labels))
    const fixed = settled.get(index) ?? (isOwn ? undefined : 'withheld')
    return { ...cell, places: isOwn ? cell.places : 0, ...(fixed && { fixed }) }
  }
  return accept({ layout, tables: { ...whole, cells: whole.cells.map(mark) } })
}

type Reader = {
  /** Its tables in the dimensions of today. */
  readonly tables: readonly Table[]
  /** The labels of today for labels of then. */
  readonly today: (labels: readonly string[]) => readonly string[]
}

function openReader(dimensions: readonly Dimension[], release: EarlierRelease): Result<Reader, LedgerRefusal> {
  const present = new Set(dimensions.flatMap(({ name, levels }) => [name, ...levels.map((level) => level.name)]))
  const other = release.tables.flat().find((name) => !present.has(name))
  if (other !== undefined) return refuse('earlier-cell-unknown', { release: release.name, cell: other })
  const then = dimensions.map((dimension) => release.dimensions.find(({ name }) => name === dimension.name))
  const wholes: Node[] = []
  for (const [index, dimension] of dimensions.entries()) {
    const codes = then[index]?.codes ?? dimension.codes
    const gone = codes.find((code) => !dimension.codes.includes(code))
    if (gone !== undefined) return refuse('earlier-code-gone', { release: release.name, column: dimension.name, code: gone })
    const places = codes.map((code) => dimension.codes.indexOf(code)).sort((left, right) => left - right)
    const whole = nodesOf(dimension).find((node) => node.places.join() === places.join())
    if (whole === undefined) return refuse('earlier-whole-unnamed', { release: release.name, column: dimension.name, codes: codes.join(', ') })
    wholes.push(whole)
  }
  // A table of a part of today's whole shows that part: it crosses the level that has it.
  const levels = dimensions.flatMap((dimension, index) => (wholes[index]?.label === TOTAL ? [] : [levelOf(dimension, wholes[index])]))
  const names = dimensions.map((dimension) => new Map(namesIn(dimension)))
  const known = release.dimensions.map(({ name }) => dimensions.findIndex((dimension) => dimension.name === name))
  return accept({
    tables: release.tables.map((table) => [...table, ...levels.filter((level) => !crosses(table, level, dimensions))]),
    today: (labels) =>
      dimensions.map((_, index) => {
        const label = labels[known.indexOf(index)] ?? TOTAL
        return label === TOTAL ? (wholes[index]?.label ?? TOTAL) : (names[index]?.get(label) ?? label)
      }),
  })
}

function crosses(table: Table, level: string, dimensions: readonly Dimension[]): boolean {
  const own = dimensions.find((dimension) => [dimension, ...dimension.levels].some(({ name }) => name === level))
  return own !== undefined && [own, ...own.levels].some(({ name }) => table.includes(name))
}

function nodesOf(dimension: Dimension): readonly Node[] {
  return shownBy([dimension.name], dimension).nodes
}

/** The coarsest level that has it. */
function levelOf({ name, codes, levels }: Dimension, whole: Node | undefined): string {
  const held = (whole?.places ?? []).map((place) => codes[place]).join('\u0000')
  return (
    [...levels].reverse().find(({ groups }) => groups.some((group) => codes.filter((code) => group.codes.includes(code)).join('\u0000') === held))
      ?.name ?? name
  )
}

/** Each label of a dimension → the one name of that sum. */
function namesIn(dimension: Dimension): readonly (readonly [string, string])[] {
  const named = new Map(nodesOf(dimension).map(({ label, places }) => [places.join(), label]))
  const groups = [...dimension.codes.map((code) => ({ label: code, codes: [code] })), ...dimension.levels.flatMap((level) => level.groups)]
  return groups.map(({ label, codes }) => {
    const places = dimension.codes.flatMap((code, place) => (codes.includes(code) ? [place] : []))
    return [label, named.get(places.join()) ?? label] as const
  })
}
