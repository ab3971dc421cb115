import { formatCivilDate, formatNumber, formatShare } from '../../../foundation/format.ts'
import type { Language } from '../../../foundation/wording.ts'
import type { Indicator } from '../../../platform/services.ts'
import type { Tone } from '../../../ui/notice/notice.tsx'
import type { Commitment } from '../core/publication.ts'
import type { State } from '../core/state.ts'
import type { Words } from '../messages/commitment-words.ts'

/** One word for where a commitment stands: what was found, or that it is late. */
export function standingOf({ word, due }: State, t: Words): { readonly tone: Tone; readonly word: string } {
  if (word === 'kept') return { tone: 'good', word: t('state-kept') }
  if (word === 'unproven' || word === 'not_kept' || word === 'given_up') return { tone: 'bad', word: t(`state-${word}`) }
  if (due === 'overdue') return { tone: 'bad', word: t('state-overdue') }
  return { tone: due === 'due-soon' ? 'soon' : 'plain', word: t(`state-${word}`) }
}

/** When it falls due, and whether that is past. */
export function wordDue({ due, on }: State, t: Words, language: Language): string | undefined {
  if (on === undefined || due === 'settled' || due === 'continuous') return undefined
  return t(due === 'overdue' ? 'overdueSince' : 'dueOn', { date: formatCivilDate(on, language) })
}

export function wordTerm({ current }: Commitment, t: Words, language: Language): string {
  const { due } = current.terms
  if (due.kind === 'date' || due.kind === 'mandate') return t(`due-${due.kind}`, { date: formatCivilDate(due.on, language) })
  return t(`due-${due.kind}`, { year: String(due.from) })
}

/** `12,5 s`, `92 %`. */
export function wordValue(value: number, unit: Indicator['unit'], language: Language): string {
  if (unit === 'share') return formatShare(value, language)
  const rounded = formatNumber(Math.round(value * 10) / 10, language)
  return unit === 'count' ? rounded : `${rounded}\u00A0${unit === 'seconds' ? 's' : 'h'}`
}
