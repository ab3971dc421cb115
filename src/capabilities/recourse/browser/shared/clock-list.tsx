import { formatCivilDate, formatInstant } from '../../../../foundation/format.ts'
import type { Language } from '../../../../foundation/wording.ts'
import type { Deadline } from '../../../../foundation/deadline.ts'
import type { Running } from '../../core/clocks.ts'
import type { VaultWording } from './word-refusal.ts'

type ClockListProps = {
  readonly clocks: readonly Running[]
  /** The last day of the case, once it has one. */
  readonly erasure?: Deadline | undefined
  readonly t: VaultWording
  readonly language: Language
}

/** Each date, and how it was computed. */
export function ClockList({ clocks, erasure, t, language }: ClockListProps) {
  return (
    <dl class="record">
      {clocks.map((running) => (
        <div key={running.clock}>
          <dt>
            {t(`clock-${running.clock}`)} {running.overdue && <span class="tag bad">{t('overdue')}</span>}
          </dt>
          <dd>
            <strong>{formatCivilDate(running.deadline.day, language)}</strong>
            <span class="sheet-source">{howOf(running, t, language)}</span>
          </dd>
        </div>
      ))}
      {erasure && (
        <div>
          <dt>{t('clock-erasure')}</dt>
          <dd>
            <strong>{formatCivilDate(erasure.day, language)}</strong>
            <span class="sheet-source">
              {countedOf(erasure, t, language)} {t('erasureWhy')}
            </span>
          </dd>
        </div>
      )}
    </dl>
  )
}

function howOf({ deadline, before, shifted }: Running, t: VaultWording, language: Language): string {
  const moved = before.map(
    ({ day, term, change }) =>
      ` ${t('howMoved', { author: change.author, before: formatCivilDate(day, language), was: t(`unit-${term.unit}`, { n: term.count }), reason: change.reason })}`,
  )
  return countedOf(deadline, t, language) + (shifted ? ` ${t('howShifted')}` : '') + moved.join('')
}

function countedOf({ term, from, rolledFrom }: Deadline, t: VaultWording, language: Language): string {
  const counted = t(`how-${term.unit}`, { n: term.count, from: formatInstant(from, language) })
  const rolled = rolledFrom === undefined ? '' : ` ${t('howRolled', { date: formatCivilDate(rolledFrom, language) })}`
  return counted + rolled
}
