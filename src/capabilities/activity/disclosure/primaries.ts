import type { LinkedTables } from './linked-tables.ts'

/**
 * Counts of persons from 1 to `threshold` − 1 are sensitive: an attacker must be left with a table in which the cell is 0 and one in
 * which it reaches the threshold. 5 by default; 11 for complaints, minors, or where persons cannot be counted (formats/disclosure.md).
 */
export function withSmallCounts(tables: LinkedTables, threshold: number): LinkedTables {
  const isSmall = (value: number) => value > 0 && value < threshold
  return { ...tables, cells: tables.cells.map((cell) => (isSmall(cell.value) ? { ...cell, protection: { least: 0, most: threshold } } : cell)) }
}
