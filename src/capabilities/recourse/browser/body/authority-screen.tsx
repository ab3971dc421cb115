import { useState } from 'preact/hooks'
import { formatInstant } from '../../../../foundation/format.ts'
import type { Refused } from '../../../../foundation/result.ts'
import { TextField } from '../../../../ui/field/field.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { Table } from '../../../../ui/table/table.tsx'
import type { ReadExchange } from '../../core/exchange.ts'
import { wordNo, type Words } from './body-wording.ts'
import type { Bureau } from './bureau.ts'
import { nextLetter, openExchange, postLetter } from './exchange.ts'
import { Letters } from './letters.tsx'

type AuthorityScreenProps = { readonly words: Words; readonly bureau: Bureau }
type Open = ReadExchange & { readonly exchange: string }

export function AuthorityScreen({ words, bureau }: AuthorityScreenProps) {
  const { b, language } = words
  const [open, setOpen] = useState<Open | undefined>()
  const [refused, setRefused] = useState<Refused | undefined>()
  const show = async (exchange: string) => {
    const letters = await openExchange(bureau, exchange)
    setRefused(letters.ok ? undefined : letters)
    if (letters.ok) setOpen({ exchange, ...letters.value })
  }
  const rows = bureau.exchanges.map(({ exchange, letters, last, at }) => [
    <button type="button" class="button" onClick={() => void show(exchange)}>
      {exchange.slice(0, 8)}
    </button>,
    b('letterCount', { n: letters }),
    b(last === 'member' ? 'letterDue' : 'letterDone'),
    formatInstant(at, language),
  ])
  const columns = [{ label: b('exchange') }, { label: b('letters') }, { label: b('stateName') }, { label: b('letterDate') }]
  return (
    <div class="stack-wide">
      <div class="stack">
        <h1>{b('bureauTitle', { title: bureau.title })}</h1>
        <p class="lead">{b('bureauLead')}</p>
      </div>
      {refused && <Notice tone="bad" title={wordNo(words, refused)} live />}
      {!open && <Table caption={b('exchanges')} columns={columns} rows={rows} empty={b('exchangesNone')} />}
      {open && <OpenExchange words={words} bureau={bureau} open={open} change={setOpen} />}
    </div>
  )
}

type OpenExchangeProps = AuthorityScreenProps & { readonly open: Open; readonly change: (open: Open | undefined) => void }

function OpenExchange({ words, bureau, open, change }: OpenExchangeProps) {
  const { b, t } = words
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | undefined>()
  const answer = async (form: HTMLFormElement) => {
    const text = String(new FormData(form).get('reponse') ?? '').trim()
    if (text === '') return setRefused({ ok: false, code: 'field-empty', evidence: {} })
    setBusy(true)
    const letter = nextLetter(bureau, open.exchange, { letters: open.letters, text })
    const sent = await postLetter(bureau, letter)
    setBusy(false)
    setRefused(sent.ok ? undefined : sent)
    if (!sent.ok) return
    form.reset()
    change({ ...open, letters: [...open.letters, letter] })
  }
  return (
    <section class="stack" aria-labelledby="echange">
      <h2 id="echange">{b('exchangeTitle', { exchange: open.exchange.slice(0, 8) })}</h2>
      <Letters words={words} read={open} rosters={bureau.rosters} />
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (event.currentTarget instanceof HTMLFormElement) void answer(event.currentTarget)
        }}
      >
        {refused && <Notice tone="bad" title={refused.code === 'field-empty' ? b('fieldEmpty') : wordNo(words, refused)} live />}
        <TextField name="reponse" label={b('bureauAnswer')} hint={b('bureauAnswerHint')} rows={8} max={20_000} />
        <p class="row">
          <button class="button primary" type="submit" disabled={busy}>
            {busy ? t('sending') : b('bureauSend')}
          </button>
          <button class="button" type="button" onClick={() => change(undefined)}>
            {b('toExchanges')}
          </button>
        </p>
      </form>
    </section>
  )
}
