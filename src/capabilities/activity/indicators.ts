import { civilDate } from '../../foundation/civil-date.ts'
import type { Indicator } from '../../platform/services.ts'
import { calendarOf, onTimeShare } from './core/calendar.ts'
import { readPromises } from './queries/promises.ts'
import { readPublications } from './queries/publications.ts'

export const INDICATORS: readonly Indicator[] = [
  {
    id: 'activity.on-time',
    title: { fr: 'Comptes rendus publiés à temps', en: 'Reports published on time' },
    definition: {
      fr: 'Comptes rendus publiés à la date promise ou avant, rapportés à ceux dont la date est passée, parmi les huit dernières périodes de chaque promesse.',
      en: 'Reports published on or before the promised date, against those whose date is past, among the last eight periods of each promise.',
    },
    unit: 'share',
    better: 'more',
    measure: async ({ db, clock }, city) => {
      const [publications, promises] = await Promise.all([readPublications(db, city), readPromises(db, city)])
      const published = publications.map(({ report, publishedAt }) => ({ report, day: civilDate(publishedAt) }))
      return onTimeShare(calendarOf(promises, { published, today: civilDate(clock()) }))
    },
  },
]
