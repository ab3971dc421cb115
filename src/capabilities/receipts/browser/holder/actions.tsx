import { useState } from 'preact/hooks'
import { toBase64url } from '../../../../foundation/base64url.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { holderHash, holderOf, SECRET_LENGTH } from '../../core/holder.ts'
import type { PortableReceipt } from '../../core/receipt.ts'
import { claimSecretsOf, shareableFragment } from '../shared/carnet-store.ts'
import { sendClaim } from '../shared/claims.ts'
import { idOfReceipt } from '../shared/examine.ts'
import type { QrCode } from '../../../../ui/qr-code/qr-code.tsx'
import type { HolderWords } from './holder-wording.ts'
import type { Keeping } from './use-kept.ts'

export type ActionsProps = { readonly t: HolderWords; readonly receipt: PortableReceipt; readonly keeping: Keeping }

export function Actions({ t, receipt, keeping }: ActionsProps) {
  const { kept, keepIt, remember } = keeping
  const secrets = kept ? claimSecretsOf(kept) : receipt.secret === undefined ? [] : [receipt.secret]
  return (
    <section class="stack no-print">
      <h2>{t('todo')}</h2>
      {kept ? (
        <Notice tone="good" title={t('kept')} live>
          <p>
            <a href="/carnet">{t('openCarnet')}</a>
          </p>
        </Notice>
      ) : (
        <button type="button" class="button primary" onClick={() => void keepIt()}>
          {t('keep')}
        </button>
      )}
      <p class="row">
        <button type="button" class="button" onClick={() => print()}>
          {t('print')}
        </button>
      </p>
      <Share t={t} receipt={receipt} />
      {secrets.length === 0 ? (
        <p class="soft">{t('notMine')}</p>
      ) : (
        <>
          <Claim t={t} kind="observe" receipt={receipt} secrets={secrets} remember={remember} />
          <Claim t={t} kind="contest" receipt={receipt} secrets={secrets} remember={remember} />
          <Transfer t={t} receipt={receipt} secrets={secrets} keepIt={keepIt} />
        </>
      )}
      <details>
        <summary>{t('help')}</summary>
        <ul>
          <li>{t('help1')}</li>
          <li>{t('help2')}</li>
          <li>{t('help3')}</li>
        </ul>
      </details>
    </section>
  )
}

function Share({ t, receipt }: { readonly t: HolderWords; readonly receipt: PortableReceipt }) {
  const [copied, setCopied] = useState(false)
  // Drawn when it is asked for: most who open this page only want to know whether their receipt is genuine.
  const [Qr, setQr] = useState<typeof QrCode | undefined>()
  const draw = () => void import('../../../../ui/qr-code/qr-code.tsx').then((module) => setQr(() => module.QrCode))
  const url = `${location.origin}/r#${shareableFragment(receipt)}`
  const copy = async () => {
    await navigator.clipboard.writeText(url)
    setCopied(true)
  }
  return (
    <details onToggle={draw}>
      <summary>{t('share')}</summary>
      <div class="stack">
        <p>{t('shareLead')}</p>
        {Qr && <Qr text={url} label={t('share')} />}
        <button type="button" class="button" onClick={() => void copy()}>
          {t('copy')}
        </button>
        <p role="status">{copied && t('copied')}</p>
      </div>
    </details>
  )
}

type ClaimProps = {
  readonly t: HolderWords
  readonly kind: 'observe' | 'contest'
  readonly receipt: PortableReceipt
  readonly secrets: readonly Uint8Array<ArrayBuffer>[]
  readonly remember: Keeping['remember']
}

function Claim({ t, kind, receipt, secrets, remember }: ClaimProps) {
  const [words, setWords] = useState('')
  const [state, setState] = useState<{ readonly tone: 'good' | 'bad'; readonly text: string } | undefined>()
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    setBusy(true)
    const outcome = await sendClaim({ receipt: idOfReceipt(receipt), kind, secrets, content: { words } })
    setBusy(false)
    if (outcome.ok) await remember({ kind, words, reference: outcome.value.reference, at: Date.now() })
    setState(
      outcome.ok ? { tone: 'good', text: t('sent', { reference: outcome.value.reference }) } : { tone: 'bad', text: wordClaim(t, outcome.code) },
    )
  }
  const field = `texte-${kind}`
  return (
    <details>
      <summary>{t(kind)}</summary>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <div class="field">
          <label for={field}>{t(kind === 'observe' ? 'observeLabel' : 'contestLabel')}</label>
          <p class="hint" id={`${field}-aide`}>
            {t(kind === 'observe' ? 'observeLead' : 'contestLead')}
          </p>
          <textarea
            id={field}
            rows={5}
            maxLength={2000}
            required
            aria-describedby={`${field}-aide`}
            value={words}
            onInput={(event) => setWords(event.currentTarget.value)}
          />
        </div>
        {state?.tone !== 'good' && (
          <>
            <p class="soft">{t('claimPrivacy')}</p>
            <button type="submit" class="button" disabled={busy}>
              {t('send')}
            </button>
          </>
        )}
        {state && <Notice tone={state.tone} title={state.text} live />}
      </form>
    </details>
  )
}

type TransferProps = {
  readonly t: HolderWords
  readonly receipt: PortableReceipt
  readonly secrets: readonly Uint8Array<ArrayBuffer>[]
  readonly keepIt: (claimSecret: string) => Promise<void>
}

function Transfer({ t, receipt, secrets, keepIt }: TransferProps) {
  const [state, setState] = useState<{ readonly tone: 'good' | 'bad'; readonly text: string } | undefined>()
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    setBusy(true)
    const fresh = crypto.getRandomValues(new Uint8Array(SECRET_LENGTH))
    // Kept before it is sent: if the answer is lost on the way, the key that now counts is not.
    await keepIt(toBase64url(fresh))
    const content = { newHolderHash: toBase64url(holderHash(holderOf(fresh).publicKey)) }
    const outcome = await sendClaim({ receipt: idOfReceipt(receipt), kind: 'transfer', secrets, content })
    const [before] = secrets
    if (!outcome.ok && outcome.code !== 'unanswered' && before) await keepIt(toBase64url(before))
    setBusy(false)
    setState(outcome.ok ? { tone: 'good', text: t('transferred') } : { tone: 'bad', text: wordClaim(t, outcome.code) })
  }
  return (
    <details>
      <summary>{t('transferTitle')}</summary>
      <div class="stack">
        <p>{t('transferLead')}</p>
        {state?.tone !== 'good' && (
          <button type="button" class="button" disabled={busy} onClick={() => void submit()}>
            {t('transfer')}
          </button>
        )}
        {state && <Notice tone={state.tone} title={state.text} live />}
      </div>
    </details>
  )
}

function wordClaim(t: HolderWords, code: string): string {
  if (code === 'offline') return t('claim-offline')
  return code === 'unanswered' ? t('claim-unanswered') : t('claim-other', { code })
}
