/** Drawn over what is withheld: it may be anything, and zero least of all. `id`: of this drawing alone in its page. */
export function Hatch({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={id} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line x1="0" y1="0" x2="0" y2="7" class="quarter-hatch" />
      </pattern>
    </defs>
  )
}

/** Of a figure by its title. */
export function hatchId(title: string): string {
  return `hatch-${[...title].reduce((sum, sign) => (31 * sum + (sign.codePointAt(0) ?? 0)) % 1_000_003, 7)}`
}
