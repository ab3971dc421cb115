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
  const { items, citizen, recused } = opened.open
  const firsts = bodiesOf('extract', items, citizen.key).filter(({ content }) => content.seq === 0)
  if (!desk.roster.content.authority) return <p class="soft">{b('hearNobody')}</p>
  const ask = async (text: string): Promise<Sent> => {
    // Into the case first: the person sees what goes, and what was noted and did not leave can be sent from there.
    const letter = nextLetter(desk, toHex(random(16)), { letters: [], text, recused })
    const noted = await noteLetter(desk, opened, letter)
    return { noted, posted: noted.ok ? await postLetter(desk, letter) : noted }
  }
  return (
    <details>
      <summary>{b('hear')}</summary>
      <div class="stack">
        <LetterForm {...props} name="extrait" hint={b('hearLead')} label={b('hearText')} send={ask} />
        {firsts.map((extract) => (
          <Exchange key={extract.content.exchange} {...props} extract={extract} />
        ))}
      </div>
    </details>
  )
}

/** A letter as the case has it: what the body wrote is an extract, what the authority wrote an answer. */
function noteLetter({ rosters }: Pick<Desk, 'rosters'>, opened: Opened, { content, signature }: SignedLetter): Promise<Result<Opened>> {
  const kind = isAuthority(rosters, content.author) ? 'answer' : 'extract'
  return write(opened, { kind, time: thisHour(), body: { content, signature } }, { state: null, word: false })
}

/** What became of a letter: in the case, and on its way. */
type Sent = { readonly noted: Result<Opened>; readonly posted: Result<undefined> }

type LetterFormProps = HearingProps & {
  readonly name: string
  readonly hint: string
  readonly label: string
  readonly send: (text: string) => Promise<Sent>
}

function LetterForm({ words, opened, renew, name, hint, label, send }: LetterFormProps) {
  const { b, t } = words
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | undefined>()
  const submit = async (form: HTMLFormElement) => {
    const data = new FormData(form)
    const text = String(data.get(name) ?? '').trim()
    if (text === '') return setRefused(refuse('field-empty'))
    if (data.get(knowsOf(name)) === null && leftIn(text, tellingIn(opened)).length > 0) return setRefused(refuse('telling'))
    setBusy(true)
    const { noted, posted } = await send(text)
    setBusy(false)
    const failed = posted.ok ? noted : posted
    setRefused(failed.ok ? undefined : failed)
    if (posted.ok || noted.ok) form.reset()
    if (noted.ok) renew(noted.value)
  }
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (event.currentTarget instanceof HTMLFormElement) void submit(event.currentTarget)
      }}
    >
      <p class="hint">{hint}</p>
      {refused && <Notice tone="bad" title={refused.code === 'field-empty' ? b('fieldEmpty') : wordNo(words, refused)} live />}
      <RedactedField words={words} opened={opened} name={name} label={label} rows={6} />
      <p>
        <button class="button primary" type="submit" disabled={busy}>
          {busy ? t('sending') : b('hearSend')}
        </button>
      </p>
    </form>
  )
}

function Exchange(props: HearingProps & { readonly extract: SignedLetter }) {
  const { words, desk, opened, renew, extract } = props
  const { b, t } = words
  const [read, setRead] = useState<ReadExchange | undefined>()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | undefined>()
  const { items, citizen, recused } = opened.open
  const { exchange } = extract.content
  const brought = [...bodiesOf('extract', items, citizen.key), ...bodiesOf('answer', items, citizen.key)].filter(
    (one) => one.content.exchange === exchange,
  )
  const during = async <Value,>(work: Promise<Result<Value>>, then: (value: Value) => void) => {
    setBusy(true)
    const result = await work
    setBusy(false)
    setRefused(result.ok ? undefined : result)
    if (result.ok) then(result.value)
  }
  const look = () => during(openExchange(desk, exchange), setRead)
  const send = () => during(postLetter(desk, extract), () => void look())
  // Posted first: one that the authority's own crossed is not on its way, and would stand in the case as if it were.
  const tell = async (text: string): Promise<Sent> => {
    const letter = nextLetter(desk, exchange, { letters: read?.letters ?? [], text, recused })
    const posted = await postLetter(desk, letter)
    await look()
    return { posted, noted: posted.ok ? await noteLetter(desk, opened, letter) : posted }
  }
  const fresh = read?.letters.find(({ content }) => !brought.some((one) => one.content.seq === content.seq))
  const isHeard = read?.letters.some(({ content }) => isAuthority(desk.rosters, content.author))
  return (
    <section class="stack">
      <h3>{b('exchangeTitle', { exchange: exchange.slice(0, 8) })}</h3>
      {refused && <Notice tone="bad" title={refused.code === 'not-found' ? b('hearUnsent') : wordNo(words, refused)} live />}
      {read && <Letters words={words} read={read} rosters={desk.rosters} />}
      {read && !isHeard && <p role="status">{b('hearWaits')}</p>}
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
          <button type="button" class="button primary" onClick={() => void during(noteLetter(desk, opened, fresh), renew)} disabled={busy}>
            {b(isAuthority(desk.rosters, fresh.content.author) ? 'hearBring' : 'hearBringOwn')}
          </button>
        )}
      </p>
      {read && !read.fault && !fresh && (
        <LetterForm {...props} name={`suite-${exchange.slice(0, 8)}`} hint={b('hearTellLead')} label={b('hearTell')} send={tell} />
      )}
    </section>
  )
}
