import type { Catalogue } from '../../../foundation/wording.ts'

/** Both sides heard: the body's exchange with the authority, as members see it. */
export const HEARING_WORDS = {
  hear: { fr: 'Entendre l’autorité (contradictoire)', en: 'Hear the authority (both sides)' },
  hearNobody: { fr: 'La composition ne nomme aucune autorité à entendre.', en: 'The roster names no authority to hear.' },
  hearLead: {
    fr: 'L’autorité lit ce que vous écrivez ici, et rien d’autre du dossier : ni nom, ni récit, ni pièce. La personne voit ce qui a été transmis.',
    en: 'The authority reads what you write here, and nothing else of the case: no name, account or file. The person sees what was passed on.',
  },
  hearText: { fr: 'Extrait et questions pour l’autorité', en: 'Extract and questions for the authority' },
  hearSend: { fr: 'Sceller pour l’autorité', en: 'Seal for the authority' },
  hearUnsent: {
    fr: 'Cet extrait est noté au dossier, mais n’est pas parti : envoyez-le.',
    en: 'This extract is noted in the case, but did not leave: send it.',
  },
  hearLook: { fr: 'Lire cet échange', en: 'Read this exchange' },
  hearWaits: { fr: 'L’autorité n’a pas encore répondu.', en: 'The authority has not answered yet.' },
  hearBring: { fr: 'Verser sa réponse au dossier', en: 'Bring its answer into the case' },
  hearBringOwn: { fr: 'Verser au dossier ce que l’organe a écrit', en: 'Bring what the body wrote into the case' },
  hearTell: { fr: 'Nouvelles ou questions, dans cet échange', en: 'News or questions, in this exchange' },
  hearTellLead: {
    fr: 'L’autorité aussi reçoit des nouvelles tous les 28 jours. Ce que vous écrivez entre au dossier ; la personne le lit.',
    en: 'The authority has news every 28 days, too. What you write enters the case; the person reads it.',
  },
  'no-no-authority': { fr: 'La composition ne nomme aucune autorité à entendre.', en: 'The roster names no authority to hear.' },
} as const satisfies Catalogue<string>
