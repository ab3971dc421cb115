import type { Catalogue } from '../../../foundation/wording.ts'

/** The plain form, for a file that was sealed elsewhere. */
export const DROP_WORDS = {
  title: { fr: 'Déposer un fichier déjà scellé', en: 'Hand in a file sealed elsewhere' },
  lead: {
    fr: 'Sans JavaScript, ou sans confiance dans cette page : scellez ailleurs, déposez ici. Seul un fichier scellé est accepté.',
    en: 'Without JavaScript, or without trust in this page: seal elsewhere, hand in here. Only a sealed file is taken.',
  },
  byForm: { fr: 'Avec le formulaire hors ligne', en: 'With the offline form' },
  byFormLead: {
    fr: 'Un seul fichier, que tout navigateur ouvre sans réseau. Il pose les questions, scelle, et enregistre le fichier à déposer. Il donne 12 mots : ce dossier se suit comme un autre.',
    en: 'One file, which any browser opens without a network. It asks the questions, seals, and saves the file to hand in. It gives 12 words: this case is followed like any other.',
  },
  byFormGet: { fr: 'Enregistrer le formulaire', en: 'Save the form' },
  byFormSigned: { fr: 'Signé par {name} le {date}. Pour le vérifier :', en: 'Signed by {name} on {date}. To check it:' },
  byFormUnsigned: {
    fr: 'Aucun membre n’a encore signé celui d’aujourd’hui : comparez la clé de l’organe avec l’affiche, en haut du formulaire.',
    en: 'No member has signed today’s yet: compare the body’s key with the poster, at the top of the form.',
  },
  byAge: { fr: 'Avec le programme libre « age »', en: 'With the free program “age”' },
  byAgeLead: { fr: 'Version 1.3 ou plus, dans un terminal.', en: 'Version 1.3 or later, in a terminal.' },
  handIn: { fr: 'Déposer le fichier', en: 'Hand in the file' },
  step1: { fr: 'Enregistrez la liste de ceux qui pourront l’ouvrir :', en: 'Save the list of who will be able to open it:' },
  recipients: { fr: 'destinataires.txt', en: 'destinataires.txt' },
  step2: { fr: 'Dans un terminal, scellez votre fichier :', en: 'In a terminal, seal your file:' },
  step2Why: { fr: '(les espaces ajoutés cachent la longueur)', en: '(the added spaces hide the length)' },
  compare: {
    fr: 'La liste vient de la composition signée n° {number} ; comparez la clé de l’organe avec l’affiche :',
    en: 'The list comes from signed roster no. {number}; compare the body’s key with the poster:',
  },
  file: { fr: 'Fichier scellé (.json du formulaire, ou .age ; 8 Mo au plus)', en: 'Sealed file (.json of the form, or .age; 8 MB at most)' },
  send: { fr: 'Déposer', en: 'Hand in' },
  limits: {
    fr: 'Un fichier .age n’a pas de 12 mots : il ne se suit pas ici. Si vous voulez une réponse, écrivez-y comment vous joindre. Dans les deux cas, le texte n’est ni nommé ni lu : la mairie voit sa taille et l’heure.',
    en: 'An .age file has no 12 words: it cannot be followed here. If you want an answer, write in it how to reach you. Either way the text is neither named nor read: city hall sees its size and the hour.',
  },
  silence: {
    fr: 'Si l’organe se tait au-delà de cette date, cela ne vaut ni accord ni refus ; vous gardez tous vos autres recours : Défenseur des droits, inspection, procureur, juge.',
    en: 'If the body stays silent beyond that date, it is neither consent nor refusal; you keep every other way: Défenseur des droits, inspectorate, prosecutor, court.',
  },
  law: {
    fr: 'Mentions : code des relations entre le public et l’administration, art. L. 112-3 et R. 112-5 — à faire confirmer par un juriste.',
    en: 'Statement: code des relations entre le public et l’administration, art. L. 112-3 and R. 112-5 — to be confirmed by counsel.',
  },
  done: { fr: 'Votre fichier est reçu', en: 'Your file was received' },
  doneMore: {
    fr: 'Accusé de réception n° {drop}, du {date}. Il est au journal public comme toute saisine. L’organe doit prendre contact, si vous avez dit comment, avant le {contact}.',
    en: 'Acknowledgement no. {drop}, of {date}. It is in the public journal as every filing. The body must make contact, if you said how, by {contact}.',
  },
  'no-file': { fr: 'Choisissez un fichier.', en: 'Choose a file.' },
  'no-not-sealed': {
    fr: 'Ce n’est pas un fichier age à clés de la liste (age1pq1…) : rien n’en a été gardé.',
    en: 'This is no age file with keys of the list’s kind (age1pq1…): nothing of it was kept.',
  },
  'no-short': {
    fr: 'Ce fichier est trop court pour cacher sa longueur : scellez-le avec la commande ci-dessous, qui ajoute des espaces. Rien n’en a été gardé.',
    en: 'This file is too short to hide its length: seal it with the command below, which adds spaces. Nothing of it was kept.',
  },
  'no-too-large': { fr: 'Plus de 8 Mo : rien n’a été gardé.', en: 'More than 8 MB: nothing was kept.' },
  'no-disk-full': {
    fr: 'Le serveur n’a plus de place : rien n’a été gardé. Utilisez l’adresse, le guichet ou le téléphone ci-dessous.',
    en: 'The server has no room left: nothing was kept. Use the address, desk or telephone below.',
  },
  'no-not-found': { fr: 'Cet organe n’a pas de clés.', en: 'This body has no keys.' },
  filed: { fr: 'Votre saisine est reçue', en: 'Your filing was received' },
  filedMore: {
    fr: 'Accusé de réception : dossier {drop}, du {date}. Il est au journal public. L’organe doit prendre contact avant le {contact}. Vos 12 mots ouvrent ce dossier : dates, réponses, ajouts, photos.',
    en: 'Acknowledgement: case {drop}, of {date}. It is in the public journal. The body must make contact by {contact}. Your 12 words open this case: dates, answers, additions, photos.',
  },
  filedFollow: { fr: 'Suivre avec mes 12 mots', en: 'Follow with my 12 words' },
  'no-filing': {
    fr: 'Ce fichier n’est pas une saisine pour cet organe, ou il a été modifié depuis qu’il a été fait. Rien n’en a été gardé : déposez celui que le formulaire a enregistré, tel quel.',
    en: 'This file is no filing for this body, or was changed since it was made. Nothing of it was kept: hand in the one that the form saved, as it is.',
  },
  'no-roster-stale': {
    fr: 'Depuis que ce fichier a été scellé, quelqu’un a quitté l’organe : il pourrait encore le lire. Rien n’en a été gardé. Prenez le formulaire d’aujourd’hui et refaites-le.',
    en: 'Since this file was sealed, somebody left the body and could still read it. Nothing of it was kept. Take today’s form and make it anew.',
  },
  'no-clock-wrong': {
    fr: 'L’appareil qui a scellé ce fichier avançait d’au moins un jour. Mettez-le à l’heure et refaites le fichier. Rien n’en a été gardé.',
    en: 'The device that sealed this file was ahead by a day or more. Set its clock and make the file anew. Nothing of it was kept.',
  },
  'no-already-used': {
    fr: 'Un autre dossier a déjà ces 12 mots : refaites le fichier avec de nouveaux mots. Rien n’en a été gardé.',
    en: 'Another case has these 12 words already: make the file anew with new words. Nothing of it was kept.',
  },
  'no-grants-wrong': {
    fr: 'Ce fichier n’est pas scellé à tous ceux qui siègent. Rien n’en a été gardé.',
    en: 'This file is not sealed to everyone who sits. Nothing of it was kept.',
  },
  'no-case-mismatch': {
    fr: 'Ce fichier ne tient pas ensemble. Rien n’en a été gardé.',
    en: 'This file does not hold together. Nothing of it was kept.',
  },
  'no-signature-wrong': {
    fr: 'La signature de ce fichier ne tient pas. Rien n’en a été gardé.',
    en: 'The signature of this file does not hold. Nothing of it was kept.',
  },
  notDone: { fr: 'Rien n’a été gardé', en: 'Nothing was kept' },
  link: {
    fr: 'Sans réseau ou sans JavaScript : formulaire hors ligne, fichier déjà scellé',
    en: 'Without a network or JavaScript: offline form, file sealed elsewhere',
  },
} as const satisfies Catalogue<string>
