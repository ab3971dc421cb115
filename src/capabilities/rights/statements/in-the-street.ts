import type { Situation } from '../core/situation.ts'
import { after, iAsk, now, said, theyAsk, tryAfter, tryNow } from './say.ts'

/** Checked in the street, and the three acts that must not be confused. */
export const IN_THE_STREET: readonly Situation[] = [
  {
    id: 'rue',
    title: said('Un contrôle dans la rue', 'A check in the street', { ar: 'مراقبة الهوية في الشارع' }),
    lead: said(
      'Un policier national ou un gendarme vous demande de prouver votre identité.',
      'A national police officer or a gendarme asks you to prove your identity.',
      { ar: 'يطلب منك شرطي من الشرطة الوطنية أو دركي إثبات هويتك.' },
    ),
    leadLaw: ['cpp-78-2'],
    statements: [
      theyAsk(
        ['cpp-78-1', 'cpp-78-2'],
        'De prouver votre identité, dans les cas prévus par la loi. Vous devez vous y prêter.',
        'To prove your identity, in the cases that the law provides. You have to go along with it.',
        { ar: 'إثبات هويتك في الحالات التي يحددها القانون. عليك أن تستجيب لذلك.' },
      ),
      theyAsk(
        ['cpp-78-2', 'ceseda-l812-1'],
        'La preuve se fait par tout moyen : carte d’identité, passeport, permis, autre papier, témoin. La loi n’impose pas de porter une carte d’identité sur soi ; une personne étrangère doit pouvoir montrer son titre de séjour.',
        'Any means will do: identity card, passport, licence, another paper, a witness. The law does not oblige you to carry an identity card; a foreign national must be able to show their residence permit.',
        {
          ar: 'يمكن الإثبات بأي وسيلة: بطاقة الهوية، جواز السفر، رخصة القيادة، وثيقة أخرى، أو شاهد. لا يُلزمك القانون بحمل بطاقة هوية؛ أما الأجنبي فيجب أن يتمكن من إبراز تصريح إقامته.',
        },
      ),
      iAsk(
        ['cpp-78-2'],
        'Pour quelle raison ? Il faut un motif : une infraction, une recherche, une réquisition du procureur, la prévention d’une atteinte à l’ordre public…',
        'For what reason? There has to be a ground: an offence, someone wanted, the prosecutor’s written order, preventing a breach of public order…',
        { ar: 'ما السبب؟ لا بد من سبب قانوني: مخالفة، أو شخص مطلوب، أو أمر مكتوب من وكيل الجمهورية، أو منع الإخلال بالنظام العام…' },
      ),
      iAsk(
        ['csi-r434-16', 'cedh-2025'],
        'Que l’on ne me choisisse pas pour mon apparence : un contrôle ne se fonde sur aucune caractéristique physique, sauf signalement précis.',
        'Not to be chosen for how I look: a check may not rest on any physical feature, save a precise description of someone wanted.',
        { ar: 'ألا يتم اختياري بسبب مظهري: لا يجوز أن تستند المراقبة إلى أي صفة جسدية، إلا إذا وُجد وصف دقيق لشخص مطلوب.' },
      ),
      iAsk(['csi-r434-14'], 'Le respect et le vouvoiement.', 'Courtesy, and to be addressed formally.', {
        ar: 'الاحترام والمخاطبة بصيغة الجمع (vous).',
      }),
      iAsk(
        ['csi-r434-15'],
        'Le numéro de l’agent (RIO, sept chiffres) : il doit être porté, sauf exceptions.',
        'The officer’s number (RIO, seven digits): it has to be worn, with exceptions.',
        { ar: 'رقم الشرطي (RIO، سبعة أرقام): يجب أن يكون ظاهراً، مع بعض الاستثناءات.' },
      ),
      tryNow(
        'Restez calme, gardez les mains visibles, ne fuyez pas. Retenez l’heure, le lieu, le numéro de l’agent.',
        'Stay calm, keep your hands in view, do not run. Remember the time, the place, the officer’s number.',
        { ar: 'ابقَ هادئاً، وأبقِ يديك ظاهرتين، ولا تهرب. تذكّر الوقت والمكان ورقم الشرطي.' },
      ),
      now(
        ['cpp-78-3'],
        'Si vous ne pouvez pas prouver votre identité, ou refusez, on peut vous retenir pour la vérifier, quatre heures au plus.',
        'If you cannot prove your identity, or refuse to, you may be held while it is verified, for four hours at most.',
        { ar: 'إذا لم تستطع إثبات هويتك أو رفضت ذلك، يمكن احتجازك للتحقق منها لمدة أقصاها أربع ساعات.' },
      ),
      tryAfter(
        'Notez tout le jour même, et les coordonnées des témoins. Demandez un reçu ; sans reçu, déclarez-le ici.',
        'Write everything down the same day, and how to reach witnesses. Ask for a receipt; without one, declare it here.',
        { ar: 'دوّن كل شيء في اليوم نفسه، مع بيانات الشهود. اطلب إيصالاً؛ وإن لم تحصل عليه فصرّح بذلك هنا.' },
      ),
      after(
        ['ddd-2011'],
        'Saisir le Défenseur des droits, gratuitement, si vous pensez que le contrôle était abusif ou discriminatoire.',
        'Turn to the Défenseur des droits, free of charge, if you think that the check was abusive or discriminatory.',
        { ar: 'اللجوء مجاناً إلى المدافع عن الحقوق (Défenseur des droits) إذا كنت ترى أن المراقبة كانت تعسفية أو تمييزية.' },
      ),
      after(
        ['cc-1993'],
        'Des contrôles généralisés ou au hasard sont contraires à la liberté individuelle ; un juge peut le dire.',
        'Checks on everyone or at random are contrary to personal liberty; a judge may say so.',
        { ar: 'المراقبة المعمَّمة أو العشوائية مخالفة للحرية الفردية؛ ويمكن للقاضي أن يقرر ذلك.' },
      ),
    ],
  },
  {
    id: 'releve',
    title: said('Un relevé d’identité par la police municipale', 'Identity taken by the municipal police'),
    lead: said(
      'La police municipale ne fait pas de contrôle d’identité. Elle peut relever l’identité de qui commet une infraction qu’elle a le droit de constater.',
      'The municipal police make no identity checks. They may take the identity of someone who commits an offence that they are entitled to record.',
    ),
    leadLaw: ['cpp-78-6'],
    statements: [
      theyAsk(
        ['cpp-78-6'],
        'Votre identité, pour dresser procès-verbal d’une infraction qu’ils peuvent constater (bruit, stationnement, dépôt d’ordures…).',
        'Your identity, to draw up a report on an offence that they may record (noise, parking, dumping…).',
      ),
      iAsk(
        ['cpp-78-6'],
        'Quelle infraction est relevée ? Sans infraction, il n’y a pas de relevé.',
        'Which offence is recorded? Without an offence, identity may not be taken.',
      ),
      iAsk(
        ['cpp-78-6'],
        'Que l’on ne me retienne pas sans ordre d’un officier de police judiciaire.',
        'Not to be held without the order of an officer of the judicial police.',
      ),
      now(
        ['cpp-78-6'],
        'Si vous refusez ou ne pouvez pas prouver votre identité, l’agent appelle aussitôt l’officier de police judiciaire, qui peut ordonner de vous présenter à lui. En attendant, vous devez rester : partir est une infraction.',
        'If you refuse or cannot prove your identity, the officer calls the officer of the judicial police at once, who may order that you be brought before them. Meanwhile you must stay: leaving is an offence.',
      ),
      tryNow(
        'Demandez votre reçu : la Ville s’est engagée à en remettre un à chacun.',
        'Ask for your receipt: the City has promised one to everybody.',
      ),
      tryAfter(
        'Vérifiez votre reçu ici, gardez-le dans votre carnet, ajoutez vos observations.',
        'Verify your receipt here, keep it in your record book, add your observations.',
      ),
      after(
        ['ddd-2011'],
        'Le Défenseur des droits est compétent aussi pour la police municipale.',
        'The Défenseur des droits is competent for the municipal police as well.',
      ),
    ],
  },
  {
    id: 'verification',
    title: said('On m’emmène pour vérifier mon identité', 'I am taken away to verify my identity'),
    lead: said(
      'La vérification d’identité suit un contrôle où l’identité n’a pas pu être prouvée. Elle ne dure pas plus de quatre heures.',
      'Verification follows a check in which identity could not be proved. It lasts no more than four hours.',
    ),
    leadLaw: ['cpp-78-3'],
    statements: [
      theyAsk(
        ['cpp-78-3'],
        'De donner de quoi établir votre identité, par tout moyen, devant un officier de police judiciaire.',
        'To give what it takes to establish your identity, by any means, before an officer of the judicial police.',
      ),
      theyAsk(
        ['cpp-78-3', 'cpp-78-5'],
        'Photo ou empreintes : seulement si c’est le seul moyen, avec l’autorisation du procureur ou du juge d’instruction. Les refuser est alors un délit.',
        'A photograph or fingerprints: only if it is the only means, with leave of the prosecutor or the investigating judge. Refusing them is then an offence.',
      ),
      iAsk(
        ['cpp-78-3'],
        'De prévenir à tout moment ma famille ou une personne de mon choix.',
        'To tell my family, or a person of my choice, at any moment.',
      ),
      iAsk(
        ['cpp-78-3'],
        'De faire aviser le procureur de la République, qui peut mettre fin à la rétention à tout moment.',
        'To have the prosecutor told, who may end the holding at any moment.',
      ),
      now(
        ['cpp-78-3'],
        'Retenez l’heure du contrôle : les quatre heures partent de là.',
        'Remember the time of the check: the four hours run from then.',
      ),
      now(
        ['cpp-78-3'],
        'Un procès-verbal est dressé : lisez-le, refusez de signer s’il est faux. Ce refus et ses raisons y sont écrits.',
        'A report is drawn up: read it, refuse to sign if it is wrong. The refusal and its reasons are written in it.',
      ),
      after(
        ['cpp-78-3'],
        'Sans suite d’enquête, une copie vous est remise, et tout ce qui a été recueilli est détruit dans les six mois.',
        'If no inquiry follows, you are given a copy, and all that was gathered is destroyed within six months.',
      ),
      after(
        ['ddd-2011'],
        'Saisir le Défenseur des droits si la durée ou les règles n’ont pas été respectées.',
        'Turn to the Défenseur des droits if the time or the rules were not kept.',
      ),
    ],
  },
  {
    id: 'palpation',
    title: said('On me palpe', 'I am patted down'),
    lead: said(
      'La palpation de sécurité cherche un objet dangereux, par-dessus les vêtements. Ce n’est pas une fouille.',
      'A pat-down looks for a dangerous object, over the clothes. It is no search.',
    ),
    leadLaw: ['csi-r434-16'],
    statements: [
      theyAsk(
        ['csi-r434-16'],
        'De vous laisser palper si c’est nécessaire à la sécurité de l’agent ou d’autrui.',
        'To let yourself be patted down if the safety of the officer or of others needs it.',
      ),
      iAsk(['csi-r434-16'], 'Pourquoi ? Elle n’est pas systématique.', 'Why? It is not done as a matter of course.'),
      iAsk(
        ['csi-r434-16'],
        'À l’abri des regards, chaque fois que les circonstances le permettent.',
        'Out of sight of the public, whenever circumstances allow.',
      ),
      iAsk(
        ['cpp-56', 'cpp-76', 'crim-2016'],
        'Que l’on ne vide pas mes poches ni mon sac : chercher des preuves est une fouille, qui suit les règles de la perquisition.',
        'That my pockets and bag are not emptied: looking for evidence is a search, under the rules of house searches.',
      ),
      tryNow(
        'Dites calmement que vous ne consentez pas à une fouille ; ne résistez pas.',
        'Say calmly that you do not consent to a search; do not resist.',
      ),
      tryAfter(
        'Notez où, quand, devant qui, et si cela figure sur le reçu.',
        'Write down where, when, before whom, and whether the receipt says so.',
      ),
      after(
        ['ddd-2011'],
        'Saisir le Défenseur des droits si elle était humiliante ou sans nécessité.',
        'Turn to the Défenseur des droits if it was humiliating or unnecessary.',
      ),
    ],
  },
]
