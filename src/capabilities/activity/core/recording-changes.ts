import type { PublishedReport } from './published-report.ts'

export type RecordingChange = NonNullable<PublishedReport['changes']>[number]
export type MonthOfRecording = {
  readonly month: string
  readonly sources: readonly string[]
  /** Dimensions of which some fact of the month says something. */
  readonly recorded: ReadonlySet<string>
}

/**
 * Where the way of recording changed between one month and the next that has data (formats/disclosure.md, "changes of recording are
 * marked"). Months in order; `dimensions`: those that the report shows.
 */
export function recordingChanges(months: readonly MonthOfRecording[], dimensions: readonly string[]): readonly RecordingChange[] {
  return months.flatMap(({ month, sources, recorded }, index): readonly RecordingChange[] => {
    const before = months[index - 1]
    if (before === undefined) return []
    const isOther = [...sources].sort().join('\n') !== [...before.sources].sort().join('\n')
    const turned = dimensions.filter((dimension) => recorded.has(dimension) !== before.recorded.has(dimension))
    return [
      ...(isOther ? [{ month, kind: 'source' as const, sources: [...sources].sort() }] : []),
      ...turned.map((dimension) => ({ month, kind: recorded.has(dimension) ? ('begins' as const) : ('ends' as const), dimension })),
    ]
  })
}
