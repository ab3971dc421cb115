import { useState } from 'preact/hooks'
import { toHex } from '../../../../foundation/bytes.ts'
import { refuse, type Refused, type Result } from '../../../../foundation/result.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { bodiesOf } from '../../core/case-content.ts'
import { leftIn } from '../../core/redaction.ts'
import { isAuthority, type ReadExchange, type SignedLetter } from '../../core/exchange.ts'
import { random, thisHour } from '../shared/device.ts'
import { write, type Opened } from '../shared/open-case-file.ts'
import { wordNo, type Words } from './body-wording.ts'
import type { Desk } from './desk.ts'
import { nextLetter, openExchange, postLetter } from './exchange.ts'
import { Letters } from './letters.tsx'
import { knowsOf, RedactedField, tellingIn } from './redacted-field.tsx'

type HearingProps = { readonly words: Words; readonly desk: Desk; readonly opened: Opened; readonly renew: (opened: Opened) => void }

/** Both sides heard: an extract that the body writes goes to the authority, sealed to it; its signed answer is brought into the case. */
export function Hearing(props: HearingProps) {
  const { words, desk, opened } = props
  const { b } = words
  const { items, citizen } = opened.open
  const extracts = bodiesOf('extract', items, citizen.key)
  if (!desk.roster.content.authority) return <p class="soft">{b('hearNobody')}</p>
  return (
    <details>
      <summary>{b('hear')}</summary>
      <div class="stack">
        <Ask {...props} />
        {extracts.map((extract) => (
          <Answers key={extract.content.exchange} {...props} extract={extract} />
        ))}
      </div>
    </details>
  )
}

function Ask({ words, desk, opened, renew }: HearingProps) {
  const { b, t } = words
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | undefined>()
  const ask = async (form: HTMLFormElement) => {
    const data = new FormData(form)
    const text = String(data.get('extrait') ?? '').trim()
    if (text === '') return setRefused(refuse('field-empty'))
    if (data.get(knowsOf('extrait')) === null && leftIn(text, tellingIn(opened)).length > 0) return setRefused(refuse('telling'))
    setBusy(true)
    // Into the case first: the person sees what goes, and what was noted and did not leave can be sent from there.
    const letter = nextLetter(desk, toHex(random(16)), { letters: [], text, recused: opened.open.recused })
    const noted = await write(opened, { kind: 'extract', time: thisHour(), body: { ...letter } }, { state: null, word: false })
    const posted: Result<undefined> = noted.ok ? await postLetter(desk, letter) : noted
    setRefused(posted.ok ? undefined : posted)
    setBusy(false)
    if (!noted.ok) return
    form.reset()
    renew(noted.value)
  }
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (event.currentTarget instanceof HTMLFormElement) void ask(event.currentTarget)
      }}
    >
      <p class="hint">{b('hearLead')}</p>
      {refused && <Notice tone="bad" title={refused.code === 'field-empty' ? b('fieldEmpty') : wordNo(words, refused)} live />}
      <RedactedField words={words} opened={opened} name="extrait" label={b('hearText')} rows={6} />
      <p>
        <button class="button primary" type="submit" disabled={busy}>
          {busy ? t('sending') : b('hearSend')}
        </button>
      </p>
    </form>
  )
}

function Answers({ words, desk, opened, renew, extract }: HearingProps & { readonly extract: SignedLetter }) {
  const { b, t } = words
  const [read, setRead] = useState<ReadExchange | undefined>()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | undefined>()
  const { items, citizen } = opened.open
  const { exchange } = extract.content
  const answers = bodiesOf('answer', items, citizen.key)
  const during = async <Value,>(work: Promise<Result<Value>>, then: (value: Value) => void) => {
    setBusy(true)
    const result = await work
    setBusy(false)
    setRefused(result.ok ? undefined : result)
    if (result.ok) then(result.value)
  }
  const look = () => during(openExchange(desk, exchange), setRead)
  const send = () => during(postLetter(desk, extract), () => void look())
  const bring = ({ content, signature }: SignedLetter) =>
    during(write(opened, { kind: 'answer', time: thisHour(), body: { content, signature } }, { state: null, word: false }), renew)
  const theirs = read?.letters.filter(({ content }) => isAuthority(desk.rosters, content.author)) ?? []
  const fresh = theirs.find((letter) => !answers.some(({ content }) => content.exchange === exchange && content.seq === letter.content.seq))
  return (
    <section class="stack">
      <h3>{b('exchangeTitle', { exchange: exchange.slice(0, 8) })}</h3>
      {refused && <Notice tone="bad" title={refused.code === 'not-found' ? b('hearUnsent') : wordNo(words, refused)} live />}
      {read && <Letters words={words} read={read} rosters={desk.rosters} />}
      {read && theirs.length === 0 && <p role="status">{b('hearWaits')}</p>}
      <p class="row">
        <button type="button" class="button" onClick={() => void look()} disabled={busy}>
          {busy ? t('opening') : b('hearLook')}
        </button>
        {refused?.code === 'not-found' && (
          <button type="button" class="button primary" onClick={() => void send()} disabled={busy}>
            {b('hearSend')}
          </button>
        )}
        {fresh && (
          <button type="button" class="button primary" onClick={() => void bring(fresh)} disabled={busy}>
            {b('hearBring')}
          </button>
        )}
      </p>
    </section>
  )
}
