/** `receipts` undefined: too few to be shown. */
export type MonthCoverage = { readonly label: string; readonly receipts: number | undefined; readonly declared: number | undefined }
export type CoveragePlotProps = {
  readonly title: string
  readonly months: readonly MonthCoverage[]
  readonly words: { readonly notDeclared: string; readonly checks: string; readonly receipts: string; readonly few: string }
}

const [BAR, GAP, HEIGHT, TOP] = [58, 22, 190, 30]

/**
 * For each month, the checks that the unit declares as an outline, the receipts inside it, both numbers below. A month not
 * declared stays open, and says so: it is not zero.
 */
export function CoveragePlot({ title, months, words }: CoveragePlotProps) {
  const top = Math.max(1, ...months.map(({ receipts, declared }) => Math.max(receipts ?? 0, declared ?? 0)))
  const width = months.length * (BAR + GAP) + GAP
  return (
    <figure class="coverage-plot">
      <svg class="plot" viewBox={`0 0 ${width} ${HEIGHT + TOP + 62}`} role="img" aria-label={title}>
        {months.map((month, index) => (
          <Month key={month.label} month={month} few={words.few} x={GAP + index * (BAR + GAP)} scale={HEIGHT / top} />
        ))}
        <line x1={GAP / 2} x2={width - GAP / 2} y1={TOP + HEIGHT} y2={TOP + HEIGHT} class="plot-axis" />
      </svg>
      <figcaption>
        <ul class="plot-legend">
          <li>
            <span class="plot-key outline" aria-hidden="true" /> {words.checks}
          </li>
          <li>
            <span class="plot-key full" aria-hidden="true" /> {words.receipts}
          </li>
          <li>
            <span class="plot-key open" aria-hidden="true" /> {words.notDeclared}
          </li>
        </ul>
      </figcaption>
    </figure>
  )
}

/** `scale`: units of the drawing for one check. */
type MonthProps = { readonly month: MonthCoverage; readonly few: string; readonly x: number; readonly scale: number }

function Month({ month, few, x, scale }: MonthProps) {
  const { label, receipts, declared } = month
  const drawn = receipts ?? 0
  const base = TOP + HEIGHT
  const middle = x + BAR / 2
  const highest = declared === undefined ? HEIGHT : Math.max(drawn, declared) * scale
  return (
    <g>
      {declared === undefined ? (
        <rect x={x} y={base - HEIGHT} width={BAR} height={HEIGHT} class="plot-open" />
      ) : (
        <rect x={x} y={base - declared * scale} width={BAR} height={declared * scale} class="plot-outline" />
      )}
      <rect x={x + 5} y={base - drawn * scale} width={BAR - 10} height={drawn * scale} class="plot-bar" />
      <text x={middle} y={base - highest - 9} class="plot-value">
        {declared === undefined || receipts === undefined
          ? '?'
          : declared === 0
            ? '—'
            : `${Math.min(100, Math.round((100 * receipts) / declared))} %`}
      </text>
      <text x={middle} y={base + 24} class="plot-label">
        {label}
      </text>
      <text x={middle} y={base + 46} class="plot-count">
        {`${receipts ?? few} / ${declared ?? '?'}`}
      </text>
    </g>
  )
}
