import type { Catalogue } from '../../../foundation/wording.ts'

export const LEGAL_WORDS = {
  legalTitle: { fr: 'Mentions légales', en: 'Legal notice' },
  publisher: {
    fr: 'Éditeur : la Ville ({city}). Contact : {contact}. Directeur de la publication : le maire.',
    en: 'Publisher: the city of {city}. Contact: {contact}. Publication director: the mayor.',
  },
  host: {
    fr: 'Hébergeur : {host}.',
    en: 'Host: {host}.',
  },
  hostUnnamed: { fr: 'la Ville ne l’a pas encore nommé', en: 'the city has not named it yet' },
  licence: {
    fr: 'Logiciel libre, licence AGPL 3.0 ou ultérieure. Chiffres publiés : Licence Ouverte 2.0.',
    en: 'Free software, AGPL 3.0 or later. Published figures: Licence Ouverte 2.0.',
  },
  privacyTitle: { fr: 'Données personnelles', en: 'Personal data' },
  privacyLead: { fr: 'Aucun fichier de cette ville ne dit qui a été contrôlé.', en: 'No file of this city says who was checked.' },
  controller: {
    fr: 'Responsable du traitement : la Ville ({city}). Délégué à la protection des données : {dpo}.',
    en: 'Controller: the city of {city}. Data protection officer: {dpo}.',
  },
  receipts: {
    fr: 'Reçus : l’acte, le lieu (rue et quartier), l’heure, le service, le numéro des agents. Jamais le nom, la date de naissance, l’origine, la photo, ni le lieu exact de la personne contrôlée. Base légale : mission d’intérêt public (RGPD, art. 6.1 e). Durée : 12 mois, ou 3 ans à partir d’une contestation, pour que le détenteur retrouve le sien ; puis effacés. Le journal public n’en garde qu’une empreinte, qui ne dit plus rien une fois son sel effacé.',
    en: 'Receipts: the act, place (street and quarter), time, unit, officers’ numbers. Never the name, birth date, origin, photo or exact place of the person checked. Legal basis: public interest (GDPR art. 6(1)(e)). Kept 12 months, or 3 years from a contest, so that the holder finds theirs; then erased. The public journal keeps a digest only, which says nothing once its salt is erased.',
  },
  carnet: {
    fr: 'Carnet : sur votre appareil seulement. La ville n’en a pas de copie.',
    en: 'Record book: on your device only. The city has no copy.',
  },
  declarations: {
    fr: 'Déclarations sans reçu : ce que vous écrivez, 3 ans. N’y mettez aucun nom.',
    en: 'Declarations without a receipt: what you write, 3 years. Put no name in them.',
  },
  followers: {
    fr: 'Suivi des engagements : l’adresse électronique que vous donnez, avec votre consentement, pour vous écrire et pour rien d’autre ; effacée dès que vous arrêtez, ou après sept jours sans confirmation. Documents proposés : ce que vous écrivez, sans votre nom.',
    en: 'Following commitments: the email address that you give, with your consent, to write to you and for nothing else; erased as soon as you stop, or after seven days without confirmation. Documents that you propose: what you write, without your name.',
  },
  recourse: {
    fr: 'Recours : votre saisine est scellée sur votre appareil pour l’organe que vous choisissez ; la Ville garde un fichier qu’elle ne peut pas lire, et voit l’organe, l’heure, les tailles, l’étape (la page de l’organe dit tout ce qu’elle voit). Durée : six ans après la clôture, un an après un retrait. Demandes de garder des images : lieu et heures, sans votre nom. Nouvelles par courriel : votre adresse, jusqu’à ce que vous arrêtiez.',
    en: 'Recourse: your filing is sealed on your device for the body that you choose; the city keeps a file that it cannot read, and sees the body, the hour, sizes, the step (the body’s page says all that it sees). Kept six years after closing, one year after a withdrawal. Demands to keep footage: place and hours, without your name. News by mail: your address, until you stop.',
  },
  staff: {
    fr: 'Comptes des agents : adresse de messagerie, rôle, actes faits ici. Durée du compte, plus 1 an.',
    en: 'Staff accounts: mail address, role, acts done here. Life of the account, plus 1 year.',
  },
  cookies: {
    fr: 'Un témoin de connexion, pour les agents connectés ; un témoin de langue, si vous en choisissez une. Aucun traceur : aucun consentement à donner.',
    en: 'One cookie for signed-in staff; one for the language, if you choose one. No tracker: no consent to give.',
  },
  rights: {
    fr: 'Vos droits : accès, rectification, effacement, limitation, opposition, auprès du délégué ; réclamation à la CNIL (cnil.fr).',
    en: 'Your rights: access, rectification, erasure, restriction, objection, through the officer; complaint to the CNIL (cnil.fr).',
  },
  accessibilityTitle: { fr: 'Accessibilité : non conforme', en: 'Accessibility: not compliant' },
  accessibility1: {
    fr: 'La Ville ({city}) s’engage à rendre ce site accessible, conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005. Il n’a pas encore été audité : il est donc déclaré non conforme au RGAA 4.1.',
    en: 'The city of {city} undertakes to make this site accessible, under article 47 of law no. 2005-102 of 11 February 2005. It has not been audited yet: it is therefore declared not compliant with RGAA 4.1.',
  },
  accessibility2: {
    fr: 'Contrôles automatiques : aucun défaut relevé par axe sur les pages et états testés ; parcours au clavier et à 200 % essayés. Ce n’est pas un audit.',
    en: 'Automatic checks: no defect found by axe on the pages and states tested; keyboard and 200 % journeys tried. This is not an audit.',
  },
  accessibility3: {
    fr: 'Un défaut vous empêche d’accéder à un contenu ? Écrivez à {contact} : réponse et autre forme vous seront données.',
    en: 'A defect keeps you from some content? Write to {contact}: you will get an answer and another form.',
  },
  accessibility4: {
    fr: 'Sans réponse satisfaisante : Défenseur des droits, formulaire.defenseurdesdroits.fr, 09 69 39 00 00, ou par courrier gratuit, sans timbre : Libre réponse 71120, 75342 Paris CEDEX 07.',
    en: 'Without a satisfying answer: Défenseur des droits, formulaire.defenseurdesdroits.fr, +33 9 69 39 00 00, or by free post: Libre réponse 71120, 75342 Paris CEDEX 07.',
  },
} satisfies Catalogue<string>
