import type { Catalogue } from '../../../foundation/wording.ts'

/** Mails that say nothing of what they are about. */
export const NEWS_WORDS = {
  title: { fr: 'Être prévenu par courriel', en: 'Be told by mail' },
  lead: {
    fr: 'Un courriel, une fois par jour au plus, les jours où cet organe a écrit à quelqu’un : peut-être à vous. Il ne dit ni l’organe, ni un dossier, et ne contient aucun lien.',
    en: 'A mail, once a day at most, on days when this body wrote to somebody: perhaps to you. It names neither the body nor a case, and has no link in it.',
  },
  honest: {
    fr: 'L’adresse n’est rattachée à aucun dossier : la mairie, qui héberge, sait qu’elle a été donnée ici, pas si vous avez un dossier, ni lequel. Si même cela est trop, revenez voir avec vos 12 mots.',
    en: 'The address is tied to no case: city hall, the host, knows that it was given here, not whether you have a case, nor which. If even that is too much, come and look with your 12 words.',
  },
  email: { fr: 'Adresse électronique', en: 'Email address' },
  ask: { fr: 'Recevoir un code', en: 'Get a code' },
  stop: { fr: 'Arrêter et effacer cette adresse', en: 'Stop and erase this address' },
  stopped: { fr: 'Si cette adresse était là, elle est effacée.', en: 'If this address was there, it is erased.' },
  asked: {
    fr: 'Si cette adresse ne reçoit pas encore de nouvelles, un code lui est envoyé, un par heure au plus. Il vaut une heure.',
    en: 'If this address gets no news yet, a code is sent to it, one an hour at most. It holds for one hour.',
  },
  code: { fr: 'Code reçu', en: 'Code received' },
  confirm: { fr: 'Confirmer', en: 'Confirm' },
  confirmed: { fr: 'C’est confirmé.', en: 'Confirmed.' },
  'no-email': { fr: 'Cette adresse n’est pas une adresse électronique.', en: 'This is no email address.' },
  'no-not-found': { fr: 'Cet organe n’existe pas.', en: 'There is no such body.' },
  'no-code-wrong': {
    fr: 'Ce n’est pas le code, ou il a plus d’une heure, ou il a été essayé cinq fois. Demandez-en un autre, une heure après le premier.',
    en: 'That is not the code, or it is older than an hour, or was tried five times. Ask for another, an hour after the first.',
  },
  notDone: { fr: 'Rien n’a été enregistré', en: 'Nothing was recorded' },
  privacy: {
    fr: 'Responsable : la Ville ({city}). Délégué à la protection des données : {dpo}. Base légale : votre consentement (RGPD, art. 6.1 a), retiré ici d’un geste. Destinataires : personne d’autre. Gardée jusqu’à ce que vous arrêtiez, deux jours si vous ne confirmez pas. Vos droits : accès, rectification, effacement, et réclamation auprès de la CNIL.',
    en: 'Controller: the City ({city}). Data protection officer: {dpo}. Legal basis: your consent (GDPR art. 6(1)(a)), withdrawn here by one press. Recipients: nobody else. Kept until you stop, two days if you do not confirm. Your rights: access, rectification, erasure, and complaint to the CNIL.',
  },
  codeSubject: { fr: 'Votre code', en: 'Your code' },
  codeBody: {
    fr: 'Bonjour,\n\nVotre code : {code}\n\nTapez-le dans la page que vous avez ouverte. Si vous n’avez rien demandé, ne faites rien.\n',
    en: 'Hello,\n\nYour code: {code}\n\nType it in the page that you have open. If you asked for nothing, do nothing.\n',
  },
  newsSubject: { fr: 'Il y a peut-être du nouveau', en: 'There may be news' },
  newsBody: {
    fr: 'Bonjour,\n\nIl y a peut-être du nouveau, là où vous savez.\n\nCe courriel ne contient aucun lien, à dessein. Pour ne plus le recevoir, faites-le là où vous l’avez demandé.\n',
    en: 'Hello,\n\nThere may be news, where you know.\n\nThis mail has no link in it, on purpose. To stop it, go where you asked for it.\n',
  },
  lateLabel: { fr: 'Pour qui siège dans l’organe, ou le suit', en: 'For who sits in the body, or watches it' },
  late: {
    fr: 'Aussi quand une date de ses dossiers est dépassée (une fois par date)',
    en: 'Also when a date of its cases has passed (once for each date)',
  },
  lateSubject: { fr: 'Des dates sont passées', en: 'Dates have passed' },
  lateBody: {
    fr: 'Bonjour,\n\n{n} {n|date est passée|dates sont passées} depuis le dernier courriel, là où vous savez.\n\nCe courriel ne contient aucun lien, à dessein. Pour ne plus le recevoir, faites-le là où vous l’avez demandé.\n',
    en: 'Hello,\n\n{n} {n|date has|dates have} passed since the last mail, where you know.\n\nThis mail has no link in it, on purpose. To stop it, go where you asked for it.\n',
  },
  link: { fr: 'Être prévenu par courriel, sans rien révéler', en: 'Be told by mail, without revealing anything' },
} as const satisfies Catalogue<string>
