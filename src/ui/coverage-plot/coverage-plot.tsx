export type MonthCoverage = { readonly label: string; readonly receipts: number; readonly declared: number | undefined }
export type CoveragePlotProps = {
  readonly title: string
  readonly months: readonly MonthCoverage[]
  readonly words: { readonly notDeclared: string; readonly checks: string; readonly receipts: string }
}

const [BAR, GAP, HEIGHT, TOP] = [50, 14, 170, 26]

/** For each month, the checks that the unit declares as an outline, the receipts inside it. A month not declared stays open, and says so. */
export function CoveragePlot({ title, months, words }: CoveragePlotProps) {
  const top = Math.max(1, ...months.map(({ receipts, declared }) => Math.max(receipts, declared ?? 0)))
  const scale = (count: number) => (count / top) * HEIGHT
  const width = months.length * (BAR + GAP) + GAP
  return (
    <svg class="plot" viewBox={`0 0 ${width} ${HEIGHT + TOP + 44}`} role="img" aria-label={title}>
      <line x1="0" x2={width} y1={TOP + HEIGHT} y2={TOP + HEIGHT} class="plot-axis" />
      {months.map(({ label, receipts, declared }, index) => {
        const x = GAP + index * (BAR + GAP)
        const base = TOP + HEIGHT
        return (
          <g key={label}>
            {declared === undefined ? (
              <rect x={x} y={base - HEIGHT} width={BAR} height={HEIGHT} class="plot-open" />
            ) : (
              <rect x={x} y={base - scale(declared)} width={BAR} height={scale(declared)} class="plot-outline" />
            )}
            <rect x={x} y={base - scale(receipts)} width={BAR} height={scale(receipts)} class="plot-bar" />
            <text x={x + BAR / 2} y={base - scale(Math.max(receipts, declared ?? 0)) - 7} class="plot-value">
              {declared === undefined ? words.notDeclared : declared === 0 ? '—' : `${Math.min(100, Math.round((100 * receipts) / declared))} %`}
            </text>
            <text x={x + BAR / 2} y={base + 22} class="plot-label">
              {label}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
