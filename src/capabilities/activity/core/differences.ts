import type { PublishedCell, PublishedReport, PublishedTable } from './published-report.ts'

/** One number that two versions both have a place for; `null`: withheld there. */
export type Difference = {
  readonly table: string
  readonly labels: Readonly<Record<string, string>>
  readonly before: number | null
  readonly after: number | null
}

/** What a reader of both versions sees: numbers that changed, and those that one of them withholds. Computed from what is published alone. */
export function differencesBetween(before: PublishedReport, after: PublishedReport): readonly Difference[] {
  const then = new Map(before.tables.map((table) => [table.id, cellsByName(table)]))
  return after.tables.flatMap((table) =>
    [...cellsByName(table)].flatMap(([name, { labels, count }]): readonly Difference[] => {
      const old = then.get(table.id)?.get(name)
      return old === undefined || old.count === count ? [] : [{ table: table.id, labels, before: old.count, after: count }]
    }),
  )
}

/** Tables of one version that the other has not, or shows by other groups. */
export function tablesThatDiffer(before: PublishedReport, after: PublishedReport): readonly string[] {
  const shapeOf = (report: PublishedReport) => new Map(report.tables.map(({ id, names }) => [id, names.join()]))
  const [then, now] = [shapeOf(before), shapeOf(after)]
  return [...new Set([...then.keys(), ...now.keys()])].filter((id) => then.get(id) !== now.get(id))
}

function cellsByName({ cells }: PublishedTable): ReadonlyMap<string, PublishedCell> {
  return new Map(cells.map((cell) => [JSON.stringify(Object.entries(cell.labels).sort()), cell]))
}
