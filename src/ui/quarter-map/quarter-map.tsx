import { Hatch, hatchId } from './hatch.tsx'

export type MapTile = {
  readonly name: string
  readonly column: number
  readonly row: number
  readonly value: string
  readonly weight: number
  readonly isHidden?: boolean
}
export type QuarterMapProps = { readonly title: string; readonly caption: string; readonly tiles: readonly MapTile[] }

const SIZE = 92

/** A schematic map: one tile a quarter, placed where it roughly lies. `weight`: 0 to 1, drawn as the depth of the colour, beside its number; hatched where the number is withheld (`isHidden`). Its list stands beside it. */
export function QuarterMap({ title, caption, tiles }: QuarterMapProps) {
  const width = SIZE * (1 + Math.max(0, ...tiles.map(({ column }) => column)))
  const height = SIZE * (1 + Math.max(0, ...tiles.map(({ row }) => row)))
  return (
    <figure class="quarter-map">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        <Hatch id={hatchId(title)} />
        {tiles.map(({ name, column, row, value, weight, isHidden }) => (
          <g key={name} transform={`translate(${column * SIZE} ${row * SIZE})`}>
            <rect x="2" y="2" width={SIZE - 4} height={SIZE - 4} rx="8" class="quarter-tile" />
            {isHidden ? (
              <rect x="2" y="2" width={SIZE - 4} height={SIZE - 4} rx="8" fill={`url(#${hatchId(title)})`} />
            ) : (
              <rect x="2" y="2" width={SIZE - 4} height={SIZE - 4} rx="8" class="quarter-fill" fill-opacity={(0.5 * weight).toFixed(2)} />
            )}
            {splitName(name).map((line, index) => (
              <text key={line} x={SIZE / 2} y={24 + 15 * index} class="quarter-name">
                {line}
              </text>
            ))}
            <text x={SIZE / 2} y={SIZE - 12} class="quarter-value">
              {value}
            </text>
          </g>
        ))}
      </svg>
      <figcaption class="soft">{caption}</figcaption>
    </figure>
  )
}

/** At most three lines of about twelve signs. */
function splitName(name: string): readonly string[] {
  return name
    .split(/(?<=[\s-])/)
    .reduce<readonly string[]>((lines, word) => {
      const last = lines.at(-1)
      return last !== undefined && last.length + word.length <= 12 ? [...lines.slice(0, -1), last + word] : [...lines, word]
    }, [])
    .slice(0, 3)
}
