export type BarRow = {
  readonly label: string
  /** `null`: withheld. */
  readonly count: number | null
  /** Beside the number: a share and its interval, or why there is none. */
  readonly note?: string
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

/** A plot that is its own table: each row has its bar, its number and its share. A withheld number is hatched over the whole width: it may be anything. */
export function BarTable({ caption, columns, rows, withheld, format }: BarTableProps) {
  const most = Math.max(1, ...rows.filter(({ isGroup }) => !isGroup).map(({ count }) => count ?? 0))
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
        {rows.map(({ label, count, note, isGroup }) => (
          <tr key={label} class={isGroup ? 'group' : undefined}>
            <th scope="row">{label}</th>
            <td class="bar" aria-hidden="true">
              <Bar share={count === null ? undefined : Math.min(1, count / most)} />
            </td>
            <td class="number">{count === null ? <span class="withheld">{withheld}</span> : format(count)}</td>
            {columns.note !== undefined && <td class="number soft">{note}</td>}
          </tr>
        ))}
      </tbody>
    </table>
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
