import type { LinkedTables } from './linked-tables.ts'

/** Officers who acted in each finest combination that holds a record, under any name that tells them apart. `undefined`: not known. */
export type Crews = (inner: number) => readonly string[] | undefined
export type OfficerRule = {
  readonly crews: Crews
  /** Numbers of fewer officers than this are sensitive: they tell of each of them (formats/disclosure.md, rule 3). */
  readonly fewest: number
  /** The threshold of persons: how high an attacker must believe that a withheld number may be. */
  readonly threshold: number
}

/** The officer side: a number that fewer than three officers made is theirs. What nobody knows of is no reason to withhold. */
export function withOfficerRule(tables: LinkedTables, { crews, fewest, threshold }: OfficerRule): LinkedTables {
  const isOfFew = (members: Int32Array) => {
    const seen = new Set<string>()
    for (const member of members) {
      if ((tables.inner[member] ?? 0) === 0) continue
      const crew = crews(member)
      if (crew === undefined) return false
      for (const officer of crew) seen.add(officer)
      if (seen.size >= fewest) return false
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
