import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import { wordlist } from '@scure/bip39/wordlists/french.js'
import type { Bytes } from '../../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'

/** Twelve words carry 128 bits and 4 of checksum (BIP 39, French list). */
export const WORD_COUNT = 12

export type WordsRefusal = 'word-count' | 'word-unknown' | 'words-wrong'

/** What people type: no accents, no capitals, no ligature. The list has no two words that this makes one. */
function fold(word: string): string {
  return word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

const LIST = wordlist.map((word) => word.normalize('NFC'))
const byFolded = new Map(wordlist.map((word) => [fold(word), word]))

/** The first four letters name one word of the list alone (BIP 39). */
function wordOf(typed: string): string | undefined {
  const folded = fold(typed)
  const whole = byFolded.get(folded)
  if (whole !== undefined || folded.length < 4) return whole
  const starting = wordlist.filter((word) => fold(word).startsWith(folded))
  return starting.length === 1 ? starting[0] : undefined
}

/** `secret`: 16 bytes. The words as they are shown, in NFC. */
export function wordsOf(secret: Uint8Array): readonly string[] {
  if (secret.length !== 16) throw new RangeError('twelve words carry 16 bytes')
  return entropyToMnemonic(secret, wordlist).normalize('NFC').split(/\s+/u)
}

/** What is near a mistyped word, nearest first: at most four words of the list. */
export function nearWords(typed: string): readonly string[] {
  const folded = fold(typed)
  return LIST.map((word) => ({ word, away: distance(folded, fold(word)) }))
    .filter(({ away }) => away <= 2)
    .sort((one, other) => one.away - other.away)
    .slice(0, 4)
    .map(({ word }) => word)
}

/**
 * The secret (16 bytes) behind twelve words. Refusals: `word-count` {count}; `word-unknown` {at, typed}, `at` from 1; `words-wrong` when
 * each word is one of the list and their checksum fails: one was taken for another, or two changed places.
 */
export function secretOf(typed: string): Result<Bytes, WordsRefusal> {
  const parts = typed.trim().split(/[\s,;.·-]+/u).filter((part) => part !== '' && !/^\d+$/.test(part)) // prettier-ignore
  if (parts.length !== WORD_COUNT) return refuse('word-count', { count: parts.length })
  const words = parts.map(wordOf)
  const at = words.indexOf(undefined)
  if (at !== -1) return refuse('word-unknown', { at: at + 1, typed: parts[at] ?? '' })
  try {
    return accept(new Uint8Array(mnemonicToEntropy(words.join(' '), wordlist)))
  } catch {
    return refuse('words-wrong')
  }
}

function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let left = 1; left <= one.length; left += 1) {
    const next = [left]
    for (let right = 1; right <= other.length; right += 1) {
      const same = one[left - 1] === other[right - 1] ? 0 : 1
      next.push(Math.min((row[right] ?? 0) + 1, (next[right - 1] ?? 0) + 1, (row[right - 1] ?? 0) + same))
    }
    row = next
  }
  return row[other.length] ?? 3
}
