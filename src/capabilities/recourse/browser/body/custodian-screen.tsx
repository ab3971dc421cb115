import { useState } from 'preact/hooks'
import type { Refused, Result } from '../../../../foundation/result.ts'
import { SelectField, TextField } from '../../../../ui/field/field.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import type { Identity } from '../../core/vault/envelope.ts'
import { wordNo, type Words } from './body-wording.ts'
import { findEnvelope, openPassed, passOwn, type Custody, type Envelope } from './custody.ts'

type CustodianScreenProps = { readonly words: Words; readonly custody: Custody }

/** One envelope at a time: pass a share with a reason, or open with the share that was passed. */
export function CustodianScreen({ words, custody }: CustodianScreenProps) {
  const { b } = words
  const [envelope, setEnvelope] = useState<Envelope | undefined>()
  const [identity, setIdentity] = useState<Identity | undefined>()
  const [passed, setPassed] = useState(false)
  const [refused, setRefused] = useState<Refused | undefined>()
  const take = <Value,>(result: Result<Value>, then: (value: Value) => void) => {
    setRefused(result.ok ? undefined : result)
    if (result.ok) then(result.value)
  }
  const find = (form: FormData) =>
    void findEnvelope(custody, String(form.get('dossier') ?? '').toLowerCase().replaceAll(/\s/g, '')).then((found) => take(found, setEnvelope)) // prettier-ignore
  return (
    <div class="stack-wide">
      <div class="stack">
        <h1>{b('custodyTitle', { title: custody.title })}</h1>
        <p class="lead">{b('custodyLead')}</p>
        {refused && <Notice tone="bad" title={wordNo(words, refused)} live />}
      </div>
      <form class="stack" onSubmit={(event) => submitted(event, find)}>
        <TextField name="dossier" label={b('custodyCase')} max={40} autocomplete="off" />
        <p>
          <button class="button" type="submit">
            {b('custodyFind')}
          </button>
        </p>
      </form>
      {envelope && envelope.answer.passed.length > 0 && (
        <section class="stack">
          <p>{b('custodyOpenLead')}</p>
          <p>
            <button
              type="button"
              class="button primary"
              onClick={() => void openPassed(custody, envelope).then((result) => take(result, setIdentity))}
            >
              {b('custodyOpen')}
            </button>
          </p>
        </section>
      )}
      {identity && <Opened words={words} identity={identity} />}
      {envelope && !passed && (
        <PassForm
          words={words}
          envelope={envelope}
          pass={(to, reason) => void passOwn(custody, envelope, { to, reason }).then((result) => take(result, () => setPassed(true)))}
        />
      )}
      {passed && <Notice tone="good" title={b('custodyPassed')} live />}
    </div>
  )
}

function submitted(event: SubmitEvent, then: (form: FormData) => void): void {
  event.preventDefault()
  if (event.currentTarget instanceof HTMLFormElement) then(new FormData(event.currentTarget))
}

function Opened({ words: { b }, identity }: { readonly words: Words; readonly identity: Identity }) {
  if (identity.person === '' && identity.contact === '') return <Notice tone="plain" title={b('custodyNobody')} live />
  return (
    <Notice tone="soon" title={b('custodyIs')} live>
      <p>
        <strong>{identity.person}</strong>
      </p>
      <p>{identity.contact}</p>
    </Notice>
  )
}

type PassFormProps = { readonly words: Words; readonly envelope: Envelope; readonly pass: (to: number, reason: string) => void }

function PassForm({ words: { b }, envelope, pass }: PassFormProps) {
  const [empty, setEmpty] = useState(false)
  const others = envelope.custodians
    .map(({ label }, index) => ({ value: String(index), label }))
    .filter(({ value }) => value !== String(envelope.index))
  const send = (form: FormData) => {
    const reason = String(form.get('raison') ?? '').trim()
    setEmpty(reason === '')
    if (reason !== '') pass(Number(form.get('a-qui')), reason)
  }
  return (
    <form class="stack" onSubmit={(event) => submitted(event, send)}>
      <h2>{b('custodyPass')}</h2>
      <SelectField name="a-qui" label={b('custodyTo')} choices={others} />
      <TextField name="raison" label={b('custodyReason')} rows={4} max={10_000} error={empty ? b('fieldEmpty') : undefined} />
      <p>
        <button class="button primary" type="submit">
          {b('custodyPass')}
        </button>
      </p>
    </form>
  )
}
