import type { Catalogue } from '../../../foundation/wording.ts'

/** The plain form, for a file that was sealed elsewhere. */
export const DROP_WORDS = {
  title: { fr: 'Déposer un fichier déjà scellé', en: 'Hand in a file sealed elsewhere' },
  lead: {
    fr: 'Sans JavaScript, ou sans confiance dans cette page : scellez vous-même votre texte avec le programme libre « age » (1.3 ou plus), puis déposez ici le fichier .age. Rien d’autre n’est accepté.',
    en: 'Without JavaScript, or without trust in this page: seal your text yourself with the free program “age” (1.3 or later), then hand in the .age file here. Nothing else is taken.',
  },
  step1: { fr: 'Enregistrez la liste de ceux qui pourront l’ouvrir :', en: 'Save the list of who will be able to open it:' },
  recipients: { fr: 'destinataires.txt', en: 'destinataires.txt' },
  step2: { fr: 'Dans un terminal, scellez votre fichier :', en: 'In a terminal, seal your file:' },
  step2Why: { fr: '(les espaces ajoutés cachent la longueur)', en: '(the added spaces hide the length)' },
  step3: { fr: 'Déposez le résultat :', en: 'Hand in the result:' },
  compare: {
    fr: 'La liste vient de la composition signée n° {number} ; comparez la clé de l’organe avec l’affiche :',
    en: 'The list comes from signed roster no. {number}; compare the body’s key with the poster:',
  },
  file: { fr: 'Fichier .age (8 Mo au plus)', en: '.age file (8 MB at most)' },
  send: { fr: 'Déposer', en: 'Hand in' },
  limits: {
    fr: 'Ce dépôt n’a pas de 12 mots : il ne se suit pas ici. Si vous voulez une réponse, écrivez dans le fichier comment vous joindre. Le texte n’est ni nommé ni lu : la mairie voit sa taille et l’heure.',
    en: 'This way has no 12 words: it cannot be followed here. If you want an answer, write in the file how to reach you. The text is neither named nor read: city hall sees its size and the hour.',
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
  notDone: { fr: 'Rien n’a été gardé', en: 'Nothing was kept' },
  link: { fr: 'Sans JavaScript : déposer un fichier déjà scellé', en: 'Without JavaScript: hand in a file sealed elsewhere' },
} as const satisfies Catalogue<string>
