import type { Catalogue } from '../../../foundation/wording.ts'

/** A public opinion, from one member's proposal to another's signature. */
export const PROPOSAL_WORDS = {
  propose: { fr: 'Proposer un avis public', en: 'Propose a public opinion' },
  proposeLead: {
    fr: 'Écrit pour le public : aucun nom, aucun détail qui désigne une personne. Ce que vous ôtez n’y est pas, il n’est pas caché dessous. Un autre membre le signe pour qu’il paraisse.',
    en: 'Written for the public: no name, no detail that points to a person. What you leave out is not there, it is not covered. Another member signs it for it to appear.',
  },
  opinionTitle: { fr: 'Titre', en: 'Title' },
  opinionFound: { fr: 'Ce que l’organe a trouvé', en: 'What the body found' },
  opinionAsks: { fr: 'Ce qu’il demande', en: 'What it asks' },
  sign2: { fr: 'Signer aussi, et publier', en: 'Sign too, and publish' },
  sign2Lead: { fr: 'Un membre propose cet avis public :', en: 'A member proposes this public opinion:' },
  sign2Done: { fr: 'Avis n° {n} publié.', en: 'Opinion no. {n} published.' },
  'no-opinion-number': {
    fr: 'Un autre avis a paru sous ce numéro : proposez-le de nouveau.',
    en: 'Another opinion appeared under this number: propose it again.',
  },
  'no-opinion-signatures': {
    fr: 'Il faut les signatures de deux membres différents qui siègent.',
    en: 'It takes the signatures of two different members who sit.',
  },
} as const satisfies Catalogue<string>
