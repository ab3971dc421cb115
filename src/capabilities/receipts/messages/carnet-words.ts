import type { Catalogue } from '../../../foundation/wording.ts'

export const CARNET_WORDS = {
  title: { fr: 'Mon carnet', en: 'My record book' },
  lead: {
    fr: 'Vos reçus, sur cet appareil seulement. La ville et la police ne peuvent ni les lire ni les compter ensemble.',
    en: 'Your receipts, on this device only. Neither the city nor the police can read or count them together.',
  },
  empty: {
    fr: 'Aucun reçu gardé. Ouvrez un reçu, puis « Garder dans mon carnet ».',
    en: 'No receipt kept. Open a receipt, then “Keep in my record book”.',
  },
  days30: { fr: '{n|contrôle|contrôles} en 30 jours', en: '{n|check|checks} in 30 days' },
  months12: { fr: '{n|contrôle|contrôles} en 12 mois', en: '{n|check|checks} in 12 months' },
  counted: { fr: 'compté ici, le {date}', en: 'counted here, on {date}' },
  journal: {
    fr: 'Au journal public depuis le {date}, cosigné par {names} ; la preuve est gardée ici.',
    en: 'In the public journal since {date}, cosigned by {names}; the proof is kept here.',
  },
  journalWrong: {
    fr: 'Ce que le journal public dit de ce reçu ne va pas. Ouvrez-le : la page dit ce qui manque, et que faire.',
    en: 'What the public journal says of this receipt is not right. Open it: the page says what is missing, and what to do.',
  },
  open: { fr: 'Ouvrir', en: 'Open' },
  remove: { fr: 'Effacer', en: 'Erase' },
  removeConfirm: {
    fr: 'Effacer ce reçu de cet appareil ? Sans autre copie, il est perdu.',
    en: 'Erase this receipt from this device? Without another copy it is lost.',
  },
  pdf: { fr: 'Résumé PDF pour un avocat', en: 'PDF summary for a lawyer' },
  export: { fr: 'Exporter une copie', en: 'Export a copy' },
  exportLead: {
    fr: 'Le fichier contient vos clés : gardez-le comme un papier important.',
    en: 'The file holds your keys: keep it like an important paper.',
  },
  import: { fr: 'Importer une copie', en: 'Import a copy' },
  imported: { fr: '{n} {n|reçu importé|reçus importés}.', en: '{n} {n|receipt|receipts} imported.' },
  importWrong: { fr: 'Ce fichier n’est pas un carnet. Rien n’a été changé.', en: 'This file is not a record book. Nothing was changed.' },
  erase: { fr: 'Tout effacer', en: 'Erase everything' },
  eraseConfirm: {
    fr: 'Effacer tout le carnet de cet appareil ? Exportez d’abord une copie si vous voulez le garder.',
    en: 'Erase the whole record book from this device? Export a copy first if you want to keep it.',
  },
  yes: { fr: 'Oui, effacer', en: 'Yes, erase' },
  cancel: { fr: 'Annuler', en: 'Cancel' },
  receive: { fr: 'Recevoir un reçu', en: 'Receive a receipt' },
  receiveLead: {
    fr: 'Montrez ce code à l’agent : il le scanne, et n’apprend rien d’autre. Un code neuf à chaque fois, pour que rien ne relie deux contrôles.',
    en: 'Show this code to the officer: they scan it and learn nothing else. A fresh code each time, so that nothing links two checks.',
  },
  close: { fr: 'Fermer', en: 'Close' },
  lookPending: { fr: 'Chercher mes reçus attendus', en: 'Look for my expected receipts' },
  pending: { fr: '{n} {n|reçu attendu|reçus attendus}', en: '{n} {n|receipt|receipts} expected' },
  found: { fr: '{n} {n|reçu trouvé|reçus trouvés}.', en: '{n} {n|receipt|receipts} found.' },
  unverified: { fr: 'à vérifier', en: 'to be checked' },
  verified: { fr: 'au registre', en: 'in the register' },
  full: { fr: 'La mémoire de cet appareil est pleine : rien n’a été gardé ni perdu.', en: 'This device’s memory is full: nothing was kept or lost.' },
  pdfTitle: { fr: 'Reçus de contrôle : résumé', en: 'Check receipts: summary' },
  pdfMade: {
    fr: 'Établi le {date} sur l’appareil du détenteur. Chaque reçu se vérifie à l’adresse indiquée.',
    en: 'Made on {date} on the holder’s device. Each receipt can be checked at the address given.',
  },
  pdfCounts: { fr: '{a} en 30 jours, {b} en 12 mois, {c} en tout', en: '{a} in 30 days, {b} in 12 months, {c} in all' },
  list: { fr: 'Mes reçus', en: 'My receipts' },
} satisfies Catalogue<string>
