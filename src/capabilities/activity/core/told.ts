import type { Variant } from './report-lattice.ts'

/** A table as one release tells it: of one time (`2026-10`, `2026-t4`, `2026`), or of each when the time is one of its names. */
export type ToldTable = { readonly names: Variant; readonly at?: string }

/** One number of a release. Labels by dimension; one that is absent is the whole. */
export type ToldCell = { readonly labels: Readonly<Record<string, string>>; readonly value: number; readonly withheld: boolean }
export type EarlierRelease = {
  readonly name: string
  readonly months: readonly string[]
  readonly tables: readonly ToldTable[]
  readonly cells: readonly ToldCell[]
}
