/** Under so many, a number of a public table may point at somebody (shared/formats/disclosure.md, rule 1). */
export const FEWEST = 11

export function isFew(count: number): boolean {
  return count > 0 && count < FEWEST
}

/**
 * The parts of one number, those that are few withheld (`undefined`), and with them the next smallest until what is withheld comes to
 * `FEWEST` together, which one alone never does: less the others, the whole tells none of them.
 */
export function withholdFew(parts: readonly number[]): readonly (number | undefined)[] {
  const withheld = new Set(parts.flatMap((count, index) => (isFew(count) ? [index] : [])))
  if (withheld.size === 0) return parts
  const rest = parts.flatMap((count, index) => (count >= FEWEST ? [{ index, count }] : [])).sort((one, other) => one.count - other.count)
  const sum = () => [...withheld].reduce((all, index) => all + (parts[index] ?? 0), 0)
  while (rest.length > 0 && sum() < FEWEST) withheld.add(rest.shift()?.index ?? 0)
  return parts.map((count, index) => (withheld.has(index) ? undefined : count))
}
