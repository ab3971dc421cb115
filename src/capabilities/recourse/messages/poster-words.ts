import type { Catalogue } from '../../../foundation/wording.ts'

/** The sheet for a wall, from which a device takes the body's key. */
export const POSTER_WORDS = {
  title: { fr: 'Affiche : {title}', en: 'Poster: {title}' },
  link: { fr: 'Affiche à imprimer, avec la clé de l’organe', en: 'Poster to print, with the body’s key' },
  lead: {
    fr: 'Un contrôle, une parole, un geste qui ne vont pas ? Saisissez cet organe depuis votre téléphone, même sans donner votre nom.',
    en: 'A check, a word, an act that was not right? Turn to this body from your phone, even without giving your name.',
  },
  code: { fr: 'Code qui ouvre {url} avec la clé de l’organe', en: 'Code that opens {url} with the body’s key' },
  sealed: {
    fr: 'Ce que vous écrivez est scellé sur votre appareil : {title} peut le lire, la mairie et la police non.',
    en: 'What you write is sealed on your device: {title} can read it, city hall and the police cannot.',
  },
  key: { fr: 'Clé de l’organe, à comparer avec celle que montre la page :', en: 'The body’s key, to compare with the one that the page shows:' },
  print: {
    fr: 'Imprimez cette page sur un poste de confiance, comparez la clé avec celle que l’organe a notée à sa fondation, puis affichez-la où la mairie ne peut pas la changer seule.',
    en: 'Print this page on a computer you trust, compare the key with the one that the body wrote down at its founding, then post it where city hall cannot change it alone.',
  },
} as const satisfies Catalogue<string>
