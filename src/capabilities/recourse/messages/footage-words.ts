import type { Catalogue } from '../../../foundation/wording.ts'

/** Footage that is to be kept: asked for at filing, or from a case. */
export const FOOTAGE_WORDS = {
  footageTitle: { fr: 'Demander que les images soient gardées', en: 'Demand that the footage be kept' },
  footageGo: { fr: 'Demander maintenant', en: 'Demand now' },
  footageHour: { fr: 'Heure (21h, 21:30, 22h à 2h ; sinon toute la journée)', en: 'Hour (21h, 21:30, 22h à 2h; otherwise the whole day)' },
  preserve: { fr: 'Demander tout de suite que les images de ce lieu soient gardées', en: 'Demand at once that the footage of this place be kept' },
  preserveHint: {
    fr: 'Les images sont effacées en un mois au plus. La demande dit au centre de vidéoprotection le lieu et le moment, rien d’autre : ni votre nom, ni votre récit, ni votre dossier.',
    en: 'Footage is erased within one month at most. The demand tells the video centre the place and the time, nothing else: not your name, account or case.',
  },
  preserved: {
    fr: 'La demande de garder les images est partie : n° {reference}, {place}, du {from} au {to}. Sa réponse se lit ici :',
    en: 'The demand to keep the footage was sent: no. {reference}, {place}, from {from} to {to}. Its answer can be read here:',
  },
  preservedUnmailed: {
    fr: 'La demande de garder les images est au registre public : n° {reference}, {place}, du {from} au {to}. La ville n’a pas encore donné l’adresse du centre de vidéoprotection : elle partira dès qu’elle y sera. Écrivez-lui aussi vous-même. Sa réponse se lira ici :',
    en: 'The demand to keep the footage is in the public register: no. {reference}, {place}, from {from} to {to}. The city has not given the address of the video centre yet: it will be sent once it has. Write to it yourself too. Its answer will be read here:',
  },
  preservedLink: { fr: 'les demandes de garder les images', en: 'demands to keep footage' },
  preserveFailed: {
    fr: 'La demande de garder les images n’est pas partie ({code}). Les membres le verront et peuvent la faire ; vous pouvez la refaire depuis votre dossier.',
    en: 'The demand to keep the footage was not sent ({code}). Members will see it and can make it; you can make it again from your case.',
  },
  preservedItem: { fr: 'N° {reference} : {place}, du {from} au {to}', en: 'No. {reference}: {place}, from {from} to {to}' },
  preservedState: { fr: 'Ce que le centre de vidéoprotection a répondu', en: 'What the video centre answered' },
} as const satisfies Catalogue<string>
