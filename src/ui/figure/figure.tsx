export type KeyFigureProps = { readonly value: string; readonly label: string; readonly source: string }

/** A number that people compare, with what it counts, its date and where it comes from. */
export function KeyFigure({ value, label, source }: KeyFigureProps) {
  return (
    <div class="key-figure">
      <p class="key-figure-value">{value}</p>
      <p class="key-figure-label">{label}</p>
      <p class="key-figure-source">{source}</p>
    </div>
  )
}
