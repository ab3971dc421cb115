import type { Refused } from '../../../../foundation/result.ts'
import type { Holes, Wording } from '../../../../foundation/wording.ts'
import { VAULT_WORDS } from '../../messages/vault-words.ts'

export type VaultWording = Wording<keyof typeof VAULT_WORDS>

/** A refusal as a person reads it. What a device found wrong in a case has one sentence, with the code for whoever helps. */
export function wordRefusal(t: VaultWording, refused: Refused): string {
  const { code } = refused
  const key = `no-${code}`
  const holes = holesOf(refused)
  if (isKey(key)) return t(key, holes)
  return /^(?:chain|epoch|case|roster)-/.test(code) ? t('no-chain', { code }) : t('no-other', { code })
}

export function holesOf({ evidence }: Refused): Holes {
  return Object.fromEntries(Object.entries(evidence).map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : value]))
}

function isKey(key: string): key is keyof typeof VAULT_WORDS {
  return key in VAULT_WORDS
}
