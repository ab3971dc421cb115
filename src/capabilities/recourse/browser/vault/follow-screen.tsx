import { useState } from 'preact/hooks'
import type { Bytes } from '../../../../foundation/bytes.ts'
import type { Refused } from '../../../../foundation/result.ts'
import type { Language } from '../../../../foundation/wording.ts'
import { TextField } from '../../../../ui/field/field.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import type { Mark } from '../../api/filing.ts'
import { timesOf } from '../../core/case-times.ts'
import { mayStep } from '../../core/case-state.ts'
import { isReviewable } from '../../core/clocks.ts'
import type { Draft } from '../../core/vault/item.ts'
import { Attachments } from '../shared/attachments.tsx'
import { Footage } from '../shared/footage.tsx'
import { isOffered, Mediation } from './mediation.tsx'
import { PassList } from '../shared/pass-list.tsx'
import { CaseRefused } from '../shared/case-refused.tsx'
import { ServedBy } from '../shared/served-by.tsx'
import { CaseView } from '../shared/case-view.tsx'
import { onSite, thisHour } from '../shared/device.ts'
import { openOwn, renewed, write, type Opened } from '../shared/open-case-file.ts'
import { wordRefusal, type VaultWording } from '../shared/word-refusal.ts'
import { WordsForm } from '../shared/words-field.tsx'

type FollowProps = { readonly t: VaultWording; readonly language: Language }

/** Twelve words in, the case out; closed with the page. */
export function FollowScreen({ t, language }: FollowProps) {
  const [opened, setOpened] = useState<Opened | undefined>()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<(Refused & { readonly secret: Bytes }) | undefined>()
  const open = async (secret: Bytes) => {
    setBusy(true)
    const result = await openOwn(secret)
    setBusy(false)
    setRefused(result.ok ? undefined : { ...result, secret })
    if (result.ok) setOpened(result.value)
  }
  if (opened) return <OwnCase t={t} language={language} opened={opened} renew={setOpened} />
  return (
    <div class="stack-wide">
      <div class="stack">
        <h1>{t('followTitle')}</h1>
        <p class="lead">{t('followLead')}</p>
        <ServedBy t={t} />
      </div>
      {busy && <Notice tone="plain" title={t('opening')} live />}
      {refused && !busy && <CaseRefused t={t} refused={refused} said={wordRefusal(t, refused)} again={() => void open(refused.secret)} />}
      <WordsForm t={t} label={t('wordsField')} button={t('open')} open={(secret) => void open(secret)} />
    </div>
  )
}

type OwnCaseProps = FollowProps & { readonly opened: Opened; readonly renew: (opened: Opened | undefined) => void }

function OwnCase({ t, language, opened, renew }: OwnCaseProps) {
  const { file, open } = opened
  const times = timesOf(open, file)
  return (
    <div class="stack-wide">
      <CaseView t={t} language={language} opened={opened} own="citizen" />
      <PassList t={t} language={language} opened={opened} />
      {isOffered(opened) && <Mediation t={t} opened={opened} renew={renew} />}
      <Attachments t={t} opened={opened} renew={renew} />
      {times.footage && <Footage t={t} opened={opened} renew={renew} />}
      <OwnActs t={t} opened={opened} renew={renew} />
      <p>
        <a href={onSite(`/recours/${file.body}/nouvelles`)}>{t('newsLink')}</a>
      </p>
      <p>
        <button type="button" class="button" onClick={() => renew(undefined)}>
          {t('caseClose')}
        </button>
      </p>
    </div>
  )
}

type ActsProps = { readonly t: VaultWording; readonly opened: Opened; readonly renew: (opened: Opened) => void }

function OwnActs({ t, opened, renew }: ActsProps) {
  const { state, since } = opened.file
  return (
    <div class="stack-wide">
      <Act
        t={t}
        opened={opened}
        renew={renew}
        title={t('write')}
        label={t('write')}
        button={t('writeSend')}
        make={(text) => [{ kind: 'message', body: { text } }, null]}
      />
      {mayStep(state, 'retiree', 'citizen') && (
        <details>
          <summary>{t('withdraw')}</summary>
          <Act
            t={t}
            opened={opened}
            renew={renew}
            title={t('withdrawAsk')}
            label={t('withdrawWhy')}
            button={t('withdrawSure')}
            optional
            make={(reason) => [{ kind: 'withdrawal', body: { reason } }, 'retiree']}
          />
        </details>
      )}
      {mayStep(state, 'reexamen', 'citizen') && !isReviewable(since, new Date()) && <p class="soft">{t('no-review-late')}</p>}
      {mayStep(state, 'reexamen', 'citizen') && isReviewable(since, new Date()) && (
        <Act
          t={t}
          opened={opened}
          renew={renew}
          title={t('review')}
          label={t('reviewWhy')}
          button={t('review')}
          make={(reason) => [{ kind: 'review', body: { reason } }, 'reexamen']}
        />
      )}
    </div>
  )
}

type ActProps = ActsProps & {
  readonly title: string
  readonly label: string
  readonly button: string
  readonly optional?: boolean
  readonly make: (text: string) => readonly [Omit<Draft, 'time'>, Mark['state']]
}

/** One text, sealed and sent; what was typed stays until it has arrived. */
function Act({ t, opened, renew, title, label, button, optional, make }: ActProps) {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | undefined>()
  const [name] = useState(() => `texte-${Math.floor(performance.now() * 1000)}`)
  const submit = async (form: HTMLFormElement) => {
    const text = String(new FormData(form).get(name) ?? '').trim()
    if (text === '' && !optional) return setRefused({ ok: false, code: 'text', evidence: {} })
    setBusy(true)
    const [draft, state] = make(text)
    const sent = await write(opened, { ...draft, time: thisHour() }, { state, word: false })
    setBusy(false)
    setRefused(sent.ok ? undefined : sent)
    const fresh = sent.ok ? undefined : await renewed(opened, sent)
    if (fresh) renew(fresh)
    if (!sent.ok) return
    form.reset()
    renew(sent.value)
  }
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (event.currentTarget instanceof HTMLFormElement) void submit(event.currentTarget)
      }}
    >
      <h2>{title}</h2>
      {refused && <Notice tone="bad" title={refused.code === 'text' ? t('textError') : wordRefusal(t, refused)} live />}
      <TextField name={name} label={label} rows={4} max={20_000} />
      <p>
        <button class="button primary" type="submit" disabled={busy}>
          {busy ? t('sending') : button}
        </button>
      </p>
    </form>
  )
}
