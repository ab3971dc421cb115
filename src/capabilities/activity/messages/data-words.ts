import type { Catalogue } from '../../../foundation/wording.ts'

export const DATA_WORDS = {
  title: { fr: 'Données ouvertes', en: 'Open data' },
  description: {
    fr: 'Les tableaux publiés, à télécharger, à recalculer, à réutiliser.',
    en: 'The published tables, to download, recompute and reuse.',
  },
  lead: {
    fr: 'Tout ce que montrent les comptes rendus se télécharge ici, sans inscription et sans clé. Réutilisez-le comme vous voulez, en citant la source (Licence Ouverte 2.0).',
    en: 'All that the reports show can be downloaded here, without signing up and without a key. Reuse it as you like, naming the source (Licence Ouverte 2.0).',
  },
  datasets: { fr: 'Jeux de données', en: 'Datasets' },
  dataset: { fr: 'Compte rendu', en: 'Report' },
  version: { fr: 'Version', en: 'Version' },
  none: { fr: 'Rien n’est encore publié.', en: 'Nothing is published yet.' },
  forMachines: { fr: 'Pour les programmes', en: 'For programs' },
  catalogue: { fr: 'Catalogue DCAT-AP (JSON-LD)', en: 'DCAT-AP catalogue (JSON-LD)' },
  api: { fr: 'Interface de lecture (JSON)', en: 'Reading interface (JSON)' },
  openapi: { fr: 'Sa description (OpenAPI 3.1)', en: 'Its description (OpenAPI 3.1)' },
  commitmentsJson: { fr: 'Le registre des engagements (JSON)', en: 'The register of commitments (JSON)' },
  commitmentsCsv: { fr: 'Le registre des engagements (CSV)', en: 'The register of commitments (CSV)' },
  recompute: { fr: 'Recalculer soi-même', en: 'Recompute it yourself' },
  recomputeMore: {
    fr: 'Avec DuckDB, sans rien installer d’autre. Un nombre vide est retenu : il n’est pas zéro.',
    en: 'With DuckDB, nothing else to install. An empty number is withheld: it is not zero.',
  },
  stable: {
    fr: 'Une version publiée ne disparaît jamais et ne change jamais : citez son adresse.',
    en: 'A published version never vanishes and never changes: cite its address.',
  },
  dictionary: { fr: 'Dictionnaire', en: 'Dictionary' },
  column: { fr: 'Colonne', en: 'Column' },
  meaning: { fr: 'Ce qu’elle contient', en: 'What it holds' },
  special: { fr: '« total » : la ligne ne distingue pas. « nr » : non renseigné.', en: '“total”: the row does not distinguish. “nr”: not recorded.' },
} as const satisfies Catalogue<string>
