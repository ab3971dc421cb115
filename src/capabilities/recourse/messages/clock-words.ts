import type { Catalogue } from '../../../foundation/wording.ts'

/** What each clock is for, on public pages and on devices. */
export const CLOCK_WORDS = {
  'clock-preservation': { fr: 'Demande de garder les images', en: 'Demand to keep the footage' },
  'clock-first-contact': { fr: 'Premier contact par une personne', en: 'First contact by a person' },
  'clock-update': { fr: 'Des nouvelles', en: 'News' },
  'clock-update-authority': { fr: 'Des nouvelles à l’autorité', en: 'News to the authority' },
  'clock-inquiry': { fr: 'Fin de l’enquête', en: 'End of the inquiry' },
  'clock-answer': { fr: 'Réponse de l’autorité à l’avis', en: 'The authority’s answer to the opinion' },
  'clock-erasure': { fr: 'Effacement du dossier', en: 'Erasure of the case' },
  'clock-review': { fr: 'Demander un réexamen', en: 'Ask for a review' },
  'unit-hours': { fr: '{n} {n|heure|heures}', en: '{n} {n|hour|hours}' },
  'unit-days': { fr: '{n} {n|jour|jours}', en: '{n} {n|day|days}' },
  'unit-working-days': { fr: '{n} {n|jour ouvré|jours ouvrés}', en: '{n} {n|working day|working days}' },
  'unit-months': { fr: '{n} {n|mois|mois}', en: '{n} {n|month|months}' },
} as const satisfies Catalogue<string>
