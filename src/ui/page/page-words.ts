import type { Catalogue } from '../../foundation/wording.ts'

export const PAGE_WORDS = {
  skip: { fr: 'Aller au contenu', en: 'Skip to content' },
  demo: {
    fr: 'Démonstration : tout ce que vous voyez ici est inventé. Aucun contrôle, aucun service, aucune personne n’est réel.',
    en: 'Demonstration: everything shown here is made up. No check, no service, no person is real.',
  },
  about: { fr: 'À propos de ce site', en: 'About this site' },
  navigation: { fr: 'Navigation principale', en: 'Main navigation' },
  foot: { fr: 'Bas de page', en: 'Footer' },
  search: { fr: 'Rechercher', en: 'Search' },
  data: { fr: 'Données ouvertes et interface', en: 'Open data and interface' },
  accessibility: { fr: 'Accessibilité : non conforme', en: 'Accessibility: not compliant' },
  legal: { fr: 'Mentions légales', en: 'Legal notice' },
  privacy: { fr: 'Données personnelles', en: 'Personal data' },
  otherLanguage: { fr: 'English', en: 'Français' },
  staff: { fr: 'Espace des agents', en: 'Staff area' },
  software: {
    fr: 'Vis-à-vis est un logiciel libre (AGPL 3.0 ou ultérieure). Aucune requête vers un tiers, aucun traceur.',
    en: 'Vis-à-vis is free software (AGPL 3.0 or later). No third-party request, no tracker.',
  },
} satisfies Catalogue<string>
