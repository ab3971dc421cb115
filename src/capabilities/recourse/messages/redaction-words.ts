import type { Catalogue } from '../../../foundation/wording.ts'

/** Taking out of a text what points to someone. */
export const REDACTION_WORDS = {
  redactTitle: {
    fr: 'Partir d’un texte du dossier, en y ôtant ce qui désigne quelqu’un',
    en: 'Start from a text of the case, without what points to someone',
  },
  redactLead: {
    fr: 'Ce que vous ôtez n’est plus dans le texte : rien n’est caché dessous. À la place, {cut}, quelle que soit la longueur. Relisez : un détail peut désigner quelqu’un sans le nommer.',
    en: 'What you take out is no longer in the text: nothing is under a mark. In its place, {cut}, whatever the length. Read it again: a detail can point to someone without naming them.',
  },
  redactSource: { fr: 'Quel texte', en: 'Which text' },
  redactOffered: { fr: 'À ôter partout', en: 'To take out everywhere' },
  redactMore: { fr: 'Autres mots à ôter partout', en: 'Other words to take out everywhere' },
  redactMoreHint: {
    fr: 'Séparés par des virgules. Accents et majuscules ne comptent pas. Pensez aux noms d’agents et de témoins.',
    en: 'Separated by commas. Accents and capitals do not count. Think of the names of officers and witnesses.',
  },
  redactText: { fr: 'Le texte', en: 'The text' },
  redactTextHint: { fr: 'Choisissez un passage, puis ôtez-le.', en: 'Select a passage, then take it out.' },
  redactPassage: { fr: 'Ôter le passage choisi', en: 'Take out the selected passage' },
  redactUndo: { fr: 'Remettre le dernier', en: 'Put the last one back' },
  redactPreview: { fr: 'Il se lira ainsi, {n} {n|endroit ôté|endroits ôtés} :', en: 'It will read so, {n} {n|place|places} taken out:' },
  redactTake: { fr: 'Reprendre ce texte', en: 'Use this text' },
  redactLeft: { fr: 'Ce texte dit encore : {words}', en: 'This text still says: {words}' },
  redactKnown: { fr: 'Je l’ai lu, et cela ne désigne personne.', en: 'I have read it, and it points to nobody.' },
  'telling-person': { fr: 'la personne', en: 'the person' },
  'telling-contact': { fr: 'adresse ou téléphone', en: 'address or telephone' },
  'telling-officer': { fr: 'numéro de l’agent', en: 'the officer’s number' },
  'telling-place': { fr: 'lieu', en: 'place' },
  'telling-day': { fr: 'jour', en: 'day' },
  'telling-hour': { fr: 'heure', en: 'hour' },
  'telling-receipt': { fr: 'reçu', en: 'receipt' },
  'telling-number': { fr: 'numéro ou plaque', en: 'number or plate' },
  'telling-name': { fr: 'nom', en: 'name' },
  'no-telling': {
    fr: 'Ce texte dit encore ce qui peut désigner quelqu’un. Ôtez-le, ou dites que vous l’avez lu.',
    en: 'This text still says what may point to someone. Take it out, or say that you have read it.',
  },
} as const satisfies Catalogue<string>
