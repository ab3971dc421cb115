const WORD = /[\p{L}\p{N}]+/gu
const SHORTEST = 4
const LONGEST = 40

/** Lower case, without accents; ligatures as their two letters. */
export function plain(text: string): string {
  return text.toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae').normalize('NFD').replaceAll(/\p{M}/gu, '')
}

/** The words of a text that are long enough to be mistyped, each once. */
export function wordsOf(text: string): ReadonlySet<string> {
  return new Set((plain(text).match(WORD) ?? []).filter((word) => word.length >= SHORTEST && word.length <= LONGEST))
}

/** What was typed, with each word that is `known` replaced by another. */
export function correct(typed: string, replaced: ReadonlyMap<string, string>): string {
  return typed.replaceAll(WORD, (word) => replaced.get(plain(word)) ?? word)
}
