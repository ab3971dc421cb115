import type { Period } from '../core/report.ts'
import type { EarlierRelease } from '../core/told.ts'

/** Every release that shares a month with this period, or with one that does, and so on; in the order given. */
export function linkedReleases<Release extends EarlierRelease>(
  { months: own }: Pick<Period, 'months'>,
  earlier: readonly Release[],
): readonly Release[] {
  const months = new Set(own)
  const names = new Set<string>()
  for (let grown = true; grown;) {
    grown = false
    for (const release of earlier) {
      if (names.has(release.name) || !release.months.some((month) => months.has(month))) continue
      names.add(release.name)
      for (const month of release.months) months.add(month)
      grown = true
    }
  }
  return earlier.filter(({ name }) => names.has(name))
}
