import type { Catalogue } from '../../../foundation/wording.ts'

/** What a person reads when something in a case opens for nobody. */
export const ASIDE_WORDS = {
  asideLead: {
    fr: '{n} {n|ajout ne s’ouvre pas, ou n’a pas sa place ici|ajouts ne s’ouvrent pas, ou n’ont pas leur place ici} (à partir du n° {first}). Le serveur peut avoir changé quelque chose ; quelqu’un qui a le droit d’écrire peut l’avoir fait ainsi. Vous pouvez lire le reste et continuer : l’écart sera inscrit, sous votre signature, dans ce que vous écrirez. Ce qui a sa place n’est jamais écarté.',
    en: '{n} {n|addition does not open, or does not fit here|additions do not open, or do not fit here} (from no. {first} on). The server may have changed something; somebody who may write may have made it so. You can read the rest and go on: that it was set aside will stand, under your signature, in what you write. What fits is never set aside.',
  },
  asideGo: { fr: 'Continuer sans {n|cet ajout|ces ajouts}', en: 'Go on without {n|it|them}' },
  asideNow: {
    fr: '{n} {n|ajout illisible est écarté|ajouts illisibles sont écartés} sur cet appareil.',
    en: '{n} unreadable {n|addition is|additions are} set aside on this device.',
  },
  asideSaid: {
    fr: 'Écrit sans {n} {n|ajout qui ne s’ouvrait pas|ajouts qui ne s’ouvraient pas} avant celui-ci.',
    en: 'Written without {n} {n|addition|additions} before it that did not open.',
  },
} as const satisfies Catalogue<string>
