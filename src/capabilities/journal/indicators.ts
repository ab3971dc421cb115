import type { Indicator } from '../../platform/services.ts'
import { readNewestCheckpoint } from './queries/newest-checkpoint.ts'

const HOUR_MS = 3_600_000

export const INDICATORS: readonly Indicator[] = [
  {
    id: 'journal.checkpoint-hours',
    title: { fr: 'Âge du dernier point de contrôle du journal', en: 'Age of the journal’s last checkpoint' },
    definition: {
      fr: 'Heures écoulées depuis le dernier état du journal que des témoins indépendants ont signé.',
      en: 'Hours since the last state of the journal that independent witnesses signed.',
    },
    unit: 'hours',
    better: 'less',
    measure: async (services, city) => {
      const newest = await readNewestCheckpoint(services.db, city)
      return newest?.published_at ? Math.max(0, (services.clock().getTime() - newest.published_at.getTime()) / HOUR_MS) : undefined
    },
  },
]
