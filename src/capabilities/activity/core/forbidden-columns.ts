/*
 * Columns that a file of activity must not carry, by what their title says. Ethnicity and opinions: loi 78-17, art. 6 (and Conseil
 * constitutionnel, 2007-557 DC); identity of the person or of the officer: the promise of the receipt. To be confirmed by counsel.
 */
const WORDS: readonly (readonly [Forbidden, RegExp])[] = [
  ['origin', /\b(ethni\w*|ethnicit\w*|race|racial\w*|origines?|couleur de peau|skin\w*|nationalit\w*|religi\w*|croyance\w*|syndica\w*)\b/],
  ['identity', /\b(noms?|prenoms?|surname|forename|first ?name|last ?name|full ?name|nom de famille|patronyme|identite|adresse|address|naissance|birth\w*|dob|telephone|phone|mail|courriel|numero de piece|passeport|immatriculation|plate)\b/],
  ['officer', /\b(matricules?|rio|nom de l agent|agents?|officers? name|badge|collar)\b/],
] // prettier-ignore

export const FORBIDDEN = ['origin', 'identity', 'officer'] as const
export type Forbidden = (typeof FORBIDDEN)[number]

/** `undefined` when nothing in the title forbids it. “Officer-defined ethnicity” and “Self-defined ethnicity” both name an origin. */
export function forbiddenIn(column: string): Forbidden | undefined {
  const plain = column
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
  return WORDS.find(([, pattern]) => pattern.test(plain))?.[0]
}
