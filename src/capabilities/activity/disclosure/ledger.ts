import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { crossable, expectDivided, shownBy, type Dimension, type Layout, type Node, type Table } from './layout.ts'
import { TOTAL, type Cell, type LinkedTables } from './linked-tables.ts'
import { keyOf, keysOfTable, tabulate, type Counts } from './tabulate.ts'

/*
 * The ledger (formats/disclosure.md): what was published before binds what is published now. Each earlier number has a place among the
 * cells of today, so that nothing can be found by subtraction between the two.
 */
export type EarlierRelease = {
  readonly name: string
  /** The codes that its records had, and their groups: the whole of then may be a part of today. */
  readonly dimensions: readonly Dimension[]
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
      const named = readers[index]?.today(labels) ?? accept(labels)
      if (!named.ok) return named
      const cell = byKey.get(keyOf(named.value))
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
  /** The labels of today for labels of then, or the codes for which today has none. */
  readonly today: (labels: readonly string[]) => Result<readonly string[], 'earlier-whole-unnamed'>
}

/** What an earlier label stood for are its codes of then: today's cell is the one of the same codes, whatever it is called, or none. */
function openReader(dimensions: readonly Dimension[], release: EarlierRelease): Result<Reader, LedgerRefusal> {
  const present = crossable(dimensions)
  const other = release.tables.flat().find((name) => !present.has(name))
  if (other !== undefined) return refuse('earlier-cell-unknown', { release: release.name, cell: other })
  const readers = dimensions.map((dimension) => {
    const then = release.dimensions.find(({ name }) => name === dimension.name) ?? dimension
    const groups = [...then.codes.map((code) => ({ label: code, codes: [code] })), ...then.levels.flatMap((level) => level.groups), { label: TOTAL, codes: then.codes }] // prettier-ignore
    return { dimension, then, column: release.dimensions.indexOf(then), held: new Map(groups.map(({ label, codes }) => [label, codes])) }
  })
  for (const { dimension, then } of readers) {
    const gone = then.codes.find((code) => !dimension.codes.includes(code))
    if (gone !== undefined) return refuse('earlier-code-gone', { release: release.name, column: dimension.name, code: gone })
    if (nodeOf(dimension, then.codes) === undefined) return refuse('earlier-whole-unnamed', { release: release.name, column: dimension.name, codes: then.codes.join(', ') }) // prettier-ignore
  }
  // A table of a part of today's whole shows that part: it crosses the level that has it.
  const levels = readers.flatMap(({ dimension, then }) => (then.codes.length === dimension.codes.length ? [] : [levelOf(dimension, then.codes)]))
  return accept({
    tables: release.tables.map((table) => [...table, ...levels.filter((level) => !crosses(table, level, dimensions))]),
    today: (labels) => {
      const named: string[] = []
      for (const { dimension, column, held } of readers) {
        const label = labels[column] ?? TOTAL
        const codes = held.get(label) ?? [label]
        const node = nodeOf(dimension, codes)
        if (node === undefined) return refuse('earlier-whole-unnamed', { release: release.name, column: dimension.name, codes: codes.join(', ') })
        named.push(node.label)
      }
      return accept(named)
    },
  })
}

function crosses(table: Table, level: string, dimensions: readonly Dimension[]): boolean {
  const own = dimensions.find((dimension) => [dimension, ...dimension.levels].some(({ name }) => name === level))
  return own !== undefined && [own, ...own.levels].some(({ name }) => table.includes(name))
}

/** What today's tables can show that is these codes, and no others. */
function nodeOf(dimension: Dimension, codes: readonly string[]): Node | undefined {
  const places = codes.map((code) => dimension.codes.indexOf(code)).sort((left, right) => left - right)
  return shownBy([dimension.name], dimension).nodes.find((node) => node.places.join() === places.join())
}

/** The coarsest level that has a group of these codes. */
function levelOf({ name, levels }: Dimension, codes: readonly string[]): string {
  const held = [...codes].sort().join('\u0000')
  return [...levels].reverse().find(({ groups }) => groups.some((group) => [...group.codes].sort().join('\u0000') === held))?.name ?? name
}
