import { useEffect, useState } from 'preact/hooks'
import { formatInstant } from '../../../../foundation/format.ts'
import type { Language } from '../../../../foundation/wording.ts'
import type { Account } from '../../core/case-content.ts'
import { cityNames } from './city-names.ts'
import { onSite } from './device.ts'
import { judgeReceipt, type ReceiptVerdict } from './judge-receipt.ts'
import type { VaultWording } from './word-refusal.ts'

type ReceiptViewProps = { readonly t: VaultWording; readonly language: Language; readonly account: Account; readonly citizen: string }
const RELIABLE: readonly string[] = ['genuine', 'held']
type Seen = { readonly verdict: ReceiptVerdict; readonly unit: string }

/** What the receipt of a case is worth, and whether the person who filed holds it. */
export function ReceiptView({ t, language, account, citizen }: ReceiptViewProps) {
  const [seen, setSeen] = useState<Seen | undefined>()
  useEffect(() => void look(account, citizen).then(setSeen), [account])
  if (seen === undefined) return null
  const { verdict, unit } = seen
  if (verdict.kind === 'unread') return <p>{t('receipt-unread', { text: account.receipt })}</p>
  const own = account.receipt.startsWith(onSite('/r#')) || account.receipt.startsWith(`${location.origin}/r#`)
  return (
    <div class="stack">
      <p class={RELIABLE.includes(verdict.kind) ? undefined : 'soft'}>
        {t(`receipt-${verdict.kind}`, { id: verdict.id, unit, date: formatInstant(verdict.at, language) })}
      </p>
      {own && (
        <p class="no-print">
          <a href={account.receipt} target="_blank" rel="noreferrer">
            {t('receiptOpen')}
          </a>{' '}
          <span class="soft">{t('receiptOpenLead')}</span>
        </p>
      )}
    </div>
  )
}

async function look({ receipt, proof }: Account, citizen: string): Promise<Seen> {
  const names = await cityNames()
  const verdict = await judgeReceipt({ receipt, proof, citizen, authorities: names?.authorities })
  const unit = verdict.kind === 'unread' ? '' : (names?.units.find((one) => one.unit === verdict.unit)?.name ?? String(verdict.unit))
  return { verdict, unit }
}
