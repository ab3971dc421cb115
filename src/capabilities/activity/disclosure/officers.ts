import type { LinkedTables } from './linked-tables.ts'

/**
 * Officers who acted in one finest combination that holds a record, each as `within/name`: names tell officers apart within one time or file,
 * and not from one to the next. `undefined`: not known.
 */
export type Crews = (inner: number) => readonly string[] | undefined
export type OfficerRule = {
  readonly crews: Crews
  /** Numbers of fewer officers than this are sensitive: they tell of each of them (formats/disclosure.md, rule 3). */
  readonly fewest: number
  /** The threshold of persons: how high an attacker must believe that a withheld number may be. */
  readonly threshold: number
}

/** The officer side: a number that fewer than three officers made is theirs. Where a source does not say who acted, there is nothing to count. */
export function withOfficerRule(tables: LinkedTables, { crews, fewest, threshold }: OfficerRule): LinkedTables {
  const isOfFew = (members: Int32Array) => {
    const seen = new Map<string, Set<string>>()
    for (const member of members) {
      if ((tables.inner[member] ?? 0) === 0) continue
      const crew = crews(member)
      if (crew === undefined) return false
      for (const officer of crew) {
        const within = officer.slice(0, officer.indexOf('/'))
        const own = seen.get(within) ?? new Set()
        seen.set(within, own.add(officer))
        if (own.size >= fewest) return false
      }
    }
    return true
  }
  return {
    ...tables,
    cells: tables.cells.map((cell) => {
      if (cell.value === 0 || cell.protection !== undefined || !isOfFew(cell.members)) return cell
      return { ...cell, protection: { least: 0, most: threshold } }
    }),
  }
}
