import { useEffect, useState } from 'preact/hooks'
import { toBase32 } from '../../../../foundation/base32.ts'
import { fromBase64url } from '../../../../foundation/base64url.ts'
import type { Wording } from '../../../../foundation/wording.ts'
import type { CARNET_WORDS } from '../../messages/carnet-words.ts'
import { keep, openPending, type CarnetStore } from '../shared/carnet-store.ts'
import { examine } from '../shared/examine.ts'
import { placeNames } from '../shared/names.ts'
import type { QrCode } from '../../../../ui/qr-code/qr-code.tsx'

export type ReceiveProps = {
  readonly t: Wording<keyof typeof CARNET_WORDS>
  readonly store: CarnetStore
  readonly say: (tone: 'good' | 'bad', text: string) => void
  readonly refresh: () => Promise<void>
}

/** A fresh code to show to an officer, and the search for the receipts that came of it. */
export function Receive({ t, store, say, refresh }: ReceiveProps) {
  const [shown, setShown] = useState<{ readonly code: string; readonly Qr: typeof QrCode } | undefined>()
  const [pending, setPending] = useState(0)
  useEffect(() => void store.count('pending').then(setPending), [shown])
  const show = async () => {
    const { QrCode: Qr } = await import('../../../../ui/qr-code/qr-code.tsx')
    setShown({ code: await openPending(store, Date.now()), Qr })
  }
  const look = async () => {
    const found = await collectPending(store)
    setPending(await store.count('pending'))
    say('good', t('found', { n: found }))
    await refresh()
  }
  return (
    <section class="stack no-print">
      <h2>{t('receive')}</h2>
      <p>{t('receiveLead')}</p>
      {shown === undefined ? (
        <p>
          <button type="button" class="button primary" onClick={() => void show()}>
            {t('receive')}
          </button>
        </p>
      ) : (
        <div class="stack">
          <shown.Qr text={shown.code} label={t('receive')} />
          <button type="button" class="button" onClick={() => setShown(undefined)}>
            {t('close')}
          </button>
        </div>
      )}
      {pending > 0 && (
        <p class="row">
          <span>{t('pending', { n: pending })}</span>
          <button type="button" class="button" onClick={() => void look()}>
            {t('lookPending')}
          </button>
        </p>
      )}
    </section>
  )
}

/** Each expected receipt is looked for in its own public bucket; what is found is kept and expected no more. */
async function collectPending(store: CarnetStore): Promise<number> {
  let found = 0
  for (const pending of await store.getAll('pending')) {
    const secret = fromBase64url(pending.secret)
    const finding = secret && (await examine(toBase32(secret), Math.floor(Date.now() / 1000)))
    if (finding?.kind !== 'registered') continue
    const { receipt, content, chain, names, journal } = finding
    const proof = journal.kind === 'proven' ? { proof: journal.proof } : {}
    await keep(store, receipt, { keptAt: Date.now(), content, chain, names: placeNames(names, receipt.payload), ...proof })
    await store.delete('pending', pending.tag)
    found += 1
  }
  return found
}
