import type { Catalogue, Language } from '../../../foundation/wording.ts'

/** What the register of acts says of each act. An act that it does not know is shown by its code: nothing is left out. */
const ACT_WORDS = {
  'signed-in': { fr: 'connexion', en: 'sign-in' },
  'account-opened': { fr: 'compte ouvert', en: 'account opened' },
  'account-invited-again': { fr: 'nouveau lien envoyé', en: 'new link sent' },
  'account-closed': { fr: 'compte fermé', en: 'account closed' },
  'unit-written': { fr: 'service enregistré', en: 'unit saved' },
  'officer-added': { fr: 'agent ajouté', en: 'officer added' },
  'officer-left': { fr: 'départ d’un agent', en: 'officer left' },
  'quarters-imported': { fr: 'quartiers importés', en: 'quarters imported' },
  'sections-imported': { fr: 'rues importées', en: 'streets imported' },
  'options-set': { fr: 'langues et champs réglés', en: 'languages and fields set' },
  'enrolment-opened': { fr: 'code d’enrôlement donné', en: 'enrolment code given' },
  'device-revoked': { fr: 'téléphone révoqué', en: 'phone revoked' },
  'checks-declared': { fr: 'contrôles déclarés', en: 'checks declared' },
  'cards-printed': { fr: 'cartes imprimées', en: 'cards printed' },
  'facts-imported': { fr: 'données importées', en: 'data imported' },
  'import-undone': { fr: 'import annulé', en: 'import undone' },
  'draft-requested': { fr: 'brouillon de compte rendu demandé', en: 'draft report requested' },
  'report-signed': { fr: 'compte rendu signé', en: 'report signed' },
  'report-commented': { fr: 'avis joint à un compte rendu', en: 'opinion attached to a report' },
  'report-published': { fr: 'compte rendu publié', en: 'report published' },
  'reports-promised': { fr: 'dates de comptes rendus promises', en: 'report dates promised' },
  'programme-entered': { fr: 'dix-huit engagements inscrits', en: 'eighteen commitments entered' },
  'version-drafted': { fr: 'version d’un engagement écrite', en: 'version of a commitment written' },
  'version-published': { fr: 'version d’un engagement publiée', en: 'version of a commitment published' },
  'finding-said': { fr: 'constat sur un engagement', en: 'finding on a commitment' },
  'document-given': { fr: 'document versé à un engagement', en: 'document given for a commitment' },
  'document-decided': { fr: 'document d’un habitant examiné', en: 'a resident’s document examined' },
  'text-read': { fr: 'texte de droit relu', en: 'legal text read again' },
  'look-set': { fr: 'nom, couleur et logo réglés', en: 'name, colour and logo set' },
  'receipt-annotated': { fr: 'reçu annoté', en: 'receipt annotated' },
} satisfies Catalogue<string>

export function wordAct(act: string, language: Language): string {
  const known = Object.keys(ACT_WORDS).find((key): key is keyof typeof ACT_WORDS => key === act)
  return known ? ACT_WORDS[known][language] : act
}
