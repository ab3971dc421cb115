import { refuse, type Refused } from '../../../../foundation/result.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { Choices, SelectField, TextField } from '../../../../ui/field/field.tsx'
import { bodiesOf, isDecided, UNITS } from '../../core/case-content.ts'
import { FINDINGS, nextStates, type Allegation, REFERENCES } from '../../core/case-state.ts'
import { membersIn } from '../../core/vault/roster.ts'
import { today } from '../shared/device.ts'
import type { Opened } from '../shared/open-case-file.ts'
import { Act, type ActsProps, type Made } from './act.tsx'
import { Attachments } from '../shared/attachments.tsx'
import { Footage } from '../shared/footage.tsx'
import { Hearing } from './hearing.tsx'
import { sealNote } from './notes.ts'
import type { Desk } from './desk.ts'
import { Propose } from './propose.tsx'

const WORD = { state: null, word: true } as const
const INSIDE = { state: null, word: false } as const
const MOVABLE = ['first-contact', 'update', 'update-authority', 'inquiry', 'answer', 'review'] as const

/** What a member may do in a case; each act is one form, folded until it is wanted. */
export function CaseActs(props: ActsProps) {
  const { words, desk, opened, renew } = props
  const { b, t } = words
  const members = membersIn(desk.roster.content, { today: today(), recused: opened.open.recused }).map(({ id, label }) => ({ value: id, label }))
  const states = nextStates(opened.file.state, 'member').map((value) => ({ value, label: t(`state-${value}`) }))
  const clocks = MOVABLE.map((value) => ({ value, label: t(`clock-${value}`) }))
  const units = UNITS.map((value) => ({ value, label: b(`unit-${value}`) }))
  return (
    <section class="stack no-print" aria-labelledby="agir">
      <h2 id="agir">{b('actsTitle')}</h2>
      <Act {...props} title={b('message')} make={makeMessage}>
        <TextField name="message-texte" label={b('message')} rows={5} max={20_000} />
      </Act>
      <Act {...props} title={b('note')} make={(text) => makeNote(text, desk, opened)}>
        <TextField name="note-texte" label={b('note')} rows={4} max={20_000} />
      </Act>
      <details>
        <summary>{t('attachTitle')}</summary>
        <Attachments t={t} opened={opened} renew={renew} untitled />
      </details>
      {states.length > 0 && (
        <Act {...props} title={b('step')} make={(text) => makeStep(text, opened)}>
          <SelectField name="etape" label={b('step')} choices={states} />
          <TextField name="etape-raison" label={b('reason')} rows={4} max={20_000} />
        </Act>
      )}
      <Act {...props} title={b('clock')} make={makeClock}>
        <SelectField name="date-quelle" label={b('clockWhich')} choices={clocks} />
        <TextField name="date-jours" label={b('clockDays')} type="number" />
        <SelectField name="date-unite" label={b('clockUnit')} choices={units} />
        <TextField name="date-raison" label={b('reason')} rows={3} max={20_000} />
      </Act>
      <Footage t={t} opened={opened} renew={renew} />
      <Act {...props} title={b('assign')} make={(text) => ({ content: { kind: 'assignment', body: { member: text('a-qui') } }, mark: INSIDE })}>
        <SelectField name="a-qui" label={b('assignTo')} choices={members} />
      </Act>
      <Act {...props} title={b('reference')} make={makeReference}>
        <SelectField name="ref-ou" label={b('referenceTo')} choices={REFERENCES.map((value) => ({ value, label: value.toUpperCase() }))} />
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
      {members.length < desk.roster.content.quorum ? (
        <Notice tone="soon" title={b('belowQuorum', { left: members.length, quorum: desk.roster.content.quorum })} />
      ) : (
        <>
          <Decide {...props} />
          <Propose {...props} />
        </>
      )}
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

function makeStep(text: (name: string) => string, { file, open }: Opened): Made | Refused | undefined {
  const state = nextStates(file.state, 'member').find((one) => one === text('etape'))
  if (!state || text('etape-raison') === '') return undefined
  if (state === 'avis' && !isDecided(open.items, open.citizen.key)) return refuse('decision-missing')
  return { content: { kind: 'status', body: { state, reason: text('etape-raison') } }, mark: { state, word: true } }
}

function makeClock(text: (name: string) => string): Made | undefined {
  const clock = MOVABLE.find((one) => one === text('date-quelle'))
  const unit = UNITS.find((one) => one === text('date-unite')) ?? 'days'
  const count = /^\d{1,3}$/.test(text('date-jours')) ? Number(text('date-jours')) : undefined
  if (!clock || count === undefined || text('date-raison') === '') return undefined
  // A date that is moved is no word to the person: the clock that it moves goes on from where it began.
  return { content: { kind: 'clock', body: { clock, unit, count, reason: text('date-raison') } }, mark: INSIDE }
}

function makeMediation(text: (name: string) => string): Made | undefined {
  const step = (['proposed', 'agreed', 'failed'] as const).find((one) => one === text('mediation-suite'))
  return step && text('mediation-texte') !== ''
    ? { content: { kind: 'mediation', body: { step, text: text('mediation-texte') } }, mark: WORD }
    : undefined
}

function makeReference(text: (name: string) => string): Made | undefined {
  const to = REFERENCES.find((one) => one === text('ref-ou'))
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

function makeRecusal(text: (name: string) => string, { id }: Desk): Made | undefined {
  return text('deport-raison') === ''
    ? undefined
    : { content: { kind: 'recusal', body: { member: id, reason: text('deport-raison') } }, mark: { ...INSIDE, recusal: true } }
}
