import type { Catalogue } from '../../../foundation/wording.ts'

/** The offline form, for the members who answer for it. */
export const FORM_WORDS = {
  formTitle: { fr: 'Formulaire hors ligne : signé', en: 'Offline form: signed' },
  formUnsigned: { fr: 'Formulaire hors ligne : aucun membre n’a signé celui d’aujourd’hui', en: 'Offline form: no member has signed today’s' },
  formLead: {
    fr: 'Un seul fichier, qui scelle sans réseau. Il change quand la composition ou le programme change. Votre signature dit à qui le reçoit d’une association ou sur une clé que c’est bien celui de l’organe.',
    en: 'One file, which seals without a network. It changes when the roster or the program does. Your signature tells whoever gets it from an association or on a stick that it is the body’s.',
  },
  formFile: { fr: 'Le formulaire d’aujourd’hui', en: 'Today’s form' },
  formCompare: {
    fr: 'Pour ne pas croire la ville sur parole, faites-le faire à partir des sources, ailleurs : les octets doivent être les mêmes.',
    en: 'Not to take the city’s word, have it made from the sources, elsewhere: the bytes must be the same.',
  },
  formSign: { fr: 'Signer ce formulaire', en: 'Sign this form' },
  formSigned: { fr: 'Vous l’avez signé ; le journal public en a l’empreinte.', en: 'You signed it; the public journal has its hash.' },
  formSignedBy: { fr: 'Signé par {name}, {date}', en: 'Signed by {name}, {date}' },
  'no-form-changed': {
    fr: 'Le formulaire a changé entre-temps : rechargez la page, comparez de nouveau, puis signez.',
    en: 'The form changed meanwhile: reload the page, compare again, then sign.',
  },
  'no-form-other': {
    fr: 'Ce formulaire n’a pas la clé ou la composition que le journal public connaît : ne le signez pas, et prévenez les autres membres.',
    en: 'This form does not have the key or the roster that the public journal knows: do not sign it, and warn the other members.',
  },
} as const satisfies Catalogue<string>
