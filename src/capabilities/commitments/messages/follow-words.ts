import type { Catalogue } from '../../../foundation/wording.ts'

export const FOLLOW_WORDS = {
  title: { fr: 'Suivre par courriel', en: 'Follow by mail' },
  lead: {
    fr: 'Un courriel quand quelque chose arrive, une fois par jour au plus. L’adresse ne sert qu’à cela ; elle est effacée dès que vous arrêtez.',
    en: 'A mail when something happens, once a day at most. The address serves nothing else; it is erased as soon as you stop.',
  },
  email: { fr: 'Votre adresse électronique', en: 'Your email address' },
  what: { fr: 'Suivre', en: 'Follow' },
  all: { fr: 'Tous les engagements', en: 'All commitments' },
  privacy: {
    fr: 'Responsable : la Ville ({city}). Délégué à la protection des données : {dpo}. Base légale : votre consentement (RGPD, art. 6.1 a), retiré d’un geste dans chaque courriel. Destinataires : personne d’autre. Gardée jusqu’à ce que vous arrêtiez, sept jours si vous ne confirmez pas. Seule l’adresse est obligatoire. Vos droits : accès, rectification, effacement, et réclamation auprès de la CNIL.',
    en: 'Controller: the city of {city}. Data protection officer: {dpo}. Legal basis: your consent (GDPR art. 6(1)(a)), withdrawn by one press in each mail. Recipients: nobody else. Kept until you stop, seven days if you do not confirm. The address alone is required. Your rights: access, rectification, erasure, and complaint to the CNIL.',
  },
  button: { fr: 'Recevoir les nouvelles', en: 'Get the news' },
  sent: { fr: 'Regardez votre boîte', en: 'Look at your mail' },
  sentMore: {
    fr: 'Si cette adresse ne suit pas encore, un courriel part (un par jour au plus). Ouvrez son lien dans les sept jours pour confirmer ; sinon l’adresse est effacée.',
    en: 'If this address does not follow yet, a mail leaves (one a day at most). Open its link within seven days to confirm; otherwise the address is erased.',
  },
  'error-email': { fr: 'Cette adresse n’est pas une adresse électronique.', en: 'This is no email address.' },
  'error-commitment-unknown': { fr: 'Cet engagement n’existe pas.', en: 'There is no such commitment.' },
  notDone: { fr: 'Rien n’a été enregistré', en: 'Nothing was recorded' },
  manage: { fr: 'Votre suivi', en: 'What you follow' },
  followingAll: { fr: 'Cette adresse suit tous les engagements.', en: 'This address follows all commitments.' },
  followingOne: { fr: 'Cette adresse suit l’engagement {commitment}.', en: 'This address follows commitment {commitment}.' },
  toConfirm: { fr: 'Il reste à confirmer.', en: 'It is still to be confirmed.' },
  confirm: { fr: 'Oui, je veux ces courriels', en: 'Yes, I want these mails' },
  confirmed: { fr: 'C’est confirmé. La prochaine nouvelle vous parviendra.', en: 'Confirmed. The next news will reach you.' },
  stop: { fr: 'Arrêter et effacer mon adresse', en: 'Stop and erase my address' },
  stopped: { fr: 'C’est arrêté, et votre adresse est effacée.', en: 'It has stopped, and your address is erased.' },
  confirmSubject: { fr: 'Confirmer le suivi des engagements de {city}', en: 'Confirm that you follow the commitments of {city}' },
  confirmBody: {
    fr: 'Bonjour,\n\nQuelqu’un, vous sans doute, a demandé à suivre les engagements de la Ville : {city}.\n\nPour confirmer, ouvrez ce lien :\n{url}\n\nSi ce n’est pas vous, ne faites rien : sans confirmation, l’adresse est effacée après {n} jours.\n',
    en: 'Hello,\n\nSomeone, probably you, asked to follow the commitments of the City: {city}.\n\nTo confirm, open this link:\n{url}\n\nIf it was not you, do nothing: without confirmation the address is erased after {n} days.\n',
  },
  newsSubject: { fr: 'Engagements : {n} {n|nouvelle|nouvelles}', en: 'Commitments: {n} {n|news item|news items}' },
  newsBody: {
    fr: 'Bonjour,\n\n{news}\n\nPour arrêter et effacer votre adresse :\n{url}\n',
    en: 'Hello,\n\n{news}\n\nTo stop and erase your address:\n{url}\n',
  },
} satisfies Catalogue<string>
