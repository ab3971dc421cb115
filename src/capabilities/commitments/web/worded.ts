import { formatCivilDate, formatNumber, formatShare } from '../../../foundation/format.ts'
import type { Language } from '../../../foundation/wording.ts'
import type { Indicator } from '../../../platform/services.ts'
import type { Tone } from '../../../ui/notice/notice.tsx'
import type { Quarter } from '../../city/index.ts'
import type { Due, Terms } from '../core/terms.ts'
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

export function wordTerm(due: Due, t: Words, language: Language): string {
  if (due.kind === 'date' || due.kind === 'mandate') return t(`due-${due.kind}`, { date: formatCivilDate(due.on, language) })
  return t(`due-${due.kind}`, { year: String(due.from) })
}

/** One term of a version, in words; `undefined`: it says nothing there. */
export function wordField(field: keyof Terms, terms: Terms, { t, language, quarters }: Wording): string | undefined {
  switch (field) {
    case 'due':
      return wordTerm(terms.due, t, language)
    case 'quarters': {
      const named = quarters.filter(({ quarter }) => terms.quarters.includes(quarter)).map(({ name }) => name)
      return named.length > 0 ? named.join(', ') : t('wholeCity')
    }
    case 'source': {
      const { title, page, address, place } = terms.source
      const paged = page === null ? undefined : t('page', { page })
      const where = place === undefined && paged === undefined ? t('noPage') : undefined
      return [title[language], place?.[language], paged, where, address].filter((part) => part !== undefined).join(', ')
    }
    case 'indicators':
      return terms.indicators.map(({ id, target }) => (target === null ? id : `${id} (${formatNumber(target, language)})`)).join(', ') || undefined
    case 'promisedOn':
      return terms.promisedOn
    case 'parent':
      return terms.parent ?? undefined
    default:
      return terms[field]?.[language]
  }
}

type Wording = { readonly t: Words; readonly language: Language; readonly quarters: readonly Quarter[] }

/** `12,5 s`, `92 %`. */
export function wordValue(value: number, unit: Indicator['unit'], language: Language): string {
  if (unit === 'share') return formatShare(value, language)
  const rounded = formatNumber(Math.round(value * 10) / 10, language)
  return unit === 'count' ? rounded : `${rounded}\u00A0${unit === 'seconds' ? 's' : 'h'}`
}
