import type { SeededRandom } from '../../../foundation/seeded-random.ts'
import type { Direction } from './attack.ts'
import { crossed, shownBy, type Dimension, type Layout } from './layout.ts'
import { TOTAL, type LinkedTables, type Pattern } from './linked-tables.ts'
import type { Support } from './support.ts'
import { keyOf } from './tabulate.ts'

/*
 * Where a step of the search for a witness is likely to succeed: a box of a few codes per dimension, so few combinations that a
 * whole-number program over them takes milliseconds.
 */
export type BoxRequest = { readonly cell: number; readonly direction: Direction; readonly current: readonly number[]; readonly attempt: number }
export type Boxes = {
  /** Combinations that may change, as places; none of them lies in a published zero. */
  readonly boxAround: (request: BoxRequest) => readonly (readonly number[])[]
}

export type BoxSpace = { readonly layout: Layout; readonly tables: LinkedTables; readonly withheld: Pattern; readonly support: Support }
/** `isSparse`: most combinations hold nobody, so that boxes are drawn through existing records. */
export type BoxChance = { readonly random: SeededRandom; readonly isSparse: boolean }

/** Combinations in one step. */
const LARGEST_BOX = 729

export function openBoxes(space: BoxSpace, { random, isSparse }: BoxChance): Boxes {
  const { tables, withheld, support } = space
  const tellsZero = Uint8Array.from(tables.cells, ({ value }, cell) => (value === 0 && !withheld[cell] ? 1 : 0))
  const isZero = (places: readonly number[]) => support.cellsAt(places).some((cell) => tellsZero[cell])
  const siblings = openSiblings(space)
  const spread = openSpread(space, { random, siblings, isZero })
  const exchange = openExchange(space, { random, siblings })
  return {
    boxAround: (request) => crossed(isSparse && request.attempt % 4 !== 3 ? exchange(request) : spread(request)).filter((places) => !isZero(places)),
  }
}

type Siblings = (cell: number, dimension: number) => readonly number[]

/** Codes with which the cell, in this dimension, is withheld too. */
function openSiblings({ layout, tables: { cells }, withheld }: BoxSpace): Siblings {
  const byKey = new Map(cells.map(({ labels }, cell) => [keyOf(labels), cell]))
  const nodes = layout.dimensions.map((dimension) => nodesOf(layout, dimension))
  const known = new Map<string, readonly number[]>()
  return (cell, dimension) => {
    const name = `${cell} ${dimension}`
    const labels = cells[cell]?.labels ?? []
    const found =
      known.get(name) ??
      [...(nodes[dimension] ?? [])].flatMap(([label, places]) => {
        if (label === TOTAL || label === labels[dimension]) return []
        const other = byKey.get(keyOf(labels.with(dimension, label)))
        return other !== undefined && withheld[other] ? places : []
      })
    known.set(name, found)
    return found
  }
}

function nodesOf({ tables }: Layout, dimension: Dimension): ReadonlyMap<string, readonly number[]> {
  return new Map(tables.flatMap((table) => shownBy(table, dimension).nodes.map(({ label, places }) => [label, places] as const)))
}

type Chosen = readonly (readonly number[])[]
type Spreading = { readonly random: SeededRandom; readonly siblings: Siblings; readonly isZero: (places: readonly number[]) => boolean }

/** Two or three codes in each dimension, around a combination of the cell. */
function openSpread(
  { layout, tables: { inner, cells }, support }: BoxSpace,
  { random, siblings, isZero }: Spreading,
): (request: BoxRequest) => Chosen {
  const records = [...inner.keys()].filter((index) => (inner[index] ?? 0) > 0)
  const seedOf = ({ cell, direction, current }: BoxRequest): number => {
    const members = cells[cell]?.members ?? new Int32Array()
    const full = Array.from(members).filter((member) => !isZero(support.placesOf(member)) && (direction > 0 || (current[member] ?? 0) > 0))
    return full.length > 0 ? random.pick(full) : (members[0] ?? 0)
  }
  return (request) => {
    const width = request.attempt % 3 === 2 ? 3 : 2
    const seed = support.placesOf(seedOf(request))
    const labels = cells[request.cell]?.labels ?? []
    const varied = variedIn(labels, { width, random })
    return layout.dimensions.map(({ codes }, dimension) => {
      if (!varied.has(dimension)) return [seed[dimension] ?? 0]
      const places = new Set([seed[dimension] ?? 0])
      const near = labels[dimension] === TOTAL ? [] : siblings(request.cell, dimension)
      for (let guard = 0; places.size < Math.min(width, codes.length) && guard < 30; guard += 1) {
        if (near.length > 0 && guard < 6) places.add(random.pick(near))
        else places.add(random.below(3) === 0 ? random.below(codes.length) : (support.placesOf(random.pick(records))[dimension] ?? 0))
      }
      return [...places]
    })
  }
}

/** Those of the cell, and as many others as a small program can hold. */
function variedIn(labels: readonly string[], { width, random }: { readonly width: number; readonly random: SeededRandom }): ReadonlySet<number> {
  const most = Math.floor(Math.log(LARGEST_BOX) / Math.log(width))
  const all = [...labels.keys()]
  if (all.length <= most) return new Set(all)
  const chosen = new Set(all.filter((dimension) => labels[dimension] !== TOTAL))
  while (chosen.size < most) chosen.add(random.below(all.length))
  return chosen
}

type Exchanging = { readonly random: SeededRandom; readonly siblings: Siblings }

/**
 * Two records that exchange a code: one that enters the cell (or leaves it), and one that goes the other way without touching it. They
 * are alike in every dimension that a table crosses with the exchanged one, so that no other published sum moves.
 */
function openExchange({ layout, tables: { cells }, support }: BoxSpace, { random, siblings }: Exchanging): (request: BoxRequest) => Chosen {
  const dimensionOf = (name: string) => layout.dimensions.findIndex((one) => one.name === name || one.levels.some((level) => level.name === name))
  const crossedWith = layout.dimensions.map((_, dimension) => {
    const tables = layout.tables.map((table) => table.map(dimensionOf)).filter((table) => table.includes(dimension))
    return [...new Set(tables.flat())].filter((other) => other !== dimension)
  })
  const nodes = layout.dimensions.map((dimension) => nodesOf(layout, dimension))
  const insideOf = (cell: number, dimension: number) => nodes[dimension]?.get(cells[cell]?.labels[dimension] ?? TOTAL) ?? []
  return ({ cell, direction, current, attempt }) => {
    const own = [...(cells[cell]?.labels.keys() ?? [])].filter((dimension) => cells[cell]?.labels[dimension] !== TOTAL)
    const exchanged = own.length > 0 ? random.pick(own) : random.below(layout.dimensions.length)
    const [here, there] = [insideOf(cell, exchanged), siblings(cell, exchanged)]
    const others = own.filter((dimension) => dimension !== exchanged)
    const isIn = (places: readonly number[], dimension: number, allowed: readonly number[]) => allowed.includes(places[dimension] ?? -1)
    const present = presentIn(support, current)
    const from = direction > 0 ? there : here
    const movers = present.filter(
      (places) => isIn(places, exchanged, from) && others.every((dimension) => isIn(places, dimension, insideOf(cell, dimension))),
    )
    if (movers.length === 0) return []
    const mover = random.pick(movers)
    const back = direction > 0 ? here : there
    const alike = (crossedWith[exchanged] ?? []).filter((dimension) => !others.includes(dimension))
    const partners = present.filter(
      (places) =>
        isIn(places, exchanged, back) &&
        (others.length === 0 || others.some((dimension) => isIn(places, dimension, siblings(cell, dimension)))) &&
        (attempt % 3 === 2 || alike.every((dimension) => places[dimension] === mover[dimension])),
    )
    const chosen = partners.length > 0 ? [mover, random.pick(partners)] : [mover]
    const target = random.pick(back.length > 0 ? back : here)
    return layout.dimensions.map((_, dimension) => [
      ...new Set([...chosen.map((places) => places[dimension] ?? 0), ...(dimension === exchanged ? [target] : [])]),
    ])
  }
}

/** Combinations that hold somebody, as things stand. */
function presentIn(support: Support, current: readonly number[]): readonly (readonly number[])[] {
  return current.flatMap((value, inner) => (value > 0 ? [support.placesOf(inner)] : []))
}
