import type { Catalogue } from '../../../foundation/wording.ts'

/** The members' queue, by deadline, and its search. */
export const QUEUE_WORDS = {
  queueTitle: { fr: 'Dossiers, par échéance', en: 'Cases, by deadline' },
  queueMine: { fr: 'Seulement les dossiers qui me sont confiés', en: 'Only the cases given to me' },
  givenTo: { fr: 'Confié à', en: 'Given to' },
  neverOpened: { fr: 'jamais ouvert', en: 'never opened' },
  unread: { fr: '{n} {n|ajout non lu|ajouts non lus}', en: '{n} unread {n|addition|additions}' },
  queueNone: { fr: 'Aucun dossier.', en: 'No case.' },
  queueCount: { fr: '{n} {n|dossier|dossiers} ; {shown} à l’écran.', en: '{n} {n|case|cases}; {shown} on screen.' },
  search: { fr: 'Chercher un dossier', en: 'Find a case' },
  searchHint: {
    fr: 'Par son numéro, ou par des mots de ce qui est écrit dans les dossiers que les membres ont déjà ouverts. La recherche se fait sur cet appareil.',
    en: 'By its number, or by words of what is written in cases that members have opened already. The search is made on this device.',
  },
  indexUnread: {
    fr: 'Le fichier de recherche partagé ne s’ouvre pas encore pour vous. Il s’ouvrira quand un autre membre aura ouvert un nouveau dossier.',
    en: 'The shared search file does not open for you yet. It will once another member has opened a new case.',
  },
  nextDate: { fr: 'Prochaine échéance', en: 'Next date' },
  filedOn: { fr: 'Reçu le', en: 'Received on' },
} as const satisfies Catalogue<string>
