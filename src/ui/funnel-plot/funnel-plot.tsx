export type FunnelDot = { readonly label: string; readonly whole: number; readonly share: number; readonly isUnusual: boolean }
export type FunnelPlotProps = {
  readonly title: string
  readonly mean: number
  readonly dots: readonly FunnelDot[]
  /** Half widths of the inner and the outer funnel at a size. */
  readonly widths: (whole: number) => readonly [inner: number, outer: number]
  readonly words: { readonly across: string; readonly up: string }
  readonly format: { readonly share: (share: number) => string; readonly count: (count: number) => string }
}

const [WIDTH, HEIGHT, LEFT, TOP, FOOT] = [560, 320, 62, 36, 52]
const STEPS = 40

/** Shares against sizes: the smaller a place, the wider the funnel that chance alone fills. What lies outside carries its name. */
export function FunnelPlot({ title, mean, dots, widths, words, format }: FunnelPlotProps) {
  const most = Math.max(...dots.map(({ whole }) => whole)) * 1.05
  const least = Math.min(...dots.map(({ whole }) => whole)) * 0.9
  const reach = Math.max(...dots.map(({ share }) => Math.abs(share - mean)), widths(least)[1]) * 1.08
  const [low, high] = [Math.max(0, mean - reach), Math.min(1, mean + reach)]
  const x = (whole: number) => LEFT + ((whole - least) / (most - least || 1)) * (WIDTH - LEFT - 10)
  const y = (share: number) => TOP + ((high - Math.min(high, Math.max(low, share))) / (high - low || 1)) * (HEIGHT - TOP - FOOT)
  const sizes = Array.from({ length: STEPS + 1 }, (_, step) => least + ((most - least) * step) / STEPS)
  const curve = (at: 0 | 1, side: 1 | -1) =>
    sizes.map((size, index) => `${index === 0 ? 'M' : 'L'}${x(size).toFixed(1)} ${y(mean + side * widths(size)[at]).toFixed(1)}`).join(' ')
  return (
    <svg class="plot funnel-plot" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
      {([0, 1] as const).map((at) =>
        ([1, -1] as const).map((side) => <path key={`${at}${side}`} d={curve(at, side)} class={at === 0 ? 'funnel-inner' : 'funnel-outer'} />),
      )}
      <line x1={LEFT} x2={WIDTH - 10} y1={y(mean)} y2={y(mean)} class="funnel-mean" />
      {[low, mean, high].map((share) => (
        <text key={share} x={LEFT - 8} y={y(share) + 5} class="plot-label funnel-share">
          {format.share(share)}
        </text>
      ))}
      <line x1={LEFT} x2={WIDTH - 10} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} class="plot-axis" />
      {[least / 0.9, most / 1.05].map((whole) => (
        <text key={whole} x={x(whole)} y={HEIGHT - FOOT + 20} class="plot-label">
          {format.count(Math.round(whole))}
        </text>
      ))}
      <text x={(WIDTH + LEFT) / 2} y={HEIGHT - 10} class="plot-label">
        {words.across}
      </text>
      {dots.map(({ label, whole, share, isUnusual }) => (
        <g key={label}>
          <title>{`${label} : ${words.up} ${format.share(share)}, ${format.count(whole)}`}</title>
          {isUnusual ? (
            <path d={`M${x(whole)} ${y(share) - 8} l8 8 l-8 8 l-8 -8 z`} class="funnel-unusual" />
          ) : (
            <circle cx={x(whole)} cy={y(share)} r="5" class="funnel-dot" />
          )}
          {isUnusual && (
            <text x={x(whole)} y={y(share) - 12} class="plot-value">
              {label}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}
