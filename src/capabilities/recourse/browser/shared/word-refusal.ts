import type { Refused } from '../../../../foundation/result.ts'
import type { Wording } from '../../../../foundation/wording.ts'
import { VAULT_WORDS } from '../../messages/vault-words.ts'

export type VaultWording = Wording<keyof typeof VAULT_WORDS>

/** A refusal as a person reads it. What a device found wrong in a case has one sentence, with the code for whoever helps. */
export function wordRefusal(t: VaultWording, { code, evidence }: Refused): string {
  const key = `no-${code}`
  const holes = Object.fromEntries(Object.entries(evidence).map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : value]))
  if (isKey(key)) return t(key, holes)
  return /^(?:chain|epoch|case|roster)-/.test(code) ? t('no-chain', { code }) : t('no-other', { code })
}

function isKey(key: string): key is keyof typeof VAULT_WORDS {
  return key in VAULT_WORDS
}
