import type { Catalogue } from '../../../foundation/wording.ts'

export const HOLDER_WORDS = {
  checking: { fr: 'Vérification sur cet appareil…', en: 'Checking on this device…' },
  nothingTitle: { fr: 'Vérifier un reçu', en: 'Check a receipt' },
  nothing: {
    fr: 'Scannez le QR de votre reçu avec l’appareil photo de votre téléphone : cette page s’ouvre avec lui. Vous pouvez aussi coller son adresse ici.',
    en: 'Scan your receipt’s QR with your phone’s camera: it opens this page. You can also paste its address here.',
  },
  paste: { fr: 'Adresse ou code du reçu', en: 'Address or code of the receipt' },
  check: { fr: 'Vérifier', en: 'Check' },
  notReceiptTitle: { fr: 'Ce n’est pas un reçu', en: 'This is not a receipt' },
  notReceipt: {
    fr: 'Le code est incomplet ou abîmé. Scannez-le encore, à plat et bien éclairé.',
    en: 'The code is incomplete or damaged. Scan it again, flat and well lit.',
  },
  offlineTitle: { fr: 'Impossible de vérifier sans réseau', en: 'Cannot be checked without a network' },
  offline: {
    fr: 'Votre reçu est lu, rien n’est perdu. Gardez-le dans votre carnet, puis vérifiez quand le réseau revient.',
    en: 'Your receipt was read, nothing is lost. Keep it in your record book, then check when the network is back.',
  },
  retry: { fr: 'Vérifier de nouveau', en: 'Check again' },
  cardTitle: { fr: 'Pas encore de reçu sur cette carte', en: 'No receipt on this card yet' },
  card: {
    fr: 'La carte est bonne. Son reçu paraîtra ici quand le téléphone de l’agent aura retrouvé le réseau, le plus souvent en quelques minutes.',
    en: 'The card is good. Its receipt appears here once the officer’s phone has found a network, mostly within minutes.',
  },
  genuine: { fr: 'Ce reçu est authentique', en: 'This receipt is genuine' },
  genuineLead: {
    fr: 'Signé par un appareil connu de : {unit}. Inscrit au registre de la ville le {date}.',
    en: 'Signed by a known device of: {unit}. In the city’s register since {date}.',
  },
  waiting: { fr: 'Signé, pas encore au registre', en: 'Signed, not yet in the register' },
  waitingLead: {
    fr: 'Signé par un appareil connu de : {unit}. Il doit être au registre avant le {date}.',
    en: 'Signed by a known device of: {unit}. It must be in the register before {date}.',
  },
  missing: { fr: 'Signé, mais absent du registre', en: 'Signed, but absent from the register' },
  missingLead: {
    fr: 'Un appareil connu de : {unit} a signé ce reçu, et il devait être au registre avant le {date}. Son absence est elle-même une preuve : le service a établi ce reçu et ne l’a pas transmis.',
    en: 'A known device of: {unit} signed this receipt, and it had to be in the register before {date}. Its absence is evidence in itself: the unit issued this receipt and did not hand it in.',
  },
  forgotten: { fr: 'Signé, et effacé du registre après douze mois', en: 'Signed, and erased from the register after twelve months' },
  forgottenLead: {
    fr: 'Ce reçu est signé par un appareil connu ({unit}). La ville garde chaque reçu douze mois, puis l’efface : son absence ne dit donc plus rien. Le vôtre reste entier, ici ou sur votre papier.',
    en: 'This receipt is signed by a known device ({unit}). The city keeps each receipt for twelve months, then erases it: its absence no longer says anything. Yours stays whole, here or on your paper.',
  },
  missingSteps: { fr: 'Que faire de cette preuve', en: 'What to do with this evidence' },
  missingStep1: {
    fr: 'Gardez le QR d’origine, et ce reçu dans votre carnet : la signature ne peut venir que de l’appareil du service.',
    en: 'Keep the original QR, and this receipt in your record book: only the unit’s device can have made its signature.',
  },
  missingStep2: {
    fr: 'Imprimez cette page : elle porte le numéro, l’heure, et l’heure à laquelle le reçu manquait encore.',
    en: 'Print this page: it bears the number, the time, and the time at which the receipt was still missing.',
  },
  missingStep3: {
    fr: 'Le reçu cite le journal à {size} {size|écriture|écritures} : il a été signé après. Le numéro de l’appareil ne peut resservir sans que cela se voie.',
    en: 'The receipt quotes the journal at {size} {size|entry|entries}: it was signed after that. The device cannot use its number again unseen.',
  },
  missingStep4: {
    fr: 'Saisissez le Défenseur des droits (gratuit), ou écrivez au service et au maire en citant le numéro. Un avocat ou une association peut le faire avec vous.',
    en: 'Write to the Défenseur des droits (free), or to the unit and the mayor, quoting the number. A lawyer or an association can do it with you.',
  },
  notGenuine: { fr: 'Ce reçu n’est pas authentique', en: 'This receipt is not genuine' },
  'reason-certificate-unknown': {
    fr: 'Aucun appareil de cette ville n’avait ce numéro ce jour-là.',
    en: 'No device of this city had this number on that day.',
  },
  'reason-signature-wrong': {
    fr: 'La signature ne correspond pas : le contenu a été changé, ou il n’a jamais été signé.',
    en: 'The signature does not match: the content was changed, or never signed.',
  },
  'reason-certificate-not-valid-then': {
    fr: 'L’appareil n’avait pas le droit de signer à cette heure.',
    en: 'The device was not entitled to sign at that time.',
  },
  'reason-other': {
    fr: 'Les autorités de cette ville ne répondent pas de cet appareil ({code}).',
    en: 'This city’s authorities do not vouch for this device ({code}).',
  },
  late: { fr: 'Transmis avec plus d’un jour de retard.', en: 'Handed in more than a day late.' },
  clockOff: { fr: 'L’horloge de l’appareil était fausse de plus de dix minutes.', en: 'The device’s clock was more than ten minutes wrong.' },
  after: {
    fr: 'Reçu arrivé après la révocation de l’appareil : à faire vérifier.',
    en: 'Arrived after the device was revoked: have it looked into.',
  },
  recorded: { fr: 'Ce qui a été noté', en: 'What was recorded' },
  recordedShort: { fr: 'Ce que dit le QR', en: 'What the QR says' },
  nobody: { fr: 'Votre nom n’est écrit nulle part : ni ici, ni au registre.', en: 'Your name is written nowhere: neither here nor in the register.' },
  law: { fr: 'Ce que la loi permet', en: 'What the law allows' },
  lawLead: {
    fr: 'Information, non conseil. Lu en novembre 2026, à confirmer par un juriste.',
    en: 'Information, not advice. Read in November 2026, to be confirmed by counsel.',
  },
  officialText: { fr: 'Fondement : {article}', en: 'Ground: {article}' },
  todo: { fr: 'Ce que vous pouvez faire', en: 'What you can do' },
  keep: { fr: 'Garder dans mon carnet', en: 'Keep in my record book' },
  kept: { fr: 'Gardé sur cet appareil, et nulle part ailleurs.', en: 'Kept on this device, and nowhere else.' },
  openCarnet: { fr: 'Ouvrir mon carnet', en: 'Open my record book' },
  share: { fr: 'Copie à partager', en: 'Copy to share' },
  shareLead: {
    fr: 'Cette copie se vérifie, mais ne permet ni de contester ni d’agir à votre place. L’original, lui, vaut clé : qui photographie votre QR le détient.',
    en: 'This copy can be checked, but nobody can contest or act in your place with it. The original is a key: whoever photographs your QR holds it.',
  },
  copy: { fr: 'Copier l’adresse', en: 'Copy the address' },
  copied: { fr: 'Adresse copiée.', en: 'Address copied.' },
  print: { fr: 'Imprimer', en: 'Print' },
  observe: { fr: 'Ajouter mes observations', en: 'Add my observations' },
  observeLead: {
    fr: 'Elles sont jointes au reçu, signées de votre clé. Le service et la ville les lisent. N’écrivez ni nom ni adresse.',
    en: 'They are attached to the receipt, signed with your key. The unit and the city read them. Write no name and no address.',
  },
  observeLabel: { fr: 'Ce que je veux faire inscrire', en: 'What I want put on record' },
  contest: { fr: 'Contester ce contrôle', en: 'Contest this check' },
  contestLead: {
    fr: 'Votre contestation est inscrite et datée ; le service doit y répondre, à la vue de tous deux. Vous n’avez pas à dire qui vous êtes.',
    en: 'Your challenge is recorded and dated; the unit must answer it, in view of both of you. You need not say who you are.',
  },
  contestLabel: { fr: 'Ce que je conteste', en: 'What I contest' },
  send: { fr: 'Signer et envoyer', en: 'Sign and send' },
  sent: { fr: 'Reçu et daté. Votre référence : {reference}', en: 'Received and dated. Your reference: {reference}' },
  'claim-offline': {
    fr: 'Pas de réseau : rien n’est parti, votre texte est resté ici.',
    en: 'No network: nothing was sent, your text is still here.',
  },
  'claim-unanswered': {
    fr: 'Le réseau s’est coupé avant la réponse : votre envoi est peut-être arrivé. Votre texte est resté ici ; vous pouvez l’envoyer de nouveau.',
    en: 'The network dropped before the answer: what you sent may have arrived. Your text is still here; you can send it again.',
  },
  'claim-other': { fr: 'Le serveur a refusé ({code}). Votre texte est resté ici.', en: 'The server refused ({code}). Your text is still here.' },
  notMine: {
    fr: 'Ceci est une copie : elle se vérifie, mais seul l’original permet de contester.',
    en: 'This is a copy: it can be checked, but only the original can contest.',
  },
  recourse: { fr: 'Vos recours, et jusqu’à quand', en: 'Your ways of recourse, and until when' },
  recourseTurn: { fr: 'Saisir un organe de recours avec ce reçu', en: 'Turn to a body of recourse with this receipt' },
  recourseContest: {
    fr: 'Contester ici, auprès du service : tant que le reçu est gardé, au moins jusqu’au {date}.',
    en: 'Contest here, with the unit: as long as the receipt is kept, at least until {date}.',
  },
  recourseImages: {
    fr: 'Demander les images : au plus vite, et avant le {date}. Elles sont gardées un mois au plus (code de la sécurité intérieure, art. L. 252-5 ; caméras-piétons de la police municipale, art. R. 241-13).',
    en: 'Ask for the footage: as soon as possible, and before {date}. It is kept for one month at most (code de la sécurité intérieure, art. L. 252-5; body cameras of municipal police, art. R. 241-13).',
  },
  help: { fr: 'Demander de l’aide', en: 'Ask for help' },
  help1: {
    fr: 'Défenseur des droits : saisine gratuite, sans avocat — defenseurdesdroits.fr, 09 69 39 00 00.',
    en: 'Défenseur des droits: free, no lawyer needed — defenseurdesdroits.fr, +33 9 69 39 00 00.',
  },
  help2: {
    fr: 'IGPN (police nationale) ou IGGN (gendarmerie) : signalement en ligne. Pour la police municipale : le maire, et le procureur de la République.',
    en: 'IGPN (national police) or IGGN (gendarmerie): online report. For municipal police: the mayor, and the public prosecutor.',
  },
  help3: {
    fr: 'Un avocat : la consultation peut être gratuite, au point-justice le plus proche (numéro national 3039).',
    en: 'A lawyer: advice can be free at the nearest point-justice (national number 3039).',
  },
  annotations: { fr: 'Ce que le service a ajouté depuis', en: 'What the unit added since' },
  transferTitle: { fr: 'Déplacer vers ce téléphone', en: 'Move to this phone' },
  transferLead: {
    fr: 'Si quelqu’un d’autre a pu photographier le QR : la clé est changée, l’ancienne ne peut plus agir. L’opération est inscrite.',
    en: 'If someone else may have photographed the QR: the key is changed, the old one can no longer act. The operation is recorded.',
  },
  transfer: { fr: 'Changer la clé', en: 'Change the key' },
  transferred: {
    fr: 'La clé est changée. Seul ce téléphone peut agir pour ce reçu ; faites une copie de votre carnet.',
    en: 'The key was changed. Only this phone can act for this receipt; export your record book.',
  },
  two: { fr: 'Ce que je dis', en: 'What I say' },
  empty: {
    fr: 'Rien d’inscrit de votre part. Vous pouvez ajouter vos observations ou contester, plus bas.',
    en: 'Nothing on record from you. You can add your observations or contest, below.',
  },
  saidContest: { fr: 'Contestation', en: 'Challenge' },
  saidObserve: { fr: 'Observations', en: 'Observations' },
  claimPrivacy: {
    fr: 'Lu par le service et par la ville, responsable du traitement (RGPD, art. 6.1 e, mission d’intérêt public) ; gardé avec le reçu. Rien ne vous identifie, sauf ce que vous écririez. Vos droits : page « Données personnelles ».',
    en: 'Read by the unit and the city, controller (GDPR art. 6(1)(e), public interest); kept with the receipt. Nothing identifies you, unless you write it. Your rights: “Personal data” page.',
  },
  journalSince: { fr: 'Au journal public depuis le {date}', en: 'In the public journal since {date}' },
  journalWitnesses: {
    fr: 'Cosigné par {names}. Nul ne peut plus l’effacer, le changer ni l’antidater sans que cela se voie. Vérifié ici, sur votre appareil.',
    en: 'Cosigned by {names}. Nobody can now remove, change or backdate it unseen. Checked here, on your device.',
  },
  journalUnwitnessed: { fr: 'Au journal public, sans témoin', en: 'In the public journal, without a witness' },
  journalUnwitnessedLead: {
    fr: 'La preuve est juste, mais la ville est seule à l’avoir signée : aucun témoin ne la date.',
    en: 'The proof holds, but the city alone has signed it: no witness dates it.',
  },
  journalQueued: { fr: 'Pas encore au journal public', en: 'Not in the public journal yet' },
  journalQueuedLead: {
    fr: 'Il y entre d’ordinaire en quelques secondes, et au plus tard le {date}. Revérifiez bientôt : la preuve sera gardée avec votre reçu.',
    en: 'It usually enters within seconds, and by {date} at the latest. Check again soon: the proof will be kept with your receipt.',
  },
  journalMissing: { fr: 'Absent du journal public', en: 'Absent from the public journal' },
  journalMissingLead: {
    fr: 'La ville dit l’avoir reçu, mais il n’est pas au journal, où il devait être avant le {date}. Gardez ce reçu, imprimez cette page et montrez-les.',
    en: 'The city says it has received it, but it is not in the journal, where it had to be before {date}. Keep this receipt, print this page and show both.',
  },
  journalRefused: { fr: 'La preuve du journal ne tient pas', en: 'The journal’s proof does not hold' },
  journalRefusedLead: {
    fr: 'Le reçu est authentique, mais ce que le journal en montre est faux ({code}). Imprimez cette page : c’est un fait à signaler.',
    en: 'The receipt is genuine, but what the journal shows of it is wrong ({code}). Print this page: this should be reported.',
  },
  journalErased: { fr: 'Au journal, mais plus vérifiable', en: 'In the journal, but no longer checkable' },
  journalErasedLead: {
    fr: 'La clé qui reliait ce reçu à son écriture a été effacée, comme la loi le demande après le délai de conservation.',
    en: 'What linked this receipt to its entry was erased, as the law requires after the retention period.',
  },
  journalUnknown: { fr: 'Journal public illisible pour l’instant', en: 'The public journal cannot be read now' },
  journalUnknownLead: {
    fr: 'Le reçu est authentique ; sa preuve sera vérifiée une autre fois.',
    en: 'The receipt is genuine; its proof will be checked another time.',
  },
  journalStepPrint: {
    fr: 'Imprimez cette page : elle porte le numéro du reçu, et ce que le journal n’a pas montré ou a mal montré.',
    en: 'Print this page: it bears the receipt’s number, and what the journal did not show or showed wrongly.',
  },
  journalStepWitness: {
    fr: 'Demandez à l’un des témoins de regarder avec vous : ils gardent le journal eux aussi, et ne dépendent pas de la ville. Leurs noms :',
    en: 'Ask one of the witnesses to look with you: they keep the journal too, and do not depend on the city. Their names:',
  },
  'seen-unseen': {
    fr: 'L’état actuel du journal n’a pas pu être relu',
    en: 'The journal’s present state could not be read',
  },
  seenUnseenLead: {
    fr: 'La preuve tient. Mais cet appareil n’a pas pu comparer le journal d’aujourd’hui à celui qu’il connaît : revérifiez. Si cela dure, demandez à un témoin ce qu’il voit.',
    en: 'The proof holds. But this device could not compare today’s journal with the one it knows: check again. If this lasts, ask a witness what it sees.',
  },
  'seen-shrunk': {
    fr: 'Attention : ce journal est plus court que celui que cet appareil a vu. Des écritures ont été retirées.',
    en: 'Warning: this journal is shorter than the one this device has seen. Entries were removed.',
  },
  'seen-forked': {
    fr: 'Attention : ce journal n’est pas la suite de celui que cet appareil a vu. Il a été réécrit, ou deux versions circulent.',
    en: 'Warning: this journal does not continue the one this device has seen. It was rewritten, or two versions exist.',
  },
  'seen-another-key': {
    fr: 'Attention : la clé du journal a changé depuis la dernière visite de cet appareil. Demandez à la ville pourquoi, en public.',
    en: 'Warning: the journal’s key has changed since this device’s last visit. Ask the city why, in public.',
  },
  'seen-another-policy': {
    fr: 'Attention : la liste des témoins a changé, et ceux que cet appareil connaissait ne suffisent plus à signer ce journal. Demandez-leur ce qu’ils voient ; demandez à la ville pourquoi, en public.',
    en: 'Warning: the list of witnesses has changed, and those that this device knew no longer sign this journal in number. Ask them what they see; ask the city why, in public.',
  },
  proofKept: {
    fr: 'Vous gardez pourtant la preuve qu’il était au journal le {date}, signée par {names}. Cette preuve et cette absence, ensemble, montrent une suppression.',
    en: 'Yet you hold the proof that it was in the journal on {date}, signed by {names}. That proof and this absence together show a deletion.',
  },
  proofFile: { fr: 'Garder la preuve (fichier)', en: 'Keep the proof (file)' },
  proofKeptStill: {
    fr: 'Vous gardez la preuve qu’il était au journal public le {date}, signée par {names}.',
    en: 'You hold the proof that it was in the public journal on {date}, signed by {names}.',
  },
  proofEntry: { fr: 'Écriture n° {index} du journal {log} :', en: 'Entry no. {index} of the journal {log}:' },
  proofOthers: { fr: 'Vérifier avec d’autres outils que les nôtres', en: 'Check with tools other than ours' },
  proof: { fr: 'Comment nous le savons', en: 'How we know' },
  proofText: {
    fr: 'La signature a été vérifiée ici, sur votre appareil, jusqu’à la clé de la ville (empreinte {root}). Le serveur n’a pas su quel reçu vous consultez : cette page a pris le fichier du jour entier.',
    en: 'The signature was checked here, on your device, up to the city’s key (fingerprint {root}). The server did not learn which receipt you look at: this page fetched the whole day’s file.',
  },
  number: { fr: 'Reçu n° {id}', en: 'Receipt no. {id}' },
} satisfies Catalogue<string>
