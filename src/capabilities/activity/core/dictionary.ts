import type { Worded } from '../../../foundation/wording.ts'

export type DictionaryEntry = { readonly name: string; readonly type: 'string' | 'integer'; readonly title: Worded; readonly meaning: Worded }

const dimension = (name: string, title: Worded, meaning: Worded): readonly DictionaryEntry[] => [
  { name, type: 'string', title, meaning },
  {
    name: `${name}_libelle`,
    type: 'string',
    title: { fr: `${title.fr} : libellé`, en: `${title.en}: label` },
    meaning: { fr: 'En français.', en: 'In French.' },
  },
]

/** Every column of every published table. `total`: the cell does not distinguish; `nr`: not recorded. */
export const DICTIONARY: readonly DictionaryEntry[] = [
  { name: 'periode', type: 'string', title: { fr: 'Période', en: 'Period' }, meaning: { fr: '2026-10 : un mois ; 2026-t4 : un trimestre ; 2026 : une année.', en: '2026-10: a month; 2026-t4: a quarter; 2026: a year.' } },
  ...dimension('month', { fr: 'Mois', en: 'Month' }, { fr: 'Mois civil, ou son trimestre (2026-t4), ou l’année.', en: 'Calendar month, or its quarter (2026-t4), or the year.' }),
  ...dimension('quarter', { fr: 'Lieu', en: 'Place' }, { fr: 'Quartier ou, s’il est trop petit, secteur ; ailleurs, carré d’une grille.', en: 'Quarter or, where it is too small, sector; elsewhere a square of a grid.' }),
  ...dimension('period', { fr: 'Heure', en: 'Time of day' }, { fr: 'Quart de la journée, ou sa moitié, à l’heure locale.', en: 'Quarter of the day, or half, local time.' }),
  ...dimension('ground', { fr: 'Fondement', en: 'Legal ground' }, { fr: 'Texte invoqué.', en: 'Text that was invoked.' }),
  ...dimension('motive', { fr: 'Motif', en: 'Reason' }, { fr: 'Motif enregistré par le service.', en: 'Reason recorded by the unit.' }),
  ...dimension('result', { fr: 'Suite', en: 'Outcome' }, { fr: 'nothing : sans suite ; followed : avec une suite, quelle qu’elle soit.', en: 'nothing: no further action; followed: some further action, whichever.' }),
  ...dimension('follow_up', { fr: 'Mesure', en: 'Measure' }, { fr: 'Ce qui a été fait pendant l’acte.', en: 'What was done during the act.' }),
  ...dimension('age', { fr: 'Âge', en: 'Age' }, { fr: 'Tranche, seulement là où la ville l’autorise.', en: 'Band, only where the city allows it.' }),
  ...dimension('sex', { fr: 'Sexe', en: 'Sex' }, { fr: 'Seulement là où la ville l’autorise.', en: 'Only where the city allows it.' }),
  { name: 'nombre', type: 'integer', title: { fr: 'Nombre', en: 'Number' }, meaning: { fr: 'Nombre d’actes, exact ; vide s’il est retenu.', en: 'Number of acts, exact; empty if withheld.' } },
  { name: 'etat', type: 'string', title: { fr: 'État', en: 'State' }, meaning: { fr: 'publie, ou retenu : il ferait retrouver des personnes, seul ou par soustraction.', en: 'publie (published), or retenu (withheld): it would let persons be found, alone or by subtraction.' } },
] // prettier-ignore
