export type BarRow = {
  readonly label: string
  /** `null`: withheld. */
  readonly count: number | null
  /** Beside the number: a share and its interval, or why there is none. */
  readonly note?: string
  /** Nothing is known: neither zero nor withheld. Said in place of the number. */
  readonly missing?: string
  /** A share and the ends of its interval, 0 to 1: drawn as a dot on its line, beside the words of `note`. */
  readonly range?: { readonly low: number; readonly share: number; readonly high: number }
  /** A group of the rows above or below it. */
  readonly isGroup?: boolean
}
export type BarTableProps = {
  readonly caption: string
  readonly columns: { readonly label: string; readonly number: string; readonly note?: string }
  readonly rows: readonly BarRow[]
  /** Said in place of a withheld number. */
  readonly withheld: string
  readonly format: (count: number) => string
}

/** A plot that is its own table: each row has its bar, its number and its share. A withheld number is hatched over the whole width: it may be anything. What is missing has a dotted line and no bar. Shares are dots with their interval, on one scale for all rows. */
export function BarTable({ caption, columns, rows, withheld, format }: BarTableProps) {
  const most = Math.max(1, ...rows.filter(({ isGroup }) => !isGroup).map(({ count }) => count ?? 0))
  const widest = Math.max(0.01, ...rows.map(({ range }) => range?.high ?? 0))
  return (
    <table class="bar-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{columns.label}</th>
          <td aria-hidden="true" />
          <th scope="col" class="number">
            {columns.number}
          </th>
          {columns.note !== undefined && (
            <th scope="col" class="number">
              {columns.note}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, count, note, missing, range, isGroup }) => (
          <tr key={label} class={isGroup ? 'group' : undefined}>
            <th scope="row">{label}</th>
            <td class="bar" aria-hidden="true">
              {missing === undefined ? <Bar share={count === null ? undefined : Math.min(1, count / most)} /> : <NoBar />}
            </td>
            <td class="number">{missing !== undefined ? missing : count === null ? <span class="withheld">{withheld}</span> : format(count)}</td>
            {columns.note !== undefined && (
              <td class="number soft">
                {range && <Range {...range} widest={widest} />}
                {note}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function NoBar() {
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" class="bar-drawing">
      <line x1="0" y1="5" x2="100" y2="5" class="bar-missing" />
    </svg>
  )
}

/** `widest`: the share at the right edge. */
function Range({ low, share, high, widest }: { readonly low: number; readonly share: number; readonly high: number; readonly widest: number }) {
  const at = (value: number) => ((96 * value) / widest + 2).toFixed(1)
  return (
    <svg viewBox="0 0 100 10" class="bar-range" aria-hidden="true">
      <line x1={at(low)} y1="5" x2={at(high)} y2="5" class="bar-interval" />
      <circle cx={at(share)} cy="5" r="2.2" class="bar-dot" />
    </svg>
  )
}

/** `share`: 0 to 1; none when the number is withheld. */
function Bar({ share }: { readonly share: number | undefined }) {
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" class="bar-drawing">
      {share === undefined ? (
        Array.from({ length: 20 }, (_, index) => <path key={index} d={`M${index * 5} 10 l5 -10`} class="bar-hatch" />)
      ) : (
        <rect x="0" y="0" width={(100 * share).toFixed(1)} height="10" class="bar-full" />
      )}
    </svg>
  )
}
