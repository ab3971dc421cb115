import { useState, type Dispatch, type StateUpdater } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import type { Refused } from '../../../../foundation/result.ts'
import { Choices, SelectField, TextField } from '../../../../ui/field/field.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import type { Mark } from '../../api/filing.ts'
import { bodiesOf, type Content } from '../../core/case-content.ts'
import { FINDINGS, nextStates, type Allegation } from '../../core/case-state.ts'
import { membersIn } from '../../core/vault/roster.ts'
import { sign } from '../../core/vault/signed.ts'
import { client, thisHour, today } from '../shared/device.ts'
import { askOpinions } from '../shared/vault-client.ts'
import { renewed, write, type Opened } from '../shared/open-case-file.ts'
import { Footage } from '../shared/footage.tsx'
import { Hearing } from './hearing.tsx'
import { wordNo, type Words } from './body-wording.ts'
import { sealNote } from './notes.ts'
import type { Desk } from './desk.ts'

type ActsProps = {
  readonly words: Words
  readonly desk: Desk
  readonly opened: Opened
  readonly renew: (opened: Opened) => void
  /** Back to the queue. */ readonly leave: () => void
}
/** What a form makes; `undefined`: a field is empty. */
type Made = { readonly content: Content; readonly mark: Mark }
type Make = (text: (name: string) => string) => Promise<Made | undefined> | Made | undefined

const WORD = { state: null, word: true } as const
const INSIDE = { state: null, word: false } as const

/** What a member may do in a case; each act is one form, folded until it is wanted. */
export function CaseActs(props: ActsProps) {
  const { words, desk, opened, renew } = props
  const { b, t } = words
  const members = membersIn(desk.roster.content, { today: today(), recused: opened.open.recused }).map(({ id, label }) => ({ value: id, label }))
  const states = nextStates(opened.file.state, 'member').map((value) => ({ value, label: t(`state-${value}`) }))
  const clocks = (['first-contact', 'update', 'inquiry', 'answer', 'review'] as const).map((value) => ({ value, label: t(`clock-${value}`) }))
  return (
    <section class="stack no-print" aria-labelledby="agir">
      <h2 id="agir">{b('actsTitle')}</h2>
      <Act {...props} title={b('message')} make={makeMessage}>
        <TextField name="message-texte" label={b('message')} rows={5} max={20_000} />
      </Act>
      <Act {...props} title={b('note')} make={(text) => makeNote(text, desk, opened)}>
        <TextField name="note-texte" label={b('note')} rows={4} max={20_000} />
      </Act>
      {states.length > 0 && (
        <Act {...props} title={b('step')} make={(text) => makeStep(text, opened)}>
          <SelectField name="etape" label={b('step')} choices={states} />
          <TextField name="etape-raison" label={b('reason')} rows={4} max={20_000} />
        </Act>
      )}
      <Act {...props} title={b('clock')} make={makeClock}>
        <SelectField name="date-quelle" label={b('clockWhich')} choices={clocks} />
        <TextField name="date-jours" label={b('clockDays')} type="number" />
        <TextField name="date-raison" label={b('reason')} rows={3} max={20_000} />
      </Act>
      <Footage t={t} opened={opened} renew={renew} />
      <Act {...props} title={b('assign')} make={(text) => ({ content: { kind: 'assignment', body: { member: text('a-qui') } }, mark: INSIDE })}>
        <SelectField name="a-qui" label={b('assignTo')} choices={members} />
      </Act>
      <Act {...props} title={b('reference')} make={makeReference}>
        <SelectField
          name="ref-ou"
          label={b('referenceTo')}
          choices={['igpn', 'iggn', 'ddd', 'procureur'].map((value) => ({ value, label: value.toUpperCase() }))}
        />
        <TextField name="ref-numero" label={b('referenceNumber')} max={100} />
        <TextField name="ref-etat" label={b('referenceState')} max={300} />
      </Act>
      <Act {...props} title={b('link')} make={makeLink}>
        <TextField name="lien-dossier" label={b('linkWhich')} max={32} />
        <TextField name="lien-raison" label={b('reason')} rows={3} max={20_000} />
      </Act>
      <Hearing {...props} />
      <Act {...props} title={b('mediate')} make={makeMediation}>
        <SelectField
          name="mediation-suite"
          label={b('mediateStep')}
          choices={(['proposed', 'agreed', 'failed'] as const).map((value) => ({ value, label: t(`mediation-${value}`) }))}
        />
        <TextField name="mediation-texte" label={b('mediateText')} rows={4} max={20_000} />
      </Act>
      <Decide {...props} />
      <Act {...props} title={b('propose')} make={(text) => makeOpinion(text, desk)}>
        <p class="hint">{b('proposeLead')}</p>
        <TextField name="avis-titre" label={b('opinionTitle')} max={200} />
        <TextField name="avis-trouve" label={b('opinionFound')} rows={8} max={20_000} />
        <TextField name="avis-demande" label={b('opinionAsks')} rows={4} max={8000} />
      </Act>
      <Act {...props} title={b('recuse')} make={(text) => makeRecusal(text, desk)}>
        <p class="hint">{b('recuseHint')}</p>
        <TextField name="deport-raison" label={b('reason')} rows={3} max={20_000} />
      </Act>
    </section>
  )
}

/** Each allegation of the account has its finding. */
function Decide(props: ActsProps) {
  const { words, opened } = props
  const { b, t, r } = words
  const allegations: readonly Allegation[] = bodiesOf('account', opened.open.items, opened.open.citizen.key)[0]?.what ?? []
  const findings = FINDINGS.map((value) => ({ value, label: t(`finding-${value}`) }))
  return (
    <Act {...props} title={b('decide')} make={(text) => makeDecision(text, allegations)}>
      {allegations.map((one) => (
        <Choices key={one} kind="radio" name={`constat-${one}`} label={b('finding', { what: r(`what-${one}`) })} choices={findings} />
      ))}
      <TextField name="motifs" label={b('reasons')} rows={8} max={20_000} />
    </Act>
  )
}

function makeMessage(text: (name: string) => string): Made | undefined {
  return text('message-texte') === '' ? undefined : { content: { kind: 'message', body: { text: text('message-texte') } }, mark: WORD }
}

async function makeNote(text: (name: string) => string, { roster }: Desk, { open: { recused } }: Opened): Promise<Made | undefined> {
  if (text('note-texte') === '') return undefined
  return { content: { kind: 'note', body: await sealNote(text('note-texte'), roster, { today: today(), recused }) }, mark: INSIDE }
}

function makeStep(text: (name: string) => string, { file }: Opened): Made | undefined {
  const state = nextStates(file.state, 'member').find((one) => one === text('etape'))
  if (!state || text('etape-raison') === '') return undefined
  return { content: { kind: 'status', body: { state, reason: text('etape-raison') } }, mark: { state, word: true } }
}

function makeClock(text: (name: string) => string): Made | undefined {
  const clock = (['first-contact', 'update', 'inquiry', 'answer', 'review'] as const).find((one) => one === text('date-quelle'))
  const count = /^\d{1,3}$/.test(text('date-jours')) ? Number(text('date-jours')) : undefined
  if (!clock || count === undefined || text('date-raison') === '') return undefined
  // A date that is moved is no word to the person: the clock that it moves goes on from where it began.
  return { content: { kind: 'clock', body: { clock, unit: 'days', count, reason: text('date-raison') } }, mark: INSIDE }
}

function makeMediation(text: (name: string) => string): Made | undefined {
  const step = (['proposed', 'agreed', 'failed'] as const).find((one) => one === text('mediation-suite'))
  return step && text('mediation-texte') !== ''
    ? { content: { kind: 'mediation', body: { step, text: text('mediation-texte') } }, mark: WORD }
    : undefined
}

function makeReference(text: (name: string) => string): Made | undefined {
  const to = (['igpn', 'iggn', 'ddd', 'procureur'] as const).find((one) => one === text('ref-ou'))
  if (!to || text('ref-numero') === '') return undefined
  return { content: { kind: 'reference', body: { to, number: text('ref-numero'), state: text('ref-etat') } }, mark: INSIDE }
}

function makeLink(text: (name: string) => string): Made | undefined {
  const linked = text('lien-dossier').toLowerCase().replaceAll(/\s/g, '')
  if (!/^[0-9a-f]{32}$/.test(linked) || text('lien-raison') === '') return undefined
  return { content: { kind: 'link', body: { case: linked, why: text('lien-raison') } }, mark: INSIDE }
}

function makeDecision(text: (name: string) => string, allegations: readonly Allegation[]): Made | undefined {
  const findings = allegations.flatMap((allegation) => {
    const finding = FINDINGS.find((one) => one === text(`constat-${allegation}`))
    return finding ? [{ allegation, finding }] : []
  })
  if (findings.length !== allegations.length || findings.length === 0 || text('motifs') === '') return undefined
  return { content: { kind: 'decision', body: { findings, reasons: text('motifs') } }, mark: WORD }
}

/** Numbered after the newest, signed by who proposes it. */
async function makeOpinion(text: (name: string) => string, { body, keys }: Desk): Promise<Made | undefined> {
  const [title, found, asks] = [text('avis-titre'), text('avis-trouve'), text('avis-demande')]
  const next = await askOpinions(client, body)
  if (title === '' || found === '' || asks === '' || !next.ok) return undefined
  const { content, signature } = sign('opinion', { v: 1 as const, body, number: next.value, day: today(), title, found, asks }, keys.signing)
  return { content: { kind: 'opinion', body: { content, key: keys.key, signature } }, mark: INSIDE }
}

function makeRecusal(text: (name: string) => string, { id }: Desk): Made | undefined {
  return text('deport-raison') === ''
    ? undefined
    : { content: { kind: 'recusal', body: { member: id, reason: text('deport-raison') } }, mark: { ...INSIDE, recusal: true } }
}

type ActProps = ActsProps & { readonly title: string; readonly make: Make; readonly children: ComponentChildren }

/** Sealed and recorded; what was typed stays until it has arrived. */
function Act({ words, opened, renew, leave, title, make, children }: ActProps) {
  const { b, t } = words
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | undefined>()
  return (
    <details>
      <summary>{title}</summary>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (event.currentTarget instanceof HTMLFormElement) void submit(event.currentTarget, { make, opened, setBusy, setRefused, renew, leave })
        }}
      >
        {refused && <Notice tone="bad" title={refused.code === 'field-empty' ? b('fieldEmpty') : wordNo(words, refused)} live />}
        {children}
        <p>
          <button class="button primary" type="submit" disabled={busy}>
            {busy ? t('sending') : b('doIt')}
          </button>
        </p>
      </form>
    </details>
  )
}

type Submitting = {
  readonly make: Make
  readonly opened: Opened
  readonly setBusy: Dispatch<StateUpdater<boolean>>
  readonly setRefused: Dispatch<StateUpdater<Refused | undefined>>
  readonly renew: (opened: Opened) => void
  readonly leave: () => void
}

async function submit(form: HTMLFormElement, { make, opened, setBusy, setRefused, renew, leave }: Submitting): Promise<void> {
  const data = new FormData(form)
  setBusy(true)
  const made = await make((name) => String(data.get(name) ?? '').trim())
  const sent = made
    ? await write(opened, { ...made.content, time: thisHour() }, made.mark)
    : ({ ok: false, code: 'field-empty', evidence: {} } as const)
  setBusy(false)
  // Who said that they stay out is given nothing of it any more.
  if (!sent.ok && sent.code === 'recused') return leave()
  setRefused(sent.ok ? undefined : sent)
  const fresh = sent.ok ? undefined : await renewed(opened, sent)
  if (fresh) renew(fresh)
  if (!sent.ok) return
  form.reset()
  renew(sent.value)
}
