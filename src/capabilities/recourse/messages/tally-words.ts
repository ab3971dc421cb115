import type { Catalogue } from '../../../foundation/wording.ts'

/** What members counted, for their own screen and for the public. */
export const TALLY_WORDS = {
  title: { fr: '{title} : bilan {quarter}', en: '{title}: tally of {quarter}' },
  listTitle: { fr: 'Ses bilans, trimestre par trimestre', en: 'Its tallies, quarter by quarter' },
  listNone: {
    fr: 'Aucun bilan signé. Les membres comptent un trimestre sept jours après sa fin.',
    en: 'No tally signed. Members count a quarter seven days after its end.',
  },
  lead: {
    fr: 'Compté par deux membres, chacun sur son appareil, dans des dossiers que la mairie ne peut pas lire ; signé par les deux, inscrit au journal public. Les nombres de 1 à 4 sont retenus, et ce qui permettrait de les calculer.',
    en: 'Counted by two members, each on their own device, in cases that city hall cannot read; signed by both, entered in the public journal. Numbers from 1 to 4 are withheld, and whatever would let them be computed.',
  },
  filed: {
    fr: '{n} {n|saisine|saisines} dans le trimestre, autant qu’au journal public.',
    en: '{n} {n|filing|filings} in the quarter, as many as in the public journal.',
  },
  unreadable: {
    fr: '{n} {n|dossier ne s’est|dossiers ne se sont} pas ouvert comme {n|il avait|ils avaient} été écrit.',
    en: '{n} {n|case|cases} did not open as written.',
  },
  allegations: { fr: 'Ce dont on se plaint', en: 'What is complained of' },
  findings: { fr: 'Ce que l’organe a constaté', en: 'What the body found' },
  outcomes: { fr: 'Ce que les dossiers sont devenus', en: 'What became of the cases' },
  contact: { fr: 'Premier mot à la personne (2 jours)', en: 'First word to the person (2 days)' },
  inquiry: { fr: 'Décision (90 jours)', en: 'Decision (90 days)' },
  'pace-in-time': { fr: 'à temps', en: 'in time' },
  'pace-late': { fr: 'en retard', en: 'late' },
  row: { fr: 'Rubrique', en: 'Heading' },
  number: { fr: 'Dossiers', en: 'Cases' },
  withheld: { fr: 'retenu', en: 'withheld' },
  quarter: { fr: 'Trimestre', en: 'Quarter' },
  published: { fr: 'Publié le', en: 'Published on' },
  file: { fr: 'Le bilan signé, en fichier', en: 'The signed tally, as a file' },
  csv: { fr: 'Tous les bilans, en tableau (CSV)', en: 'All tallies, as a table (CSV)' },
  filingsCsv: { fr: 'Les saisines par mois, en tableau (CSV)', en: 'Filings by month, as a table (CSV)' },
  back: { fr: 'La page de l’organe', en: 'The body’s page' },
} as const satisfies Catalogue<string>
