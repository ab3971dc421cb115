import { elsewhere } from './device.ts'
import type { VaultWording } from './word-refusal.ts'

/** What may be promised of this program depends on who serves it. */
export function ServedBy({ t }: { readonly t: VaultWording }) {
  return <p class="soft">{elsewhere ? t('servedElsewhere', { by: elsewhere.by }) : t('servedByCity')}</p>
}
