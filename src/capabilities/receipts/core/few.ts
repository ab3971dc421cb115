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

/**
 * The parts of a whole of which some months are told elsewhere: when what those months leave is few, the parts must not tell the whole, for the
 * whole less the told months would tell it. Then one part more is withheld, the smallest. `left`: what the untold months come to.
 */
export function withholdFewBeside(parts: readonly number[], left: number): readonly (number | undefined)[] {
  const shown = withholdFew(parts)
  if (!isFew(left) || shown.includes(undefined)) return shown
  const smallest = Math.min(...parts.filter((part) => part > 0))
  const at = parts.indexOf(smallest)
  return shown.map((part, index) => (index === at ? undefined : part))
}
