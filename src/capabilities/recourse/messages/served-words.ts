import type { Catalogue } from '../../../foundation/wording.ts'

/** Who serves the program, what that allows to promise, and the pages that another serves. */
export const SERVED_WORDS = {
  servedByCity: {
    fr: 'Cette page vient de la ville. La ville ne peut pas lire ce qu’elle garde ; si elle changeait le programme de cette page, cela pourrait se voir au journal public : ce n’est pas impossible.',
    en: 'This page comes from the city. The city cannot read what it keeps; if it changed the program of this page, the public journal could show it: it is not impossible.',
  },
  servedElsewhere: {
    fr: 'Cette page vient de {by}, pas de la ville. La ville garde ce qui est scellé : elle ne peut ni le lire, ni changer le programme de cette page.',
    en: 'This page comes from {by}, not from the city. The city keeps what is sealed: it can neither read it nor change the program of this page.',
  },
  clientTitle: { fr: 'Les recours de {city}, chez {by}', en: 'Recourse in {city}, at {by}' },
  clientLead: {
    fr: 'Les mêmes démarches que sur le site de la ville, par un programme que la ville ne sert pas.',
    en: 'The same steps as on the city’s site, by a program that the city does not serve.',
  },
  clientFile: { fr: 'Saisir {title}', en: 'Turn to {title}' },
  clientWork: { fr: 'Membres de {title}', en: 'Members of {title}' },
  clientFollow: { fr: 'Suivre un dossier, avec ses douze mots', en: 'Follow a case, with its twelve words' },
  clientCity: { fr: 'Le site de la ville', en: 'The city’s site' },
  clientOther: { fr: 'English', en: 'Français' },
} as const satisfies Catalogue<string>
