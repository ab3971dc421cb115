import { wording, type Catalogue, type Language, type Worded } from '../../../foundation/wording.ts'
import { periodWords } from '../core/period-words.ts'
import type { PublishedReport } from '../core/published-report.ts'

/** Words of the report itself, shared by its page and its PDF. */
export const REPORT_WORDS = {
  check: { fr: 'Contrôles', en: 'Checks' },
  fine: { fr: 'Amendes', en: 'Fines' },
  intervention: { fr: 'Interventions', en: 'Interventions' },
  mediation: { fr: 'Médiations', en: 'Mediations' },
  demo: {
    fr: 'Données inventées, pour la démonstration. Aucune de ces lignes ne décrit un fait.',
    en: 'Invented data, for demonstration. None of these lines describes a fact.',
  },
  totalIs: { fr: '{n} {n|acte enregistré|actes enregistrés} sur la période.', en: '{n} {n|act|acts} recorded in the period.' },
  totalWithheld: {
    fr: 'Le nombre total est retenu : il permettrait de retrouver des personnes.',
    en: 'The total is withheld: it would let persons be found.',
  },
  rule: {
    fr: 'Un nombre de 1 à {most} n’est pas montré, ni ceux qui permettraient de le retrouver par soustraction : ils sont marqués « retenu ». Aucun nombre montré n’est modifié.',
    en: 'A number from 1 to {most} is not shown, nor those from which it could be found by subtraction: they are marked “withheld”. No number shown is altered.',
  },
  gaps: { fr: 'Sans aucune donnée, ce qui n’est pas zéro : {months}.', en: 'Without any data, which is not zero: {months}.' },
  noData: { fr: 'aucune donnée', en: 'no data' },
  changed: { fr: 'noté autrement depuis', en: 'recorded otherwise since' },
  changeSource: { fr: 'À partir de {month}, la source est : {sources}.', en: 'From {month} on, the source is: {sources}.' },
  changeBegins: {
    fr: 'À partir de {month}, « {what} » est noté ; avant, cela ne l’était pas.',
    en: 'From {month} on, “{what}” is recorded; before, it was not.',
  },
  changeEnds: { fr: 'À partir de {month}, « {what} » n’est plus noté.', en: 'From {month} on, “{what}” is no longer recorded.' },
  changesMean: {
    fr: 'Ce qui suit un tel changement ne se compare pas sans précaution à ce qui précède.',
    en: 'What follows such a change is not to be compared without care with what came before.',
  },
  coarsened: {
    fr: 'Certains tableaux sont regroupés ou absents : le nombre d’actes est trop petit pour les montrer en détail sans exposer des personnes.',
    en: 'Some tables are grouped or absent: there are too few acts to show them in detail without exposing persons.',
  },
  declared: {
    fr: 'Pour les mêmes mois, les services déclarent {n} {n|contrôle|contrôles}.',
    en: 'For the same months, the units declare {n} {n|check|checks}.',
  },
  sources: { fr: 'Source : {sources}.', en: 'Source: {sources}.' },
  why: { fr: 'Pourquoi cette correction : {why}', en: 'Why this correction: {why}' },
  version: { fr: 'version {n}', en: 'version {n}' },
  comment: { fr: 'Avis de l’instance de contrôle', en: 'Opinion of the oversight body' },
  whole: { fr: 'Ensemble', en: 'All' },
  withheldShort: { fr: 'retenu', en: 'withheld' },
} as const satisfies Catalogue<string>

/** In words: from when on something was recorded otherwise. */
export function wordChanges({ changes = [] }: Pick<PublishedReport, 'changes'>, language: Language): readonly string[] {
  const t = wording(REPORT_WORDS, language)
  const sentences = changes.map((change) => {
    const month = periodWords(change.month, language)
    if (change.kind === 'source') return t('changeSource', { month, sources: change.sources.join(', ') })
    return t(change.kind === 'begins' ? 'changeBegins' : 'changeEnds', { month, what: tableTitle(change.dimension, language) })
  })
  return sentences.length === 0 ? [] : [...sentences, t('changesMean')]
}

const TITLES: Readonly<Record<string, Worded>> = {
  total: { fr: 'Combien', en: 'How many' },
  month: { fr: 'Mois par mois', en: 'Month by month' },
  quarter: { fr: 'Où', en: 'Where' },
  period: { fr: 'À quelle heure', en: 'At what time' },
  ground: { fr: 'Sur quel fondement', en: 'On what legal ground' },
  motive: { fr: 'Pour quel motif', en: 'For what reason' },
  result: { fr: 'Ce qui a suivi', en: 'What came of it' },
  follow_up: { fr: 'Ce qui a été fait', en: 'What was done' },
  age: { fr: 'Âge', en: 'Age' },
  sex: { fr: 'Sexe', en: 'Sex' },
}

/** The same dimensions, as what another is told by. */
const BY: Readonly<Record<string, Worded>> = {
  month: { fr: 'mois par mois', en: 'month by month' },
  quarter: { fr: 'selon le lieu', en: 'by place' },
  ground: { fr: 'selon le fondement', en: 'by ground' },
  motive: { fr: 'selon le motif', en: 'by reason' },
  age: { fr: 'selon l’âge', en: 'by age' },
  sex: { fr: 'selon le sexe', en: 'by sex' },
  period: { fr: 'selon l’heure', en: 'by time of day' },
}

/** Of a table by its name: `result`, or `quarter-result`. */
export function tableTitle(id: string, language: Language): string {
  const [first = '', second] = id.split('-')
  if (second === undefined) return TITLES[first]?.[language] ?? id
  return `${TITLES[second]?.[language] ?? second}, ${BY[first]?.[language] ?? first}`
}
