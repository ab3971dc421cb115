import type { PublicationRow } from '../queries/publications.ts'
import { periodWords } from '../core/period-words.ts'
import { REPORT_WORDS, tableTitle } from '../messages/report-words.ts'
import { LICENCE } from './data-package.ts'
import { FILE_TYPES, FRENCH, frenchText as text, LOCAL_AUTHORITY, placeOf, SAFETY, STABLE, termsOf, THEMES, type Box } from './vocabulary.ts'

export type CatalogueRequest = {
  readonly city: { readonly code: string; readonly name: string; readonly contact: string }
  /** Around the city's quarters, where their outlines are known. */
  readonly box?: Box | undefined
  /** Scheme, host and port: stable, it is part of every identifier. */
  readonly origin: string
  readonly publications: readonly PublicationRow[]
  /** From 1. */
  readonly page: number
}

/** Datasets on one page of the catalogue. */
export const PER_PAGE = 50
const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  owl: 'http://www.w3.org/2002/07/owl#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

/** DCAT-AP 2.1.1 as JSON-LD, paged with Hydra. Each version of each report is a dataset of its own, under an address that never changes. */
export function catalogueOf({ city, box, origin, publications, page }: CatalogueRequest): object {
  const pages = Math.max(1, Math.ceil(publications.length / PER_PAGE))
  const here = publications.slice((page - 1) * PER_PAGE, page * PER_PAGE)
  const address = `${origin}/donnees/catalogue.jsonld`
  const at = (number: number) => ({ '@id': `${address}?page=${number}` })
  const publisher = { '@id': `${origin}/#ville`, '@type': 'foaf:Agent', 'foaf:name': text(city.name), 'dct:type': { '@id': LOCAL_AUTHORITY } }
  const days = publications.map(({ publishedAt }) => publishedAt.toISOString()).sort()
  return {
    '@context': CONTEXT,
    '@graph': [
      publisher,
      ...termsOf({ city, box, licence: LICENCE }),
      {
        '@id': `${origin}/donnees#catalogue`,
        '@type': 'dcat:Catalog',
        'dct:title': text(`Comptes rendus d’activité de la police, ${city.name}`),
        'dct:description': text(
          'Ce que la police a fait, en tableaux dont chaque nombre est exact et dont aucun ne permet de retrouver une personne.',
        ),
        'dct:publisher': { '@id': publisher['@id'] },
        'dct:language': { '@id': FRENCH },
        'dct:license': { '@id': LICENCE.path },
        'dct:spatial': { '@id': placeOf(city.code) },
        'dcat:themeTaxonomy': { '@id': THEMES },
        ...(days[0] !== undefined && { 'dct:issued': instant(days[0]), 'dct:modified': instant(days.at(-1) ?? days[0]) }),
        'foaf:homepage': { '@id': `${origin}/donnees`, '@type': 'foaf:Document' },
        'dcat:dataset': here.map((row) => ({ '@id': identifierOf(origin, row) })),
      },
      {
        '@id': `${address}?page=${page}`,
        '@type': 'hydra:PartialCollectionView',
        'hydra:totalItems': publications.length,
        'hydra:itemsPerPage': PER_PAGE,
        'hydra:first': at(1),
        'hydra:last': at(pages),
        ...(page > 1 && { 'hydra:previous': at(page - 1) }),
        ...(page < pages && { 'hydra:next': at(page + 1) }),
      },
      ...here.flatMap((row) => datasetOf(row, { city, origin, publisher: publisher['@id'], publications })),
    ],
  }
}

function identifierOf(origin: string, { report, version }: Pick<PublicationRow, 'report' | 'version'>): string {
  return `${origin}/donnees/${report}/v${version}`
}

type Around = Pick<CatalogueRequest, 'city' | 'origin' | 'publications'> & { readonly publisher: string }

function datasetOf(row: PublicationRow, { city, origin, publisher, publications }: Around): readonly object[] {
  const { report, version, content, publishedAt } = row
  const id = identifierOf(origin, row)
  const before = publications.find((other) => other.report === report && other.version === version - 1)
  const files = [
    { path: 'rapport.json', title: 'Le compte rendu entier', ...FILE_TYPES.json },
    { path: 'tableaux.parquet', title: 'Tous les tableaux', ...FILE_TYPES.parquet },
    ...content.tables.map(({ id: table }) => ({ path: `${table}.csv`, title: tableTitle(table, 'fr'), ...FILE_TYPES.csv })),
  ]
  const [first = '', last = ''] = [content.period.months[0], content.period.months.at(-1)]
  const contact = { '@id': `${origin}/#contact`, '@type': 'vcard:Kind', 'vcard:fn': city.name, 'vcard:hasEmail': { '@id': `mailto:${city.contact}` } }
  return [
    contact,
    { '@id': `${id}#periode`, '@type': 'dct:PeriodOfTime', 'dcat:startDate': date(`${first}-01`), 'dcat:endDate': date(endOf(last)) },
    {
      '@id': id,
      '@type': 'dcat:Dataset',
      'dct:identifier': `${report}/v${version}`,
      ...namesOf(row),
      'dct:issued': instant(publishedAt.toISOString()),
      'dct:spatial': { '@id': placeOf(city.code) },
      'dcat:theme': { '@id': SAFETY },
      'dcat:keyword': [REPORT_WORDS[content.act].fr, 'police', 'compte rendu d’activité'].map(text),
      'dct:publisher': { '@id': publisher },
      'dct:language': { '@id': FRENCH },
      'dct:temporal': { '@id': `${id}#periode` },
      'dcat:contactPoint': { '@id': contact['@id'] },
      'dcat:landingPage': { '@id': `${origin}/comptes-rendus/${report}?version=${version}`, '@type': 'foaf:Document' },
      'owl:versionInfo': String(version),
      ...(before && { 'dct:isVersionOf': { '@id': identifierOf(origin, before), '@type': 'dcat:Dataset', ...namesOf(before) } }),
      'dcat:distribution': files.map(({ path }) => ({ '@id': `${id}/${path}` })),
    },
    ...files.map(({ path, title, type, format }) => ({
      '@id': `${id}/${path}`,
      '@type': 'dcat:Distribution',
      'dct:title': text(title),
      'dct:description': text(`${title}. ${REPORT_WORDS.rule.fr.replace('{most}', String(content.threshold - 1))}`),
      'dct:format': { '@id': format },
      'dcatap:availability': { '@id': STABLE },
      'dcat:accessURL': { '@id': `${id}/${path}` },
      'dcat:downloadURL': { '@id': `${id}/${path}` },
      'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${type}`, '@type': 'dct:MediaType' },
      'dct:license': { '@id': LICENCE.path },
    })),
  ]
}

/** A version is named wherever another points at it: the page that describes it may be another one. */
function namesOf({ version, content }: PublicationRow) {
  return {
    'dct:title': text(`${REPORT_WORDS[content.act].fr} : ${periodWords(content.period.name, 'fr')} (version ${version})`),
    'dct:description': text(REPORT_WORDS.rule.fr.replace('{most}', String(content.threshold - 1))),
  }
}

function instant(value: string) {
  return { '@value': value, '@type': 'xsd:dateTime' }
}

function date(value: string) {
  return { '@value': value, '@type': 'xsd:date' }
}

/** Last day of a month. */
function endOf(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return new Date(Date.UTC(year ?? 0, number ?? 1, 0)).toISOString().slice(0, 10)
}
