import type { Catalogue } from '../../../foundation/wording.ts'

/** A custodian who left, and who came in their place. */
export const CUSTODY_WORDS = {
  handTitle: { fr: 'Ancien dépositaire : {title}', en: 'Former custodian: {title}' },
  handLead: {
    fr: 'Vous n’êtes plus dépositaire. Vos parts d’enveloppes passent à la personne qui vous remplace dans la composition : cet appareil les ouvre, les scelle pour elle, et personne d’autre ne les lit. Sans cela, si un deuxième dépositaire part aussi, personne ne pourra plus ouvrir ces enveloppes.',
    en: 'You are no longer a custodian. Your shares of envelopes go to whoever took your place in the roster: this device opens them, seals them to that person, and nobody else reads them. Without that, if a second custodian leaves too, nobody will be able to open these envelopes any more.',
  },
  handGo: { fr: 'Transmettre mes parts', en: 'Hand over my shares' },
  handing: { fr: '{done} {done|part transmise|parts transmises}…', en: '{done} {done|share|shares} handed over…' },
  handDone: {
    fr: '{n} {n|part transmise|parts transmises}. Vos 12 mots n’ouvrent plus rien ici.',
    en: '{n} {n|share|shares} handed over. Your 12 words open nothing here any more.',
  },
  handKept: {
    fr: '{n} {n|part n’a pas pu passer|parts n’ont pas pu passer} ({cases}) : elle ne s’ouvre pas, ou la personne qui vous remplace en tient déjà une autre du même dossier.',
    en: '{n} {n|share|shares} could not go ({cases}): it does not open, or whoever took your place already holds another one of the same case.',
  },
  'no-already-passed': {
    fr: 'Vous avez déjà passé votre part à ce dépositaire ; la raison que la personne lit est la première.',
    en: 'You have already passed your share to this custodian; the reason that the person reads is the first one.',
  },
  'no-share-not-handed': {
    fr: 'La personne dont vous prenez la place n’a pas encore transmis sa part de cette enveloppe. Elle le fait sur cette page, avec ses 12 mots. Les deux autres dépositaires peuvent ouvrir sans vous.',
    en: 'Whoever had your place has not handed over their share of this envelope yet. They do so on this page, with their 12 words. The two other custodians can open it without you.',
  },
} as const satisfies Catalogue<string>
