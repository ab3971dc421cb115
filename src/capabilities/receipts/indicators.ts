import { dateAt } from '../../foundation/local-date.ts'
import type { Indicator } from '../../platform/services.ts'
import { coverageIn, readCoverage } from './actions/read-coverage.ts'
import { readIssueSeconds } from './queries/issue-seconds.ts'

/** What the receipts show of the last complete month. */
export const INDICATORS: readonly Indicator[] = [
  {
    id: 'receipts.coverage',
    title: { fr: 'Contrôles suivis d’un reçu', en: 'Checks followed by a receipt' },
    definition: {
      fr: 'Reçus signés, rapportés aux contrôles que les services ont déclarés, pendant le dernier mois complet. Un service qui n’a rien déclaré n’y entre pas.',
      en: 'Signed receipts against the checks that the services declared, in the last complete month. A service that declared nothing is not counted.',
    },
    unit: 'share',
    better: 'more',
    measure: async (services, city) => {
      const coverage = await readCoverage(services, city)
      return coverageIn(coverage, coverage.months.at(-2))
    },
  },
  {
    id: 'receipts.missing',
    title: { fr: 'Numéros de reçus manquants', en: 'Missing receipt numbers' },
    definition: {
      fr: 'Chaque téléphone numérote ses reçus sans saut : numéros qui ne sont jamais arrivés, pendant le dernier mois complet.',
      en: 'Each phone numbers its receipts without a gap: numbers that never arrived, in the last complete month.',
    },
    unit: 'count',
    better: 'less',
    measure: async (services, city) => {
      const { units, months } = await readCoverage(services, city)
      const rows = units.flatMap((unit) => unit.months.filter(({ month }) => month === months.at(-2)))
      return rows.every(({ receipts }) => receipts === 0) ? undefined : rows.reduce((sum, row) => sum + row.missing, 0)
    },
  },
  {
    id: 'receipts.issue-seconds',
    title: { fr: 'Temps pour remettre un reçu', en: 'Time to give a receipt' },
    definition: {
      fr: 'Secondes entre l’ouverture du contrôle sur le téléphone de l’agent et la signature du reçu, médiane du dernier mois complet. Le temps du contrôle lui-même y est compris.',
      en: 'Seconds between the moment when a check is opened on the officer’s phone and the signature of the receipt, median of the last complete month. The time of the check itself is part of it.',
    },
    unit: 'seconds',
    better: 'less',
    measure: (services, city) => {
      const first = dateAt(services.clock()).with({ day: 1 })
      return readIssueSeconds(services.db, { city, since: first.subtract({ months: 1 }).toString(), before: first.toString() })
    },
  },
]
