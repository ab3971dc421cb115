import type { Catalogue } from '../../../foundation/wording.ts'

export const PRESERVATION_WORDS = {
  mailSubject: { fr: 'Images à conserver — demande {reference}', en: 'Footage to keep — demand {reference}' },
  mailBody: {
    fr: 'Bonjour,\n\nUne personne demande que soient conservées, jusqu’à la fin de l’examen de sa demande, les images de :\n\n{place}, {city}\ndu {from} au {to}\n\nLes images de vidéoprotection sont effacées en un mois au plus (code de la sécurité intérieure, art. L. 252-5 ; caméras individuelles : art. R. 241-13). Cette demande, signée, est au registre public sous le n° {reference}.\n\nDites ici ce qu’il en est (conservées, aucune image, refus et pourquoi) :\n{url}\n\nCe courriel ne dit rien d’un dossier, et personne ne peut en déduire qui a demandé.',
    en: 'Hello,\n\nSomeone asks that the footage of the following be kept until their request has been examined:\n\n{place}, {city}\nfrom {from} to {to}\n\nVideo surveillance footage is erased within one month at most (code de la sécurité intérieure, art. L. 252-5; body cameras: art. R. 241-13). This signed demand is in the public register under no. {reference}.\n\nSay here what became of it (kept, no footage, refused and why):\n{url}\n\nThis mail says nothing of a case, and nobody can tell from it who asked.',
  },
  title: { fr: 'Demandes de garder les images', en: 'Demands to keep footage' },
  lead: {
    fr: 'Chaque demande dit un lieu et un moment, rien d’autre. Elle est signée, inscrite au journal public, envoyée au centre de vidéoprotection, et sa réponse est montrée ici.',
    en: 'Each demand says a place and a time, nothing else. It is signed, entered in the public journal, sent to the video centre, and its answer is shown here.',
  },
  reference: { fr: 'N°', en: 'No.' },
  demanded: { fr: 'Demandé le', en: 'Demanded on' },
  state: { fr: 'Réponse', en: 'Answer' },
  none: { fr: 'Aucune demande.', en: 'No demand.' },
  'state-sent': { fr: 'sans réponse', en: 'no answer' },
  'state-unmailed': { fr: 'au registre ; aucune adresse où l’envoyer', en: 'in the register; no address to send it to' },
  'state-kept': { fr: 'images conservées', en: 'footage kept' },
  'state-nothing': { fr: 'aucune image', en: 'no footage' },
  'state-refused': { fr: 'refusée', en: 'refused' },
  answerTitle: { fr: 'Répondre à la demande {reference}', en: 'Answer demand {reference}' },
  answerWhat: { fr: '{place}, du {from} au {to}', en: '{place}, from {from} to {to}' },
  answerState: { fr: 'Qu’en est-il ?', en: 'What became of it?' },
  answerWords: {
    fr: 'Précisions (obligatoires pour un refus ou une absence d’images)',
    en: 'Details (required for a refusal or when there is no footage)',
  },
  answerSend: { fr: 'Répondre', en: 'Answer' },
  answered: { fr: 'Réponse enregistrée', en: 'Answer recorded' },
  'no-answer-state': { fr: 'Choisissez une réponse.', en: 'Choose an answer.' },
  'no-answer-words': { fr: 'Dites pourquoi, en 2 000 signes au plus.', en: 'Say why, in 2,000 signs at most.' },
  notDone: { fr: 'Rien n’a été enregistré', en: 'Nothing was recorded' },
  centreTitle: { fr: 'Centre de vidéoprotection', en: 'Video centre' },
  centre: { fr: 'Adresse où envoyer les demandes de garder les images', en: 'Address to which demands to keep footage are sent' },
  centreSend: { fr: 'Enregistrer cette adresse', en: 'Record this address' },
  centreNow: { fr: 'Adresse actuelle : {email}', en: 'Present address: {email}' },
} as const satisfies Catalogue<string>
