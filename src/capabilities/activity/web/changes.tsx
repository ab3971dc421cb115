import { formatNumber } from '../../../foundation/format.ts'
import { wording, type Language } from '../../../foundation/wording.ts'
import { Table } from '../../../ui/table/table.tsx'
import { differencesBetween, tablesThatDiffer, type Difference } from '../core/differences.ts'
import type { PublishedReport } from '../core/published-report.ts'
import type { Words } from '../messages/activity-words.ts'
import { REPORT_WORDS, tableTitle } from '../messages/report-words.ts'

type ChangesProps = { readonly t: Words; readonly before: PublishedReport; readonly after: PublishedReport; readonly language: Language }

/** A correction beside what it corrects. */
export function Changes({ t, before, after, language }: ChangesProps) {
  const words = wording(REPORT_WORDS, language)
  const differences = differencesBetween(before, after)
  const shapes = tablesThatDiffer(before, after)
  const show = (count: number | null) => (count === null ? <span class="withheld">{words('withheldShort')}</span> : formatNumber(count, language))
  return (
    <section class="stack" id="corrections">
      <h2>{t('changed', { n: before.version })}</h2>
      {after.why !== undefined && <p>{words('why', { why: after.why })}</p>}
      <Table
        caption={t('changed', { n: before.version })}
        columns={[
          { label: t('table') },
          { label: t('rowColumn') },
          { label: words('version', { n: before.version }), number: true },
          { label: words('version', { n: after.version }), number: true },
        ]}
        rows={differences.map((difference) => [
          tableTitle(difference.table, language),
          placeOf(difference, { before, after, language, whole: words('whole') }),
          show(difference.before),
          show(difference.after),
        ])}
        empty={t('sameNumbers')}
      />
      {shapes.length > 0 && (
        <>
          <p>{t('otherTables')}</p>
          <ul>
            {shapes.map((id) => (
              <li key={id}>{tableTitle(id, language)}</li>
            ))}
          </ul>
        </>
      )}
      <p class="soft">{t('changedMore')}</p>
    </section>
  )
}

type Worder = { readonly before: PublishedReport; readonly after: PublishedReport; readonly language: Language; readonly whole: string }

function placeOf({ labels }: Difference, { before, after, language, whole }: Worder): string {
  const words = Object.entries(labels).map(([name, code]) => {
    const members = [...after.dimensions, ...before.dimensions]
      .filter((dimension) => dimension.name === name)
      .flatMap((dimension) => dimension.members)
    return members.find((member) => member.code === code)?.label[language] ?? code
  })
  return words.length === 0 ? whole : words.join(' × ')
}
