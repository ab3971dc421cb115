import { useState } from 'preact/hooks'
import { toHex } from '../../../../foundation/bytes.ts'
import type { Refused, Result } from '../../../../foundation/result.ts'
import { TextField } from '../../../../ui/field/field.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { contentOf } from '../../core/case-content.ts'
import { isAuthority, type SignedLetter } from '../../core/exchange.ts'
import { random, thisHour } from '../shared/device.ts'
import { write, type Opened } from '../shared/open-case-file.ts'
import { wordNo, type Words } from './body-wording.ts'
import type { Desk } from './desk.ts'
import { openExchange, writeTo } from './exchange.ts'
import { Letters } from './letters.tsx'

type HearingProps = { readonly words: Words; readonly desk: Desk; readonly opened: Opened; readonly renew: (opened: Opened) => void }

/** Both sides heard: an extract that the body writes goes to the authority, sealed to it; its signed answer is brought into the case. */
export function Hearing(props: HearingProps) {
  const { words, desk, opened } = props
  const { b } = words
  const { items, citizen } = opened.open
  const sent = items.flatMap((item) => {
    const content = contentOf(item, citizen.key)
    return content?.kind === 'extract' ? [content.body.exchange] : []
  })
  if (!desk.roster.content.authority) return <p class="soft">{b('hearNobody')}</p>
  return (
    <details>
      <summary>{b('hear')}</summary>
      <div class="stack">
        <Ask {...props} />
        {[...new Set(sent)].map((exchange) => (
          <Answers key={exchange} {...props} exchange={exchange} />
        ))}
      </div>
    </details>
  )
}

function Ask({ words, desk, opened, renew }: HearingProps) {
  const { b, t } = words
  const [exchange] = useState(() => toHex(random(16)))
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | undefined>()
  const ask = async (form: HTMLFormElement) => {
    const text = String(new FormData(form).get('extrait') ?? '').trim()
    if (text === '') return setRefused({ ok: false, code: 'field-empty', evidence: {} })
    setBusy(true)
    const posted = await writeTo(desk, { exchange, letters: [] }, text)
    const noted: Result<Opened> = posted.ok
      ? await write(opened, { kind: 'extract', time: thisHour(), body: { exchange, text } }, { state: null, word: true })
      : posted
    setBusy(false)
    setRefused(noted.ok ? undefined : noted)
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
      <TextField name="extrait" label={b('hearText')} rows={6} max={20_000} />
      <p>
        <button class="button primary" type="submit" disabled={busy}>
          {busy ? t('sending') : b('hearSend')}
        </button>
      </p>
    </form>
  )
}

function Answers({ words, desk, opened, renew, exchange }: HearingProps & { readonly exchange: string }) {
  const { b, t } = words
  const [letters, setLetters] = useState<readonly SignedLetter[] | undefined>()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | undefined>()
  const { items, citizen } = opened.open
  const brought = items.flatMap((item) => {
    const content = contentOf(item, citizen.key)
    return content?.kind === 'answer' && content.body.content.exchange === exchange ? [content.body.content.seq] : []
  })
  const look = async () => {
    setBusy(true)
    const read = await openExchange(desk, exchange)
    setBusy(false)
    setRefused(read.ok ? undefined : read)
    if (read.ok) setLetters(read.value)
  }
  const bring = async ({ content, signature }: SignedLetter) => {
    setBusy(true)
    const noted = await write(opened, { kind: 'answer', time: thisHour(), body: { content, signature } }, { state: null, word: true })
    setBusy(false)
    setRefused(noted.ok ? undefined : noted)
    if (noted.ok) renew(noted.value)
  }
  const fresh = letters?.findLast(({ content }) => isAuthority(desk.rosters, content.author) && !brought.includes(content.seq))
  return (
    <section class="stack">
      <h3>{b('exchangeTitle', { exchange: exchange.slice(0, 8) })}</h3>
      {refused && <Notice tone="bad" title={wordNo(words, refused)} live />}
      {letters && <Letters words={words} letters={letters} rosters={desk.rosters} />}
      {letters && !letters.some(({ content }) => isAuthority(desk.rosters, content.author)) && <p role="status">{b('hearWaits')}</p>}
      <p class="row">
        <button type="button" class="button" onClick={() => void look()} disabled={busy}>
          {busy ? t('opening') : b('hearLook')}
        </button>
        {fresh && (
          <button type="button" class="button primary" onClick={() => void bring(fresh)} disabled={busy}>
            {b('hearBring')}
          </button>
        )}
      </p>
    </section>
  )
}
