import type { Situation } from '../core/situation.ts'
import { after, iAsk, now, said, theyAsk, tryAfter, tryNow } from './say.ts'

/** In a car, at home, in a demonstration, with a camera in hand. */
export const PLACES: readonly Situation[] = [
  {
    id: 'voiture-sac',
    title: said('Ma voiture, mon sac', 'My car, my bag'),
    lead: said('Ouvrir un coffre ou un sac n’est pas permis dans tous les contrôles.', 'Opening a boot or a bag is not allowed in every check.'),
    leadLaw: ['cpp-78-2-2', 'cpp-78-2-4'],
    statements: [
      theyAsk(
        ['cpp-78-2-2'],
        'D’ouvrir le véhicule ou le sac, sur réquisitions écrites du procureur, dans un lieu et pour un temps donnés (vingt-quatre heures, renouvelables).',
        'To open the vehicle or the bag, on the prosecutor’s written order, in a place and for a time that it names (twenty-four hours, renewable).',
      ),
      theyAsk(
        ['cpp-78-2-4'],
        'Pour prévenir une atteinte grave aux personnes ou aux biens : avec votre accord, ou sur instruction du procureur, que l’on attend trente minutes au plus.',
        'To prevent a serious attack on people or property: with your consent, or on the prosecutor’s instruction, for which you may be kept waiting thirty minutes at most.',
      ),
      iAsk(
        ['cpp-78-2-2', 'cpp-78-2-4'],
        'Sur quel fondement ? Y a-t-il une réquisition du procureur ?',
        'On what ground? Is there an order of the prosecutor?',
      ),
      iAsk(
        ['cpp-78-2-2', 'cpp-78-2-4'],
        'D’être présent pendant la visite, et qu’elle ne dure que le temps nécessaire.',
        'To be present during the search, and that it lasts only as long as it must.',
      ),
      now(
        ['cpp-78-2-2', 'cpp-78-2-4'],
        'Demandez un procès-verbal : il est dû si une infraction est trouvée, ou si vous le demandez.',
        'Ask for a written report: it is due if an offence is found, or if you ask for it.',
      ),
      tryNow('Dites clairement si vous consentez ou non.', 'Say clearly whether you consent or not.'),
      tryAfter('Gardez le procès-verbal avec votre reçu.', 'Keep the report with your receipt.'),
      after(['ddd-2011'], 'Saisir le Défenseur des droits en cas d’abus.', 'Turn to the Défenseur des droits in case of abuse.'),
    ],
  },
  {
    id: 'domicile',
    title: said('La police à ma porte', 'The police at my door'),
    lead: said(
      'Le domicile est protégé. On n’y entre que dans les cas prévus par la loi.',
      'The home is protected. It is entered only in the cases that the law provides.',
    ),
    leadLaw: ['cpp-56', 'cpp-59', 'cpp-76'],
    statements: [
      theyAsk(
        ['cpp-56'],
        'De laisser entrer pour une perquisition, en enquête de flagrance : votre accord n’est alors pas nécessaire.',
        'To let them in for a search, in an inquiry into an offence just committed: your consent is not needed then.',
      ),
      theyAsk(
        ['cpp-76'],
        'En enquête préliminaire, votre accord écrit de votre main, ou la décision d’un juge.',
        'In a preliminary inquiry, your consent in your own handwriting, or a judge’s decision.',
      ),
      iAsk(
        ['cpp-59'],
        'Quelle heure est-il ? Sauf exceptions, on ne commence pas avant 6 heures ni après 21 heures.',
        'What time is it? With exceptions, no search begins before 6 a.m. or after 9 p.m.',
      ),
      iAsk(['cpp-56', 'cpp-76'], 'Qui êtes-vous, et dans quelle enquête ?', 'Who are you, and in which inquiry?'),
      tryNow(
        'N’ouvrez pas sans avoir demandé qui est là et pourquoi ; ne vous opposez pas par la force.',
        'Do not open before asking who is there and why; do not resist by force.',
      ),
      now(
        ['cpp-76'],
        'Ne signez un accord que si vous le voulez : sans accord écrit, il faut un juge.',
        'Sign consent only if you want to: without written consent, a judge is needed.',
      ),
      tryAfter(
        'Faites la liste de ce qui a été pris ou abîmé, et des témoins. Demandez copie du procès-verbal à un avocat.',
        'List what was taken or damaged, and witnesses. Ask a lawyer for a copy of the report.',
      ),
      after(['ddd-2011'], 'Saisir le Défenseur des droits, ou un avocat.', 'Turn to the Défenseur des droits, or to a lawyer.'),
    ],
  },
  {
    id: 'filmer',
    title: said('Je filme la police', 'I film the police'),
    lead: said('Filmer des agents dans un lieu public est permis.', 'Filming officers in a public place is allowed.'),
    leadLaw: ['note-2008'],
    statements: [
      theyAsk(
        ['note-2008'],
        'De ne pas gêner l’intervention, et de rester à distance. On ne peut ni vous interdire de filmer, ni prendre ou effacer vos images, pour cette seule raison.',
        'Not to hinder the operation, and to keep your distance. They may neither forbid you to film, nor take or erase your pictures, for that reason alone.',
      ),
      iAsk(
        ['note-2008'],
        'De continuer à filmer : l’agent n’a pas de droit à l’image particulier dans l’exercice de ses fonctions, sauf services d’intervention et antiterroristes.',
        'To go on filming: an officer has no particular right to their image while on duty, save special and anti-terrorist units.',
      ),
      now(
        ['cp-226-1'],
        'Ne filmez pas ce qui se passe chez quelqu’un : l’image d’une personne dans un lieu privé est protégée.',
        'Do not film what happens in someone’s home: the image of a person in a private place is protected.',
      ),
      tryNow('Dites que vous filmez, ne vous approchez pas, gardez l’original.', 'Say that you are filming, do not come closer, keep the original.'),
      after(
        ['cp-223-1-1'],
        'Diffuser pour exposer un agent ou sa famille à un risque est un délit. Floutez les visages, aussi celui de la personne contrôlée.',
        'Publishing in order to expose an officer or their family to a risk is an offence. Blur faces, that of the person checked too.',
      ),
      after(
        ['ddd-2011'],
        'Si l’on vous a empêché de filmer ou effacé vos images : Défenseur des droits.',
        'If you were stopped from filming or your pictures were erased: Défenseur des droits.',
      ),
    ],
  },
  {
    id: 'manifestation',
    title: said('Dans une manifestation', 'In a demonstration'),
    lead: said(
      'Manifester est une liberté. Une manifestation se déclare ; y participer n’est pas une infraction, sauf si elle est interdite : c’est alors une contravention.',
      'To demonstrate is a freedom. A demonstration is declared; taking part is no offence, unless it is banned: then it is a petty offence.',
    ),
    leadLaw: ['csi-l211-1', 'cp-r644-4'],
    statements: [
      theyAsk(
        ['cpp-78-2-5'],
        'D’ouvrir sacs et véhicules aux abords, sur réquisitions du procureur, pour chercher des armes.',
        'To open bags and vehicles nearby, on the prosecutor’s order, to look for weapons.',
      ),
      theyAsk(
        ['cp-431-3', 'csi-l211-9'],
        'De partir après les sommations : rester alors dans un attroupement est un délit.',
        'To leave after the warnings: staying in an unlawful gathering is then an offence.',
      ),
      theyAsk(
        ['cp-431-9-1'],
        'De montrer votre visage : le cacher sans motif légitime, quand des troubles ont lieu ou menacent, est un délit.',
        'To show your face: hiding it without a legitimate reason, when there is or may be trouble, is an offence.',
      ),
      iAsk(
        ['csi-l211-9'],
        'Où partir ? Les sommations doivent pouvoir être entendues, et suivies.',
        'Where can we go? It must be possible to hear the warnings, and to follow them.',
      ),
      iAsk(
        ['ce-2021'],
        'Journaliste : je peux rester pour rendre compte, hors des rangs, même après les sommations.',
        'As a journalist: I may stay to report, apart from the crowd, even after the warnings.',
      ),
      now(
        ['csi-r434-18'],
        'La force n’est permise que si elle est nécessaire et proportionnée. Éloignez-vous, aidez les blessés.',
        'Force is allowed only if it is necessary and proportionate. Move away, help the injured.',
      ),
      tryAfter(
        'Faites constater les blessures aussitôt ; gardez images, heures et lieux.',
        'Have injuries certified at once; keep pictures, times and places.',
      ),
      after(
        ['csi-l211-1'],
        'Vous organisez ? La déclaration se fait en mairie ou en préfecture, entre quinze et trois jours francs avant.',
        'You organise one? It is declared at the town hall or the prefecture, between fifteen and three clear days before.',
      ),
    ],
  },
]
