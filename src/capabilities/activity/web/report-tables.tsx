import { formatNumber, formatShare } from '../../../foundation/format.ts'
import { wording, type Language } from '../../../foundation/wording.ts'
import { BarTable, type BarRow } from '../../../ui/bar-table/bar-table.tsx'
import type { Quarter } from '../../city/index.ts'
import { QuarterOutlines, type Outline } from '../../../ui/quarter-map/quarter-outlines.tsx'
import { QuarterMap } from '../../../ui/quarter-map/quarter-map.tsx'
import { Table } from '../../../ui/table/table.tsx'
import { dimensionOf } from '../core/report-lattice.ts'
import { isDrawn } from '../core/report-definition.ts'
import type { PublishedReport, PublishedTable } from '../core/published-report.ts'
import { isTooFew, wilson } from '../core/statistics.ts'
import { gridOf, type Grid, type GridRow } from '../core/table-grid.ts'
import type { Words } from '../messages/activity-words.ts'
import { REPORT_WORDS, tableTitle } from '../messages/report-words.ts'

/** A quarter of the schematic map. */
type Tile = { readonly code: string; readonly name: string; readonly column: number; readonly row: number }
type Shape = { readonly code: string; readonly name: string; readonly rings: Outline['rings'] }
/** What the city knows of where its quarters are: their outlines, or tiles on a schematic map. */
type Places = { readonly tiles: readonly Tile[]; readonly shapes: readonly Shape[]; readonly source: string }

const NOWHERE: Places = { tiles: [], shapes: [], source: '' }

export function placesOf(quarters: readonly Quarter[]): Places {
  return {
    tiles: quarters.flatMap(({ quarter, name, tile }) => (tile ? [{ code: String(quarter), name, column: tile[0] ?? 0, row: tile[1] ?? 0 }] : [])),
    shapes: quarters.flatMap(({ quarter, name, rings }) => (rings.length > 0 ? [{ code: String(quarter), name, rings }] : [])),
    source: quarters[0]?.source ?? '',
  }
}

export type TableProps = {
  readonly t: Words
  readonly report: PublishedReport
  readonly table: PublishedTable
  readonly language: Language
  readonly places?: Places
}

export function TableSection({ t, report, table, language, places = NOWHERE }: TableProps) {
  const words = wording(REPORT_WORDS, language)
  const grid = gridOf(report, table, { language, whole: words('whole') })
  const isMapped = isDrawn(report, 'map') && table.names[0] === 'quarter' && table.names.length === 1
  return (
    <section class="stack" id={table.id}>
      <h2>{tableTitle(table.id, language)}</h2>
      {isMapped && (
        <PlacesMap
          t={t}
          report={report}
          grid={grid}
          places={places}
          words={{ withheld: words('withheldShort'), title: tableTitle(table.id, language) }}
        />
      )}
      {table.names.length === 1 && isDrawn(report, 'bars') ? (
        <OneWay t={t} table={table} grid={grid} language={language} />
      ) : (
        <TwoWay t={t} table={table} grid={grid} language={language} />
      )}
    </section>
  )
}

type GridProps = { readonly t: Words; readonly table: PublishedTable; readonly grid: Grid; readonly language: Language }

function OneWay({ t, table, grid, language }: GridProps) {
  const words = wording(REPORT_WORDS, language)
  const whole = grid.rows.at(-1)?.counts[0] ?? null
  const finest = table.names[0] ?? ''
  const isGroup = (row: GridRow) => isGroupIn(row, finest)
  const hasGroups = grid.rows.some(isGroup)
  const rows = SORTED.some((name) => name === finest) ? bySize(grid.rows, finest) : grid.rows
  return (
    <>
      <BarTable
        caption={hasGroups ? t('groupedRows') : ''}
        columns={{ label: tableTitle(table.id, language), number: t('number'), note: t('share') }}
        withheld={words('withheldShort')}
        format={(count) => formatNumber(count, language)}
        rows={rows.map((row) => ({
          label: row.isChanged ? `◆ ${row.label}` : row.label,
          count: row.counts[0] ?? null,
          isGroup: isGroup(row) || row.code === '',
          ...(row.isGap && { missing: words('noData') }),
          ...(row.code !== '' && shareIn(t, { part: row.counts[0] ?? null, whole }, language)),
        }))}
      />
    </>
  )
}

/** Read from the largest to the smallest; times and ages keep their order. */
const SORTED = ['quarter', 'sector', 'ground', 'motive', 'result', 'follow_up'] as const

/** Above the rows of the table’s own level; what was not recorded stands beside them at each. */
function isGroupIn({ code, level }: GridRow, finest: string): boolean {
  return level !== '' && level !== finest && code !== 'nr'
}

/** The whole stays last, groups after their rows; what is withheld, and what was not recorded, after the numbers. */
function bySize(rows: readonly GridRow[], finest: string): readonly GridRow[] {
  const size = ({ code, counts: [count] }: GridRow) => (code === 'nr' ? -2 : (count ?? -1))
  const rank = (row: GridRow) => (row.code === '' ? 2 : isGroupIn(row, finest) ? 1 : 0)
  return [...rows].sort((left, right) => rank(left) - rank(right) || size(right) - size(left))
}

type Part = { readonly part: number | null; readonly whole: number | null }

/** Of two published numbers, with its interval; too few say so, and have none. */
function shareIn(t: Words, { part, whole }: Part, language: Language): Pick<BarRow, 'note' | 'range'> {
  if (part === null || whole === null || whole === 0) return {}
  const range = wilson(part, whole)
  if (isTooFew(whole, range)) return { note: t('tooFew') }
  return { range, note: `${formatShare(range.share, language)} [${formatShare(range.low, language)} ; ${formatShare(range.high, language)}]` }
}

function TwoWay({ t, table, grid, language }: GridProps) {
  const words = wording(REPORT_WORDS, language)
  const show = (count: number | null | undefined) => {
    if (count === undefined) return ''
    return count === null ? <span class="withheld">{words('withheldShort')}</span> : formatNumber(count, language)
  }
  return (
    <Table
      caption={tableTitle(table.id, language)}
      columns={[{ label: nameOf(table, language) }, ...grid.columns.map((label) => ({ label, number: true }))]}
      rows={grid.rows.map(({ label, counts, isGap, isChanged }) => [
        isChanged ? `◆ ${label}` : label,
        ...counts.map((count) => (isGap ? words('noData') : show(count))),
      ])}
      empty={t('noRow')}
    />
  )
}

function nameOf(table: PublishedTable, language: Language): string {
  return tableTitle(dimensionOf(table.names[0] ?? ''), language)
}

type MapProps = {
  readonly t: Words
  readonly report: PublishedReport
  readonly grid: Grid
  readonly places: Places
  readonly words: { readonly withheld: string; readonly title: string }
}

function PlacesMap({ t, report, grid, places: { tiles, shapes, source }, words }: MapProps) {
  const counts = new Map(grid.rows.map(({ code, counts: [count] }) => [code, count]))
  const joined = new Set(report.joined?.flatMap(({ places }) => places.map(({ code }) => code)))
  const most = Math.max(1, ...[...tiles, ...shapes].map(({ code }) => counts.get(code) ?? 0))
  const valueOf = (code: string) => {
    const count = counts.get(code)
    if (joined.has(code)) return t('joinedShort')
    return count === null ? words.withheld : count === undefined ? '—' : String(count)
  }
  const told = ({ code, name }: { readonly code: string; readonly name: string }) => ({
    name,
    value: valueOf(code),
    weight: (counts.get(code) ?? 0) / most,
    isHidden: counts.get(code) === null || joined.has(code),
  })
  if (shapes.length > 0)
    return (
      <QuarterOutlines
        title={words.title}
        caption={t('outlineCaption', { source })}
        outlines={shapes.map((shape) => ({ ...told(shape), rings: shape.rings }))}
      />
    )
  if (tiles.length === 0) return null
  return (
    <QuarterMap title={words.title} caption={t('mapCaption')} tiles={tiles.map((tile) => ({ ...told(tile), column: tile.column, row: tile.row }))} />
  )
}
