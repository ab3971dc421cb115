import type { Worded } from '../../../foundation/wording.ts'
import type { Due, Terms } from '../core/terms.ts'

/** `quarters`: names, since each city gives its quarters codes of its own. */
export type Entry = { readonly commitment: string; readonly terms: Terms; readonly quarters: readonly string[] }

const w = (fr: string, en: string): Worded => ({ fr, en })

export const CITY = w('La Ville', 'The City')
export const CITY_POLICE = w('La Ville (police municipale)', 'The City (municipal police)')
export const STATE = w('L’État', 'The State')

const SOURCE = w(
  'Programme municipal de 2020, publié par « Pas sans les Amiénois·es »',
  'Municipal programme of 2020, published by “Pas sans les Amiénois·es”',
)

/** Councils are elected for six years and renewed in March (code électoral, art. L. 227; read in 2026, to be confirmed by counsel). */
export const MANDATE: Due = { kind: 'mandate', on: '2026-03-31' }
export const SINCE_2020: Due = { kind: 'continuous', from: 2020 }
export const endOf = (year: number): Due => ({ kind: 'date', on: `${year}-12-31` })

/** The programme was a page of the web, not a booklet. Read in November 2026 in a stored copy, which ends before P13. */
const ADDRESS = 'https://www.pasanslesamienois2020.org/assurer-la-securite-et-la-tranquili'

/** `place`: where in the page; none where the copy that we read does not reach. */
type Said = Pick<Terms, 'statement' | 'proof' | 'due'> & Partial<Omit<Terms, 'quarters' | 'source'>> & { readonly place?: Worded }

/** The fields that the eighteen share. */
export function entry(commitment: string, { place, ...said }: Said, quarters: readonly string[] = []): Entry {
  const shared = {
    remark: null,
    source: { title: SOURCE, page: null, address: ADDRESS, ...(place && { place }) },
    promisedOn: '2020',
    owedBy: CITY,
    partner: null,
    quarters: [],
    indicators: [],
    parent: null,
  }
  return { commitment, quarters, terms: { ...shared, ...said } }
}

export { w }
