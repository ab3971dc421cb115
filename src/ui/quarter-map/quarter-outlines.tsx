import { Hatch, hatchId } from './hatch.tsx'

export type Outline = {
  readonly name: string
  readonly rings: readonly (readonly (readonly [number, number])[])[]
  readonly value: string
  readonly weight: number
  /** The number is withheld: hatched. */
  readonly isHidden?: boolean
}
export type QuarterOutlinesProps = { readonly title: string; readonly caption: string; readonly outlines: readonly Outline[] }

const WIDTH = 560

/** The outlines that the city imported, WGS 84, drawn with the parallel of their middle kept true. Its list stands beside it. */
export function QuarterOutlines({ title, caption, outlines }: QuarterOutlinesProps) {
  const points = outlines.flatMap(({ rings }) => rings.flat())
  const [west, east] = bounds(points.map(([longitude]) => longitude))
  const [south, north] = bounds(points.map(([, latitude]) => latitude))
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = WIDTH / Math.max(1e-9, (east - west) * shrink)
  const height = Math.max(1, (north - south) * scale)
  const place = ([longitude, latitude]: readonly [number, number]) =>
    [Math.round((longitude - west) * shrink * scale * 10) / 10, Math.round((north - latitude) * scale * 10) / 10] as const
  return (
    <figure class="quarter-map">
      <svg viewBox={`-4 -4 ${WIDTH + 8} ${Math.ceil(height) + 8}`} role="img" aria-label={title}>
        <Hatch id={hatchId(title)} />
        {outlines.map(({ name, rings, weight, isHidden }) => {
          const path = rings.map((ring) => pathOf(ring.map(place))).join('')
          return isHidden ? (
            <path key={name} d={path} class="quarter-border" fill={`url(#${hatchId(title)})`} />
          ) : (
            <path key={name} d={path} class="quarter-outline" fill-opacity={(0.08 + 0.5 * weight).toFixed(2)} />
          )
        })}
        {outlines.map(({ name, rings, value }) => {
          const [x, y] = middleOf((rings[0] ?? []).map(place))
          return (
            <g key={name}>
              <text x={x} y={y - 6} class="quarter-name">
                {name}
              </text>
              <text x={x} y={y + 14} class="quarter-value">
                {value}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption class="soft">{caption}</figcaption>
    </figure>
  )
}

function bounds(values: readonly number[]): readonly [number, number] {
  return values.reduce<readonly [number, number]>(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity])
}

/** Points nearer than half a pixel to the last one drawn are left out: a cadastre has thousands. */
function pathOf(points: readonly (readonly [number, number])[]): string {
  const kept: (readonly [number, number])[] = []
  for (const point of points) {
    const last = kept.at(-1)
    if (last === undefined || Math.hypot(last[0] - point[0], last[1] - point[1]) >= 0.5) kept.push(point)
  }
  return `M${kept.map(([x, y]) => `${x} ${y}`).join('L')}Z`
}

function middleOf(points: readonly (readonly [number, number])[]): readonly [number, number] {
  const [left, right] = bounds(points.map(([x]) => x))
  const [top, bottom] = bounds(points.map(([, y]) => y))
  return [(left + right) / 2, (top + bottom) / 2]
}
