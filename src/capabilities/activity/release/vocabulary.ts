/* Terms of others that the catalogue points at. Each is named where it is used, because a reader need not fetch it. */

const EUROPE = 'http://publications.europa.eu/resource/authority'
export const FRENCH = `${EUROPE}/language/FRA`
export const THEMES = `${EUROPE}/data-theme`
/** Justice, legal system and public safety. */
export const SAFETY = `${THEMES}/JUST`
export const STABLE = 'http://data.europa.eu/r5r/stable'
export const LOCAL_AUTHORITY = 'http://purl.org/adms/publishertype/LocalAuthority'
const ATTRIBUTION = 'http://purl.org/adms/licencetype/Attribution'

/** `type`: IANA media type; `format`: file type of the European authority table. */
export const FILE_TYPES = {
  csv: { type: 'text/csv', format: `${EUROPE}/file-type/CSV` },
  json: { type: 'application/json', format: `${EUROPE}/file-type/JSON` },
  parquet: { type: 'application/vnd.apache.parquet', format: `${EUROPE}/file-type/PARQUET` },
} as const

export function frenchText(value: string) {
  return { '@value': value, '@language': 'fr' }
}

/** Where a commune is: the identifier of INSEE. */
export function placeOf(city: string): string {
  return `http://id.insee.fr/geo/commune/${city}`
}

/** West, south, east, north: degrees, WGS 84. */
export type Box = readonly [number, number, number, number]
type About = {
  readonly city: { readonly code: string; readonly name: string }
  readonly box: Box | undefined
  readonly licence: { readonly path: string; readonly title: string }
}

/** OGC 06-103r4 text, longitude first. */
function extentOf([west, south, east, north]: Box) {
  const shape = (value: string) => ({ '@value': value, '@type': 'http://www.opengis.net/ont/geosparql#wktLiteral' })
  return {
    'dcat:bbox': shape(`POLYGON((${west} ${south}, ${east} ${south}, ${east} ${north}, ${west} ${north}, ${west} ${south}))`),
    'dcat:centroid': shape(`POINT(${(west + east) / 2} ${(south + north) / 2})`),
  }
}

/** Every term above, with its class and its name in French. */
export function termsOf({ city, box, licence }: About): readonly object[] {
  const concept = (id: string, label: string) => ({ '@id': id, '@type': 'skos:Concept', 'skos:prefLabel': frenchText(label) })
  return [
    { '@id': FRENCH, '@type': 'dct:LinguisticSystem' },
    { '@id': THEMES, '@type': 'skos:ConceptScheme', 'dct:title': frenchText('Thèmes de données') },
    concept(SAFETY, 'Justice, système juridique et sécurité publique'),
    concept(STABLE, 'Disponible durablement'),
    concept(LOCAL_AUTHORITY, 'Collectivité territoriale'),
    concept(ATTRIBUTION, 'Attribution'),
    { '@id': licence.path, '@type': 'dct:LicenseDocument', 'dct:title': frenchText(licence.title), 'dct:type': { '@id': ATTRIBUTION } },
    { '@id': placeOf(city.code), '@type': 'dct:Location', 'skos:prefLabel': frenchText(city.name), ...(box && extentOf(box)) },
    ...Object.values(FILE_TYPES).map(({ format }) => ({ '@id': format, '@type': ['dct:MediaTypeOrExtent', 'dct:MediaType'] })),
  ]
}
