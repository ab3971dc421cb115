import type { Situation } from '../core/situation.ts'
import { after, iAsk, now, said, theyAsk, tryAfter, tryNow } from './say.ts'

/** Minors, complaints, injuries, images and receipts. */
export const RECOURSE: readonly Situation[] = [
  {
    id: 'mineurs',
    title: said('J’ai moins de 18 ans', 'I am under 18'),
    lead: said('Les mêmes règles valent, avec des protections en plus.', 'The same rules hold, with protections added.'),
    leadLaw: ['cpp-78-2', 'cjpm-l413'],
    statements: [
      theyAsk(
        ['cpp-78-1', 'cpp-78-2'],
        'Ton identité, comme à un adulte, dans les cas prévus par la loi.',
        'Your identity, as of an adult, in the cases that the law provides.',
      ),
      iAsk(
        ['cpp-78-3'],
        'Si l’on me retient pour vérifier mon identité : mes parents sont à mes côtés, sauf impossibilité, et le procureur est prévenu dès le début.',
        'If I am held to verify my identity: my parents are with me, unless impossible, and the prosecutor is told from the start.',
      ),
      iAsk(
        ['cjpm-l413'],
        'En garde à vue : mes parents sont prévenus, un médecin me voit (d’office avant 16 ans), un avocat est obligatoire, et je suis filmé quand on m’interroge.',
        'In police custody: my parents are told, a doctor sees me (always before 16), a lawyer is compulsory, and I am filmed when questioned.',
      ),
      iAsk(['csi-r434-14'], 'Le respect, et le vouvoiement : la règle n’a pas d’âge.', 'Respect, and to be addressed formally: the rule has no age.'),
      tryNow(
        'Reste calme. Dis ton âge tout de suite. Tu peux dire que tu attends ton avocat pour répondre.',
        'Stay calm. Say your age at once. You may say that you wait for your lawyer before answering.',
      ),
      tryAfter(
        'Raconte-le à un adulte de confiance le jour même, et écrivez-le ensemble.',
        'Tell an adult whom you trust the same day, and write it down together.',
      ),
      after(['ddd-2011'], 'Un enfant peut saisir lui-même le Défenseur des droits.', 'A child may turn to the Défenseur des droits by themselves.'),
    ],
  },
  {
    id: 'plainte-refusee',
    title: said('On refuse ma plainte', 'My complaint is refused'),
    lead: said(
      'La police et la gendarmerie doivent recevoir toute plainte d’une victime, où qu’elle la dépose.',
      'Police and gendarmerie must take every victim’s complaint, wherever it is made.',
    ),
    leadLaw: ['cpp-15-3'],
    statements: [
      theyAsk(
        ['cpp-15-3'],
        'De raconter les faits. Ni preuve, ni certificat, ni titre de séjour n’est exigé pour la recevoir.',
        'To tell the facts. No proof, certificate or residence permit is required for it to be taken.',
      ),
      iAsk(
        ['cpp-15-3'],
        'Un procès-verbal et un récépissé immédiat ; une copie si je la demande.',
        'A written report and a receipt at once; a copy if I ask for it.',
      ),
      iAsk(
        ['cpp-15-3'],
        'Une plainte, pas une main courante : la main courante ne lance pas d’enquête.',
        'A complaint, not an entry in the log: the log starts no inquiry.',
      ),
      tryNow(
        'Citez l’article 15-3. Notez l’heure, le lieu, le numéro de l’agent et les mots employés.',
        'Quote article 15-3. Write down the time, place, officer’s number and the words used.',
      ),
      after(
        ['cpp-40', 'cpp-40-1'],
        'Écrire au procureur de la République du tribunal judiciaire : une lettre simple vaut plainte.',
        'Write to the prosecutor at the tribunal judiciaire: a plain letter is a complaint.',
      ),
      after(
        ['cpp-85'],
        'Pour un délit, après trois mois sans réponse ou un classement, la plainte avec constitution de partie civile saisit un juge d’instruction ; pour un crime, sans attendre.',
        'For a délit, after three months without an answer or if the case is closed, a complaint as civil party brings it before an investigating judge; for a crime, at once.',
      ),
      after(
        ['ddd-2011'],
        'Signaler le refus au Défenseur des droits, ou à l’inspection (IGPN, IGGN).',
        'Report the refusal to the Défenseur des droits, or to the inspectorate (IGPN, IGGN).',
      ),
    ],
  },
  {
    id: 'blessure',
    title: said('J’ai été blessé', 'I was injured'),
    lead: said(
      'La santé d’abord, les preuves tout de suite après : elles disparaissent vite.',
      'Health first, evidence right after: it vanishes fast.',
    ),
    leadLaw: [],
    statements: [
      theyAsk(['cpp-78-2'], 'Mon identité, dans les mêmes cas que toute autre personne.', 'My identity, in the same cases as anyone else.'),
      iAsk(
        ['csi-r434-18'],
        'Pourquoi la force ? Elle n’est permise que si elle est nécessaire, et proportionnée.',
        'Why force? It is allowed only if it is necessary, and proportionate.',
      ),
      tryNow(
        'Appelez le 15 ou le 112. Demandez un certificat médical qui décrit chaque blessure et dit l’incapacité totale de travail (ITT).',
        'Call 15 or 112. Ask for a medical certificate that describes each injury and states the incapacity for work (ITT).',
      ),
      tryNow(
        'Photographiez les blessures le jour même, puis les jours suivants. Gardez les vêtements sans les laver.',
        'Photograph the injuries the same day, then on the following days. Keep the clothes unwashed.',
      ),
      now(
        ['csi-l252-5', 'csi-r241-13'],
        'Demandez aussitôt que les images soient gardées : elles sont effacées en un mois au plus.',
        'Ask at once that footage be kept: it is erased within one month at most.',
      ),
      after(
        ['cpp-15-3', 'cpp-40', 'cpp-40-1'],
        'Porter plainte au commissariat, à la gendarmerie, ou par lettre au procureur.',
        'Make a complaint at a police station, at the gendarmerie, or by letter to the prosecutor.',
      ),
      after(
        ['cpp-8-9'],
        'Le temps pour agir : six ans pour un délit, un an pour une contravention.',
        'Time to act: six years for a délit, one year for a contravention.',
      ),
      after(
        ['ddd-2011'],
        'Saisir le Défenseur des droits ; l’enquête interne (IGPN, IGGN) peut être menée en parallèle.',
        'Turn to the Défenseur des droits; the internal inquiry (IGPN, IGGN) may run in parallel.',
      ),
    ],
  },
  {
    id: 'images',
    title: said('Voir les images où je suis', 'See the footage that I am in'),
    lead: said(
      'Vous avez un droit d’accès aux images qui vous concernent. Le temps presse : un mois au plus.',
      'You have a right of access to footage that concerns you. Time is short: one month at most.',
    ),
    leadLaw: ['rgpd-15', 'lil-105', 'csi-l252-5'],
    statements: [
      theyAsk(
        ['rgpd-15'],
        'De quoi vous reconnaître : lieu, date, heure, tenue. Une preuve d’identité seulement en cas de doute raisonnable.',
        'What it takes to find you: place, date, time, clothes. Proof of identity only in case of reasonable doubt.',
      ),
      iAsk(
        ['rgpd-15', 'lil-105', 'decret-2023-1102'],
        'L’accès aux images de vidéoprotection où j’apparais, ou la vérification de leur effacement.',
        'Access to the video surveillance footage in which I appear, or that its erasure be verified.',
      ),
      iAsk(['rgpd-15'], 'Une réponse en un mois ; deux mois de plus avec des raisons.', 'An answer within one month; two more with reasons.'),
      now(
        ['csi-l252-5', 'csi-r241-13'],
        'Écrivez le jour même : la vidéoprotection et les caméras-piétons municipales s’effacent en un mois au plus.',
        'Write the same day: video surveillance and municipal body cameras are erased within one month at most.',
      ),
      tryNow('Demandez par écrit que les images soient gardées jusqu’à la réponse.', 'Ask in writing that the footage be kept until the answer.'),
      after(
        ['crpa-l112-3'],
        'Gardez l’accusé de réception daté que l’administration vous doit.',
        'Keep the dated acknowledgement that the administration owes you.',
      ),
      after(
        ['decret-2023-1102', 'lil-105'],
        'En cas de refus ou de silence : la CNIL, puis le juge administratif.',
        'If refused or unanswered: the CNIL, then the administrative court.',
      ),
      after(
        ['csi-l253-5'],
        'Pour une difficulté qui tient aux caméras elles-mêmes : la commission départementale de vidéoprotection, à la préfecture.',
        'For a difficulty with the cameras themselves: the departmental commission on video surveillance, at the prefecture.',
      ),
    ],
  },
  {
    id: 'recus',
    title: said('Mon reçu de contrôle', 'My receipt'),
    lead: said(
      'Aucune loi n’oblige la police à remettre un reçu. La Ville s’y est engagée pour sa police municipale : c’est l’engagement P06.',
      'No law obliges the police to give a receipt. The City has promised it for its municipal police: that is commitment P06.',
    ),
    leadLaw: [],
    statements: [
      theyAsk(
        ['rgpd-5'],
        'Rien : le reçu ne porte ni votre nom, ni vos papiers, ni votre origine.',
        'Nothing: the receipt holds neither your name, nor your papers, nor your origin.',
      ),
      iAsk(
        ['rgpd-15'],
        'De lire tout ce qui a été noté, et d’y joindre mes observations.',
        'To read all that was noted, and to attach my observations.',
      ),
      tryNow(
        'Scannez le code avant de partir, ou prenez la carte. Pas de téléphone ? Demandez la carte.',
        'Scan the code before you leave, or take the card. No phone? Ask for the card.',
      ),
      tryNow('On vous la refuse ? Notez l’heure et le lieu.', 'It is refused? Write down the time and place.'),
      tryAfter(
        'Vérifiez-le sur cette plateforme, et gardez-le dans votre carnet : lui seul relie vos contrôles entre eux, sur votre appareil.',
        'Verify it on this platform, and keep it in your record book: it alone links your checks, on your device.',
      ),
      tryAfter(
        'Sans reçu, déclarez le contrôle : votre déclaration est comptée à part, et ce nombre est publié.',
        'Without a receipt, declare the check: your declaration is counted apart, and that number is published.',
      ),
      after(
        ['cedh-2025'],
        'Plusieurs contrôles en peu de jours : montrez vos reçus à un avocat. La Cour européenne a condamné la France pour une personne contrôlée trois fois en dix jours.',
        'Several checks in a few days: show your receipts to a lawyer. The European Court found against France for a person checked three times in ten days.',
      ),
    ],
  },
]
