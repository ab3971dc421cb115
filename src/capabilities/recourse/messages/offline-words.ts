import type { Catalogue } from '../../../foundation/wording.ts'

/** The offline form: one file that needs no network. */
export const OFFLINE_WORDS = {
  title: { fr: 'Formulaire hors ligne', en: 'Offline form' },
  other: { fr: 'English', en: 'Français' },
  heading: { fr: 'Saisir sans réseau : {title}', en: 'Turn to, without a network: {title}' },
  lead: {
    fr: 'Ce fichier ne se connecte à rien : son programme n’en a pas le droit. Il scelle ici ce que vous écrivez : {title} peut le lire, la mairie et la police non. Vous déposez ensuite le fichier scellé, d’où vous voulez.',
    en: 'This file connects to nothing: its program is not allowed to. It seals here what you write: {title} can read it, city hall and the police cannot. You then hand in the sealed file, from wherever you want.',
  },
  notKept: {
    fr: 'Rien n’est gardé sur cet appareil : ne fermez pas cette page avant d’avoir enregistré le fichier.',
    en: 'Nothing is kept on this device: do not close this page before you have saved the file.',
  },
  clock: {
    fr: 'L’horloge de cet appareil est en retard : ce formulaire est d’un jour à venir pour elle. Mettez-la à l’heure, puis rouvrez le fichier.',
    en: 'The clock of this device is behind: for it, this form is of a day to come. Set it, then open the file again.',
  },
  failed: {
    fr: 'Le fichier n’a pas pu être scellé. Essayez un autre navigateur, ou adressez-vous à l’organe :',
    en: 'The file could not be sealed. Try another browser, or turn to the body:',
  },
  card: { fr: 'Fichier à déposer : {url}', en: 'Hand the file in at: {url}' },
  make: { fr: 'Sceller', en: 'Seal' },
  ready: { fr: 'Scellé : dossier {case}', en: 'Sealed: case {case}' },
  readyLead: {
    fr: 'Rien n’est encore parti. Enregistrez ce fichier : {title} pourra l’ouvrir, personne d’autre. Qui le trouve n’en lit rien.',
    en: 'Nothing has left yet. Save this file: {title} can open it, nobody else. Whoever finds it reads nothing in it.',
  },
  save: { fr: 'Enregistrer {name}', en: 'Save {name}' },
  way1: {
    fr: 'Déposez-le à cette adresse, de n’importe quel appareil, sans JavaScript :',
    en: 'Hand it in at this address, from any device, without JavaScript:',
  },
  way2: { fr: 'Ou confiez-le, sur une clé ou une carte, à l’organe : {contact}', en: 'Or hand it, on a stick or a card, to the body: {contact}' },
  until: {
    fr: 'Déposez-le avant le {date}, et dans le mois si des caméras ont pu filmer : leurs images s’effacent. Si quelqu’un quitte l’organe avant le dépôt, il faudra refaire le fichier.',
    en: 'Hand it in before {date}, and within the month if cameras may have filmed: their footage is erased. If somebody leaves the body before you hand it in, the file must be made anew.',
  },
  after: {
    fr: 'Une fois déposé, vos 12 mots ouvrent votre dossier : dates, réponses, photos à joindre, demande de garder les images.',
    en: 'Once handed in, your 12 words open your case: dates, answers, photos to add, demand to keep footage.',
  },
} as const satisfies Catalogue<string>
