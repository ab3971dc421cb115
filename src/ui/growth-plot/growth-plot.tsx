export type GrowthDay = { readonly label: string; readonly count: number }
export type GrowthPlotProps = { readonly title: string; readonly days: readonly GrowthDay[] }

const [BAR, GAP, HEIGHT, TOP] = [9, 3, 130, 26]

/** A bar a day; the highest carries its number, the first and the last their day. A day without any stays empty. */
export function GrowthPlot({ title, days }: GrowthPlotProps) {
  const most = Math.max(1, ...days.map(({ count }) => count))
  const highest = days.findIndex(({ count }) => count === most)
  const width = Math.max(30, days.length) * (BAR + GAP) + GAP
  return (
    <svg class="plot growth-plot" viewBox={`0 0 ${width} ${HEIGHT + TOP + 34}`} role="img" aria-label={title}>
      {days.map(({ label, count }, index) => {
        const [x, height] = [GAP + index * (BAR + GAP), (count * HEIGHT) / most]
        const edge = index === 0 ? 'start' : index === days.length - 1 && index > 4 ? 'end' : undefined
        return (
          <g key={label}>
            <rect x={x} y={TOP + HEIGHT - height} width={BAR} height={height} class="plot-bar" />
            {index === highest && (
              <text x={Math.max(30, Math.min(width - 30, x + BAR / 2))} y={TOP + HEIGHT - height - 8} class="plot-value">
                {count}
              </text>
            )}
            {edge && (
              <text x={edge === 'start' ? x : x + BAR} y={TOP + HEIGHT + 24} class={`plot-label growth-${edge}`}>
                {label}
              </text>
            )}
          </g>
        )
      })}
      <line x1={GAP / 2} x2={width - GAP / 2} y1={TOP + HEIGHT} y2={TOP + HEIGHT} class="plot-axis" />
    </svg>
  )
}
