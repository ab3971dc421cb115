/** The pure door: keys, words and documents of the vault. No database, no Node. */
export { ageKeyOf } from './vault/age-key.ts'
export { keysOf, type HolderKeys } from './vault/holder-keys.ts'
export type { Member, Roster } from './vault/roster.ts'
export { sign } from './vault/signed.ts'
export { wordsOf } from './vault/words.ts'
