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
  indexLost: {
    fr: 'Le fichier de recherche a disparu, ou n’est plus celui que cet appareil a lu',
    en: 'The search file is gone, or is no longer the one that this device read',
  },
  indexLostWhy: {
    fr: 'Le serveur l’a perdu, changé ou remplacé par un plus ancien. Les dossiers n’en souffrent pas : ils se vérifient à part. Cherchez par numéro ; les dates déplacées et qui suit quel dossier ne sont plus à l’écran. Vous pouvez le recommencer : chaque dossier ouvert y rentrera.',
    en: 'The server lost it, changed it, or put an older one in its place. Cases are not harmed: they are verified apart. Search by number; moved dates and who has which case are no longer on screen. You can begin it anew: each case that is opened enters it again.',
  },
  indexLeft: {
    fr: 'Le fichier de recherche a été écrit par une personne qui ne siège plus',
    en: 'The search file was written by somebody who no longer sits',
  },
  indexLeftWhy: {
    fr: 'Cet appareil ne l’avait pas lu avant son départ, et ne peut pas savoir s’il a changé depuis. Un membre qui l’a lu le rouvrira pour tous en ouvrant un dossier. Sinon, recommencez-le : chaque dossier ouvert y rentrera.',
    en: 'This device had not read it before they left, and cannot know whether it changed since. A member who has read it opens it for all by opening a case. Otherwise begin it anew: each case that is opened enters it again.',
  },
  indexBegin: { fr: 'Recommencer le fichier de recherche', en: 'Begin the search file anew' },
  indexUnsaved: { fr: 'Le fichier de recherche n’a pas pu être mis à jour', en: 'The search file could not be updated' },
  nextDate: { fr: 'Prochaine échéance', en: 'Next date' },
  filedOn: { fr: 'Reçu le', en: 'Received on' },
} as const satisfies Catalogue<string>
