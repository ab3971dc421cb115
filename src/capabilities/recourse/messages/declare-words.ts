import type { Catalogue } from '../../../foundation/wording.ts'

export const DECLARE_WORDS = {
  title: { fr: 'Déclarer un organe de recours', en: 'Declare a body of recourse' },
  lead: {
    fr: 'Le conseil municipal a institué un organe ; vous le déclarez ici. Ses membres fonderont ensuite son coffre, entre eux : la mairie n’en aura jamais les clés.',
    en: 'The council set up a body; you declare it here. Its members then found its vault among themselves: city hall never has its keys.',
  },
  slug: { fr: 'Nom dans l’adresse', en: 'Name in the address' },
  slugHint: {
    fr: 'Minuscules, chiffres et tirets, par exemple « comite-ethique ». Ne change plus.',
    en: 'Lower case, digits and hyphens, such as “comite-ethique”. Does not change later.',
  },
  kind: { fr: 'Sorte', en: 'Kind' },
  kindRecourse: { fr: 'Organe de recours', en: 'Body of recourse' },
  kindEthics: { fr: 'Comité d’éthique', en: 'Ethics committee' },
  'field-title': { fr: 'Titre', en: 'Title' },
  'field-purpose': { fr: 'À quoi il sert', en: 'What it is for' },
  'field-powers': { fr: 'Ce qu’il peut', en: 'What it can do' },
  'field-limits': { fr: 'Ce qu’il ne peut pas', en: 'What it cannot do' },
  'field-contact': { fr: 'Adresse, guichet, téléphone', en: 'Address, desk, telephone' },
  'field-decision': { fr: 'Délibération qui l’institue (numéro et date)', en: 'Decision that set it up (number and date)' },
  send: { fr: 'Déclarer cet organe', en: 'Declare this body' },
  'no-body-name': {
    fr: 'Ce nom ne convient pas : des minuscules, des chiffres et des tirets, 2 signes au moins.',
    en: 'This name does not fit: lower case, digits and hyphens, at least 2 signs.',
  },
  'no-body-kind': { fr: 'Choisissez la sorte d’organe.', en: 'Choose the kind of body.' },
  'no-body-profile': { fr: 'Un champ est vide ou trop long.', en: 'A field is empty or too long.' },
  'no-body-taken': { fr: 'Un organe porte déjà ce nom.', en: 'A body already has this name.' },
  notDone: { fr: 'Rien n’a été déclaré', en: 'Nothing was declared' },
  doneTitle: { fr: 'L’organe est déclaré', en: 'The body is declared' },
  done: {
    fr: 'Remettez ce lien à qui fondera l’organe, en main propre. Il n’est montré qu’une fois, et ne sert qu’une fois.',
    en: 'Hand this link to whoever will found the body, in person. It is shown once, and works once.',
  },
  link: { fr: 'Lien de fondation', en: 'Founding link' },
  bodiesTitle: { fr: 'Organes déclarés', en: 'Declared bodies' },
  none: { fr: 'Aucun organe déclaré.', en: 'No body declared.' },
  state: { fr: 'État', en: 'State' },
  founded: { fr: 'fondé', en: 'founded' },
  waiting: { fr: 'attend sa fondation', en: 'waits for its founding' },
} as const satisfies Catalogue<string>
