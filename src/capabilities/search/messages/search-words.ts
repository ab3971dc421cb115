import type { Catalogue } from '../../../foundation/wording.ts'

export const SEARCH_WORDS = {
  card: { fr: 'La police, face à face avec vous.', en: 'The police, face to face with you.' },
  demo: { fr: 'Démonstration', en: 'Demonstration' },
  title: { fr: 'Rechercher', en: 'Search' },
  resultsFor: { fr: 'Recherche : {text}', en: 'Search: {text}' },
  label: { fr: 'Que cherchez-vous ?', en: 'What are you looking for?' },
  hint: {
    fr: 'Engagements, droits, comptes rendus. Les accents et les fautes de frappe sont pardonnés. Rien de ce que vous cherchez n’est gardé.',
    en: 'Commitments, rights, reports. Accents and typing mistakes are forgiven. Nothing of what you look for is kept.',
  },
  button: { fr: 'Chercher', en: 'Search' },
  count: { fr: '{n} {n|page trouvée|pages trouvées}', en: '{n} {n|page|pages} found' },
  countMost: { fr: '{n} pages trouvées, ou plus : précisez', en: '{n} pages found, or more: be more precise' },
  corrected: {
    fr: 'Rien pour « {typed} ». Voici ce qui répond à « {corrected} ».',
    en: 'Nothing for “{typed}”. Here is what answers “{corrected}”.',
  },
  nothing: { fr: 'Rien ne répond à cette recherche', en: 'Nothing answers this search' },
  nothingMore: { fr: 'Essayez un mot plus court ou plus simple, ou partez d’ici :', en: 'Try a shorter or simpler word, or start from here:' },
  rights: { fr: 'Vos droits', en: 'Your rights' },
  commitments: { fr: 'Les engagements', en: 'Commitments' },
  reports: { fr: 'Les comptes rendus', en: 'Reports' },
  next: { fr: 'Pages suivantes', en: 'Next pages' },
} satisfies Catalogue<string>
