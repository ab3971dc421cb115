import type { Refused } from '../../../../foundation/result.ts'
import { wording, type Language, type Wording } from '../../../../foundation/wording.ts'
import { BODY_WORDS } from '../../messages/body-words.ts'
import { RECOURSE_WORDS } from '../../messages/recourse-words.ts'
import { VAULT_WORDS } from '../../messages/vault-words.ts'
import { holesOf, wordRefusal, type VaultWording } from '../shared/word-refusal.ts'

/** `b`: of the body; `t`: of the vault, shared with the person's pages; `r`: of the public pages. */
export type Words = {
  readonly language: Language
  readonly b: Wording<keyof typeof BODY_WORDS>
  readonly t: VaultWording
  readonly r: Wording<keyof typeof RECOURSE_WORDS>
}

export function bodyWording(language: Language): Words {
  return { language, b: wording(BODY_WORDS, language), t: wording(VAULT_WORDS, language), r: wording(RECOURSE_WORDS, language) }
}

export function wordNo({ b, t }: Words, refused: Refused): string {
  const key = `no-${refused.code}`
  return key in BODY_WORDS ? b(key as keyof typeof BODY_WORDS, holesOf(refused)) : wordRefusal(t, refused) // parsing: it is in the catalogue
}
