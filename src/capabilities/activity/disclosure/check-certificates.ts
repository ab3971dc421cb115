import type { LinkedTables, Pattern } from './linked-tables.ts'
import type { Certificate, Witness } from './witness.ts'

/*
 * The independent checker: whole-number sums alone, no solver. It trusts nothing of the search; it reads the tables, the pattern and the
 * certificates, and says of each primary whether two whole-number tables that agree with all that is published leave it uncertain.
 */
export type Flaw =
  | { readonly kind: 'no-certificate'; readonly cell: number }
  | { readonly kind: 'not-whole'; readonly witness: number }
  | { readonly kind: 'negative'; readonly witness: number; readonly inner: number }
  | { readonly kind: 'contradicts'; readonly witness: number; readonly cell: number }
  | { readonly kind: 'too-narrow'; readonly cell: number; readonly low: number; readonly high: number }
  | { readonly kind: 'published'; readonly cell: number }
  /** Whoever is in this combination knows more of the cell than they may. */
  | { readonly kind: 'known-within'; readonly cell: number; readonly inner: number }

export type Claim = {
  readonly tables: LinkedTables
  readonly withheld: Pattern
  readonly witnesses: readonly Witness[]
  readonly certificates: readonly Certificate[]
  /** Each person counted may be the attacker, and knows their own record. */
  readonly insider?: boolean
}

/** No flaw: every primary is withheld, and certified. */
export function checkCertificates({ tables, withheld, witnesses, certificates, insider = false }: Claim): readonly Flaw[] {
  const flaws: Flaw[] = []
  const changes = witnesses.map((witness) => changeOfCells(tables, witness))
  for (const [index, witness] of witnesses.entries()) flaws.push(...flawsOfWitness(tables, index, witness))
  for (const [index, change] of changes.entries()) {
    for (const cell of change.keys()) if (!withheld[cell] && change[cell] !== 0) flaws.push({ kind: 'contradicts', witness: index, cell })
  }
  const byCell = new Map(certificates.map((certificate) => [certificate.cell, certificate]))
  for (const [cell, { value, protection }] of tables.cells.entries()) {
    if (!protection) continue
    if (!withheld[cell]) flaws.push({ kind: 'published', cell })
    const certificate = byCell.get(cell)
    if (certificate === undefined) flaws.push({ kind: 'no-certificate', cell })
    else {
      const low = value + valueIn(changes, certificate.low, cell)
      const high = value + valueIn(changes, certificate.high, cell)
      if (!(low <= protection.least && high >= protection.most)) flaws.push({ kind: 'too-narrow', cell, low, high })
      if (insider) flaws.push(...flawsFromWithin(tables, { witnesses, changes, certificate }))
    }
  }
  return flaws
}

/** −1 is the truth itself; an index that is not there is no table at all. */
function valueIn(changes: readonly Float64Array[], witness: number, cell: number): number {
  return witness === -1 ? 0 : (changes[witness]?.[cell] ?? Number.NaN)
}

type Within = { readonly witnesses: readonly Witness[]; readonly changes: readonly Float64Array[]; readonly certificate: Certificate }

/** Records that a first witness leaves no room for: one of the further ones must keep each of them, and still go far enough. */
function flawsFromWithin({ inner, cells }: LinkedTables, { witnesses, changes, certificate }: Within): readonly Flaw[] {
  const { cell, low, high, lows = [], highs = [] } = certificate
  const { value = 0, protection, members } = cells[cell] ?? {}
  if (protection === undefined) return []
  const emptied = (witness: number) =>
    (witnesses[witness] ?? []).filter(([place, change]) => (inner[place] ?? 0) > 0 && (inner[place] ?? 0) + change === 0)
  const keeps = (witness: number, place: number) => (inner[place] ?? 0) + ((witnesses[witness] ?? []).find(([one]) => one === place)?.[1] ?? 0) > 0
  const lowest = (place: number) => (members?.includes(place) === true ? Math.max(1, protection.least) : protection.least)
  const isLow = (witness: number, place: number) => value + valueIn(changes, witness, cell) <= lowest(place)
  const isHigh = (witness: number) => value + valueIn(changes, witness, cell) >= protection.most
  // The truth itself keeps everyone.
  const known = [
    ...emptied(low).filter(([place]) => ![-1, ...lows].some((witness) => keeps(witness, place) && isLow(witness, place))),
    ...emptied(high).filter(([place]) => ![-1, ...highs].some((witness) => keeps(witness, place) && isHigh(witness))),
  ]
  return known.map(([place]) => ({ kind: 'known-within', cell, inner: place }))
}

function flawsOfWitness({ inner }: LinkedTables, index: number, witness: Witness): readonly Flaw[] {
  const seen = new Set<number>()
  return witness.flatMap(([place, change]): readonly Flaw[] => {
    const value = (inner[place] ?? Number.NaN) + change
    if (!Number.isSafeInteger(value) || seen.has(place)) return [{ kind: 'not-whole', witness: index }]
    seen.add(place)
    return value < 0 ? [{ kind: 'negative', witness: index, inner: place }] : []
  })
}

function changeOfCells({ inner, cells }: LinkedTables, witness: Witness): Float64Array {
  const changed = new Float64Array(inner.length)
  for (const [place, change] of witness) changed[place] = change
  return Float64Array.from(cells, ({ members }) => members.reduce((sum, member) => sum + (changed[member] ?? 0), 0))
}
