import type { Catalogue } from '../../../foundation/wording.ts'

/** A receipt in a case: how it is given, and what it is worth to who reads. */
export const RECEIPT_WORDS = {
  receipt: { fr: 'Votre reçu de contrôle, si vous en avez un', en: 'Your check receipt, if you have one' },
  receiptHint: {
    fr: 'Son adresse, telle que le QR l’ouvre. La preuve qu’il est à vous est faite sur cet appareil ; seule une copie part, scellée, que personne ne peut utiliser à votre place.',
    en: 'Its address, as the QR opens it. The proof that it is yours is made on this device; only a copy leaves, sealed, which nobody can use in your place.',
  },
  receiptSecret: {
    fr: 'Cette adresse est incomplète, ou c’est celle d’une carte avant lecture : elle contient encore votre clé. Ouvrez-la, puis partez de la page du reçu ; ou laissez ce champ vide.',
    en: 'This address is incomplete, or is a card’s before it is read: your key is still in it. Open it, then start from the receipt’s page; or leave this field empty.',
  },
  receiptCopy: {
    fr: 'Ce reçu partira en copie, sans la preuve qu’il est à vous. Pour la joindre, repartez de la page du reçu, sur l’appareil qui le garde.',
    en: 'This receipt will leave as a copy, without proof that it is yours. To add it, start again from the receipt’s page, on the device that keeps it.',
  },
  fromReceipt: {
    fr: 'Jour, heure, lieu et service sont repris de votre reçu : corrigez-les au besoin.',
    en: 'Day, hour, place and service come from your receipt: correct them if needed.',
  },
  fromReceiptProved: {
    fr: 'La preuve que ce reçu est à vous partira avec votre saisine, scellée ; sa clé reste sur cet appareil.',
    en: 'The proof that this receipt is yours will leave with your filing, sealed; its key stays on this device.',
  },
  sealedOffline: { fr: 'Scellé hors ligne, déposé plus tard.', en: 'Sealed offline, handed in later.' },
  'receipt-unread': {
    fr: 'Reçu, tel qu’il a été écrit : « {text} ». Ce n’est pas l’adresse d’un reçu.',
    en: 'Receipt, as it was written: “{text}”. It is not the address of a receipt.',
  },
  'receipt-unproved': {
    fr: 'Reçu {id}, du {date} ({unit}) : donné en copie, sans la preuve que la personne en détient l’original.',
    en: 'Receipt {id}, of {date} ({unit}): given as a copy, without proof that the person holds the original.',
  },
  'receipt-false': {
    fr: 'Reçu {id}, du {date} ({unit}) : la preuve jointe n’est pas celle de ce reçu et de ce dossier. Ne la tenez pas pour une preuve.',
    en: 'Receipt {id}, of {date} ({unit}): the proof given is not that of this receipt and this case. Do not take it for one.',
  },
  'receipt-forged': {
    fr: 'Reçu {id}, du {date} ({unit}) : la personne en détient la clé, mais aucun appareil que la ville reconnaît ne l’a signé.',
    en: 'Receipt {id}, of {date} ({unit}): the person holds its key, but no device that the city vouches for signed it.',
  },
  'receipt-held': {
    fr: 'Reçu {id}, du {date} ({unit}) : la personne en détient la clé, vérifié ici. S’il est authentique, sa page le dit.',
    en: 'Receipt {id}, of {date} ({unit}): the person holds its key, checked here. Whether it is genuine, its page tells.',
  },
  'receipt-genuine': {
    fr: 'Reçu {id}, du {date} ({unit}) : signé par un appareil que la ville reconnaît, et la personne en détient la clé. Vérifié sur cet appareil ; sa page dit s’il est au journal.',
    en: 'Receipt {id}, of {date} ({unit}): signed by a device that the city vouches for, and the person holds its key. Checked on this device; its page tells whether it is in the journal.',
  },
  receiptOpen: { fr: 'Ouvrir ce reçu', en: 'Open this receipt' },
  receiptOpenLead: {
    fr: '(le serveur apprend quel jour est consulté, pas quel reçu)',
    en: '(the server learns which day is looked up, not which receipt)',
  },
} as const satisfies Catalogue<string>
