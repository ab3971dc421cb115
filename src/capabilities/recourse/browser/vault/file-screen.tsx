import { useEffect, useState } from 'preact/hooks'
import type { Bytes } from '../../../../foundation/bytes.ts'
import type { Refused, Result } from '../../../../foundation/result.ts'
import type { Language } from '../../../../foundation/wording.ts'
import { formatFingerprint } from '../../../../foundation/format.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { textsIn } from '../../core/body-profile.ts'
import type { Account } from '../../core/case-content.ts'
import { keyOfFragment } from '../../core/key-fragment.ts'
import { wordsOf } from '../../core/vault/words.ts'
import { ownPage, random } from '../shared/device.ts'
import { openBody, type OpenBody } from '../shared/open-body.ts'
import { ServedBy } from '../shared/served-by.tsx'
import { wordRefusal, type VaultWording } from '../shared/word-refusal.ts'
import { drawPlaces, WordsKeeping } from '../shared/words-keeping.tsx'
import { Done } from './done-screen.tsx'
import { forgetHandover, handedOver } from '../../../../ui/device/handover.ts'
import { eraseDraft, erasePending, keepDraft, readDraft, readPending, type Draft } from './draft.ts'
import { Questions } from './questions.tsx'
import { receiptFieldOf } from './prove-receipt.ts'
import { readForm, type Missing } from './read-form.ts'
import { sealAndSend, sendPending, type Filed } from './send-filing.ts'

export type ScreenProps = { readonly t: VaultWording; readonly language: Language; readonly body: string }

type Key = { readonly secret: Bytes; readonly words: readonly string[]; readonly asked: readonly [number, number, number] }

/** From the questions to the acknowledgement. Nothing is asked that could not be sealed: the body is verified first. */
export function FileScreen({ t, language, body }: ScreenProps) {
  const [opened, setOpened] = useState<Result<OpenBody> | undefined>()
  const [account, setAccount] = useState<Account | undefined>()
  const [filed, setFiled] = useState<Filed | undefined>()
  const [key] = useState<Key>(makeKey)
  const [posted] = useState(() => keyOfFragment(location.hash))
  useEffect(() => void openBody(body, posted).then(setOpened), [body])
  if (opened === undefined) return <Notice tone="plain" title={t('opening')} live answer />
  if (!opened.ok) return <Notice tone="bad" title={wordRefusal(t, opened)} live answer />
  const { root } = opened.value.served
  const profile = textsIn(opened.value.served.profile, language)
  if (filed) return <Done t={t} language={language} filed={filed.answer} profile={profile} secret={filed.secret} preserved={filed.preserved} />
  if (account)
    return (
      <Sending
        t={t}
        title={profile.title}
        root={root ?? ''}
        body={body}
        account={account}
        word={key}
        back={() => setAccount(undefined)}
        done={setFiled}
      />
    )
  return (
    <div class="stack-wide">
      <div class="stack">
        <h1>{t('fileTitle', { title: profile.title })}</h1>
        <p class="lead">{t('fileLead', { title: profile.title })}</p>
        <ServedBy t={t} />
        {posted !== undefined ? (
          <Notice tone="good" title={t('rootPosted')} />
        ) : (
          <p class="soft">
            {t('rootCompare')} <code>{formatFingerprint(root ?? '')}</code>
          </p>
        )}
      </div>
      {readPending(body) && <PendingNotice t={t} body={body} done={setFiled} />}
      <Form t={t} language={language} body={body} done={setAccount} />
    </div>
  )
}

function makeKey(): Key {
  const secret = random(16)
  return { secret, words: wordsOf(secret), asked: drawPlaces(random) }
}

type FormProps = ScreenProps & { readonly done: (account: Account) => void }

function Form({ t, language, body, done }: FormProps) {
  const [draft, setDraft] = useState(() => withReceipt(readDraft(body)))
  const [receipt, setReceipt] = useState(() => receiptFieldOf(draft['recu']?.[0] ?? '', handedOver()))
  const [missing, setMissing] = useState<readonly Missing[]>([])
  const note = (form: FormData) => {
    keepDraft(body, form)
    setReceipt(receiptFieldOf(String(form.get('recu') ?? ''), handedOver()))
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const form = new FormData(event.currentTarget)
    keepDraft(body, form)
    setDraft(readDraft(body))
    const read = readForm(form)
    if ('account' in read) return done(read.account)
    setMissing(read.missing)
  }
  const erase = () => {
    eraseDraft(body)
    forgetHandover()
    setDraft({})
    // A new form: what browsers keep in fields goes with the old one.
    location.reload()
  }
  return (
    <form
      class="stack"
      noValidate
      onSubmit={submit}
      onInput={(event) => event.currentTarget instanceof HTMLFormElement && note(new FormData(event.currentTarget))}
    >
      {handedOver().recu !== undefined && <Notice tone="plain" title={t('fromReceipt')} />}
      {receipt === 'provable' && <Notice tone="good" title={t('fromReceiptProved')} />}
      {receipt === 'copy' && <Notice tone="soon" title={t('receiptCopy')} />}
      {missing.length > 0 && <Notice tone="bad" title={t('fix')} live />}
      <Questions t={t} language={language} draft={draft} missing={missing} footage />
      <p class="hint">{t('draftKept')}</p>
      <p class="row">
        <button class="button primary" type="submit">
          {t('toWords')}
        </button>
        <button class="button" type="button" onClick={erase}>
          {t('draftErase')}
        </button>
      </p>
    </form>
  )
}

/** What a receipt's page handed over fills what was not typed yet; another receipt than the draft's takes the place of what came from that one. */
function withReceipt(draft: Draft): Draft {
  const handed = handedOver()
  const another = handed.recu !== undefined && handed.recu !== draft['recu']?.[0]
  const filled = Object.entries(handed).filter(([name]) => another || (draft[name]?.[0] ?? '') === '')
  return { ...draft, ...Object.fromEntries(filled.map(([name, value]) => [name, [value]])) }
}

type SendingProps = {
  readonly t: VaultWording
  readonly title: string
  /** Of the body, hex: to compare with the poster. */
  readonly root: string
  readonly body: string
  readonly account: Account
  readonly word: Key
  readonly back: () => void
  readonly done: (filed: Filed) => void
}

function Sending({ t, title, root, body, account, word, back, done }: SendingProps) {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | undefined>()
  const go = async () => {
    setBusy(true)
    const sent = await sealAndSend({ body, secret: word.secret, account })
    setBusy(false)
    setRefused(sent.ok ? undefined : sent)
    if (!sent.ok) return
    forgetHandover()
    done(sent.value)
  }
  const url = `${location.origin}${ownPage('/recours/suivre')}`
  return (
    <div class="stack-wide">
      <h1>{t('fileTitle', { title })}</h1>
      {refused && <Notice tone="bad" title={t('notSent')} live children={<p>{wordRefusal(t, refused)}</p>} />}
      <WordsKeeping
        t={t}
        words={word.words}
        card={[t('cardWhere', { url }), t('cardRoot', { title, root: formatFingerprint(root) })]}
        asked={word.asked}
        // What was sent may have arrived: then it is sent as it was, not told otherwise.
        back={refused && !wasNotSent(refused) ? undefined : back}
        go={() => void go()}
        goLabel={refused ? t('sendAgain') : t('send')}
        busy={busy ? t('sending') : undefined}
      />
    </div>
  )
}

const LOCAL = ['roster', 'epoch', 'journal', 'body', 'chain']

/** Refused before anything left this device, or by a server that kept nothing. */
function wasNotSent({ code }: Refused): boolean {
  return LOCAL.some((part) => code.startsWith(`${part}-`)) || ['not-sealed', 'grants-wrong', 'case-mismatch', 'clock-wrong'].includes(code)
}

function PendingNotice({ t, body, done }: { readonly t: VaultWording; readonly body: string; readonly done: (filed: Filed) => void }) {
  const [refused, setRefused] = useState<Refused | undefined>()
  const again = async () => {
    const sent = await sendPending(body)
    if (sent.ok) done(sent.value)
    else setRefused(sent)
  }
  const [erased, setErased] = useState(false)
  if (erased) return null
  const erase = () => {
    erasePending(body)
    setErased(true)
  }
  return (
    <Notice tone="soon" title={t('pendingTitle')}>
      <p>{refused ? wordRefusal(t, refused) : t('pending')}</p>
      <p>
        <button type="button" class="button" onClick={() => void again()}>
          {t('sendAgain')}
        </button>
      </p>
      <details>
        <summary>{t('pendingErase')}</summary>
        <p>{t('pendingEraseLead')}</p>
        <p>
          <button type="button" class="button" onClick={erase}>
            {t('pendingEraseSure')}
          </button>
        </p>
      </details>
    </Notice>
  )
}
