import { formatNumber } from '../../../foundation/format.ts'
import { wording, type Language } from '../../../foundation/wording.ts'
import { BarTable } from '../../../ui/bar-table/bar-table.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { ALLEGATIONS, FINDINGS, REFERENCES } from '../core/case-state.ts'
import { DELAYS, OUTCOMES, type Tally, type TallyTable } from '../core/tally.ts'
import { RECOURSE_WORDS } from '../messages/recourse-words.ts'
import { TALLY_WORDS } from '../messages/tally-words.ts'
import { VAULT_WORDS } from '../messages/vault-words.ts'

type TallyTablesProps = { readonly tally: Tally; readonly language: Language }

/** One quarter: for the members who sign it and for whoever reads it. */
export function TallyTables({ tally, language }: TallyTablesProps) {
  const t = wording(TALLY_WORDS, language)
  const columns = { label: t('row'), number: t('number') }
  return (
    <div class="stack-wide">
      <p>{t('filed', { n: tally.filed })}</p>
      {tally.unreadable > 0 && <Notice tone="bad" title={t('unreadable', { n: tally.unreadable })} />}
      {tally.aside > 0 && <Notice tone="soon" title={t('aside', { n: tally.aside })} />}
      {tablesOf(tally, language).map(({ table, rows }) => (
        <BarTable
          key={table}
          caption={t(table)}
          columns={columns}
          rows={rows}
          withheld={t('withheld')}
          format={(count) => formatNumber(count, language)}
        />
      ))}
    </div>
  )
}

function tablesOf(tally: Tally, language: Language) {
  const [r, v, t] = [wording(RECOURSE_WORDS, language), wording(VAULT_WORDS, language), wording(TALLY_WORDS, language)]
  const rowsOf = <Row extends string>(
    table: TallyTable,
    rows: readonly Row[],
    { cells, label }: { readonly cells: Readonly<Record<Row, number | null>>; readonly label: (row: Row) => string },
  ) => ({
    table,
    rows: rows.map((row) => ({ label: label(row), count: cells[row] })),
  })
  const pace = (row: (typeof DELAYS)[number]) => t(`pace-${row}`)
  return [
    rowsOf('allegations', ALLEGATIONS, { cells: tally.allegations, label: (row) => r(`what-${row}`) }),
    rowsOf('findings', FINDINGS, { cells: tally.findings, label: (row) => v(`finding-${row}`) }),
    rowsOf('outcomes', OUTCOMES, { cells: tally.outcomes, label: (row) => v(`state-${row}`) }),
    rowsOf('contact', DELAYS, { cells: tally.contact, label: pace }),
    rowsOf('inquiry', DELAYS, { cells: tally.inquiry, label: pace }),
    rowsOf('references', REFERENCES, { cells: tally.references, label: (row) => t(`to-${row}`) }),
  ]
}
