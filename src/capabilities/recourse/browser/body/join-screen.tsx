import { useEffect, useState } from 'preact/hooks'
import type { Bytes } from '../../../../foundation/bytes.ts'
import { toHex } from '../../../../foundation/bytes.ts'
import type { Refused } from '../../../../foundation/result.ts'
import { SelectField, TextField } from '../../../../ui/field/field.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { fingerprintOf, type Joining } from '../../core/joining.ts'
import { keysOf } from '../../core/vault/holder-keys.ts'
import { COLLEGES } from '../../core/vault/roster.ts'
import { wordsOf } from '../../core/vault/words.ts'
import { client, random } from '../shared/device.ts'
import { askBody, sendJoining } from '../shared/vault-client.ts'
import { drawPlaces, WordsKeeping } from '../shared/words-keeping.tsx'
import { wordNo, type Words } from './body-wording.ts'

const SEATS = ['member', 'custodian', 'authority'] as const
/** Ten people at one table stay under what their address may send in an hour. */
const ASK_AGAIN = 900_000
type Asked = Pick<Joining, 'label' | 'seat' | 'college'>
export type BodyScreenProps = { readonly words: Words; readonly body: string }

/** Keys made here, their public half sent, the fingerprint read aloud. */
export function JoinScreen({ words, body }: BodyScreenProps) {
  const { b, t } = words
  const [title, setTitle] = useState('')
  const [secret] = useState<Bytes>(() => random(16))
  const [places] = useState(() => drawPlaces(random))
  const [asked, setAsked] = useState<Asked | undefined>()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | undefined>()
  const [joined, setJoined] = useState<Joining | undefined>()
  useEffect(() => void askBody(client, body).then((answer) => setTitle(answer.ok ? answer.value.profile.title : '')), [body])
  // Strangers who ask without end push out who waits; while this page is open, it takes its place again.
  useEffect(() => {
    if (!joined) return
    const again = setInterval(() => void keysOf(secret).then((keys) => sendJoining(client, body, { joining: joined, keys })), ASK_AGAIN)
    return () => clearInterval(again)
  }, [joined])
  const go = async () => {
    if (!asked) return
    setBusy(true)
    const keys = await keysOf(secret)
    // A name for the address of grants: from the key, so that no two people have one.
    const joining: Joining = { ...asked, id: `${asked.seat}-${toHex(random(5))}`, recipient: keys.age.recipient, key: keys.key }
    const sent = await sendJoining(client, body, { joining, keys })
    setBusy(false)
    setRefused(sent.ok ? undefined : sent)
    if (sent.ok) setJoined(joining)
  }
  if (joined)
    return (
      <Notice tone="good" title={b('joinDone')} live answer>
        <p>{b('joinRead')}</p>
        <p>
          <strong>
            <code>{fingerprintOf(joined)}</code>
          </strong>
        </p>
      </Notice>
    )
  return (
    <div class="stack-wide">
      <div class="stack">
        <h1>{b('joinTitle', { title })}</h1>
        <p class="lead">{b('joinLead')}</p>
        {refused && <Notice tone="bad" title={wordNo(words, refused)} live />}
      </div>
      {asked ? (
        <WordsKeeping
          t={t}
          words={wordsOf(secret)}
          card={[`${title} — ${asked.label}`]}
          asked={places}
          back={() => setAsked(undefined)}
          go={() => void go()}
          goLabel={b('joinSend')}
          busy={busy ? t('sending') : undefined}
        />
      ) : (
        <SeatForm words={words} done={setAsked} />
      )}
    </div>
  )
}

function SeatForm({ words, done }: { readonly words: Words; readonly done: (asked: Asked) => void }) {
  const { b, r } = words
  const [empty, setEmpty] = useState(false)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const form = new FormData(event.currentTarget)
    const label = String(form.get('montre') ?? '').trim()
    const seat = SEATS.find((one) => one === form.get('siege')) ?? 'member'
    const college = COLLEGES.find((one) => one === form.get('college')) ?? 'citizens'
    setEmpty(label === '')
    if (label !== '') done({ label, seat, college })
  }
  return (
    <form class="stack" onSubmit={submit}>
      <TextField name="montre" label={b('label')} hint={b('labelHint')} max={120} error={empty ? b('labelError') : undefined} />
      <SelectField name="siege" label={b('seat')} choices={SEATS.map((value) => ({ value, label: b(`seat-${value}`) }))} />
      <SelectField name="college" label={b('college')} choices={COLLEGES.map((value) => ({ value, label: r(`college-${value}`) }))} />
      <p>
        <button class="button primary" type="submit">
          {b('joinGo')}
        </button>
      </p>
    </form>
  )
}
