import { onSite } from './device.ts'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { formatCivilDate, formatInstant } from '../../../../foundation/format.ts'
import { wording, type Language } from '../../../../foundation/wording.ts'
import { authorOf, bodiesOf, contentOf, type Account, type Content } from '../../core/case-content.ts'
import { isAnswerTo, isAuthority, type SignedLetter } from '../../core/exchange.ts'
import { isSignedBy } from '../../core/vault/signed.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import type { SignedItem } from '../../core/vault/item.ts'
import type { SignedRoster } from '../../core/vault/roster.ts'
import { RECOURSE_WORDS } from '../../messages/recourse-words.ts'
import { FileView } from './file-view.tsx'
import { ReceiptView } from './receipt-view.tsx'
import type { VaultWording } from './word-refusal.ts'

export type ThreadProps = {
  readonly t: VaultWording
  readonly language: Language
  readonly items: readonly SignedItem[]
  readonly rosters: readonly SignedRoster[]
  readonly citizen: string
  /** Who reads: the person, or a member. */
  readonly own: 'citizen' | 'member'
  /** Notes that this reader opened, by place in the case. */
  readonly notes?: ReadonlyMap<number, string>
  readonly keys: HolderKeys
  /** Opens a linked case, for who may; the person may not. */
  readonly follow?: (caseId: string) => void
}

/** Everything that was written in a case, in order. */
export function CaseThread(props: ThreadProps) {
  const { t, language, items, rosters, citizen, own } = props
  return (
    <ol class="thread stack">
      {items.map((item) => {
        const content = contentOf(item, citizen)
        const author = authorOf(item, rosters, citizen) ?? t(own === 'citizen' ? 'you' : 'person1')
        return (
          <li key={item.content.seq} class="card stack">
            <p class="soft">
              <strong>{author}</strong> — {content ? t(`kind-${content.kind}`) : ''} —{' '}
              {formatInstant(new Date(`${item.content.time}:00:00Z`), language)}
            </p>
            {item.content.without.length > 0 && <p class="soft">{t('asideSaid', { n: item.content.without.length })}</p>}
            {content ? <Said {...props} content={content} seq={item.content.seq} /> : <p class="soft">{t('unknownItem')}</p>}
          </li>
        )
      })}
    </ol>
  )
}

type SaidProps = ThreadProps & { readonly content: Content; readonly seq: number }

function Said({ t, language, content, seq, notes, rosters, keys, items, citizen, follow }: SaidProps): ComponentChildren {
  const labelOf = (id: string) => rosters.flatMap((roster) => roster.content.members).findLast((member) => member.id === id)?.label ?? id
  switch (content.kind) {
    case 'account':
      return <AccountView t={t} language={language} account={content.body} citizen={citizen} />
    case 'note':
      return <Lines text={notes?.get(seq) ?? t('noteHidden')} />
    case 'status':
      return (
        <>
          <p>
            <strong>{t(`state-${content.body.state}`)}</strong>
          </p>
          <Lines text={content.body.reason} />
        </>
      )
    case 'file':
      return <FileView t={t} manifest={content.body} keys={keys} />
    case 'preservation':
      return (
        <>
          <Lines text={t('preservedItem', instants(content.body, language))} />
          <p>
            <a href={onSite('/recours/images')}>{t('preservedState')}</a>
          </p>
        </>
      )
    case 'opinion':
      return <Lines text={[content.body.content.title, content.body.content.found, content.body.content.asks].join('\n\n')} />
    case 'extract':
      return <Lines text={content.body.content.text} />
    case 'answer':
      return <AnswerView t={t} letter={content.body} rosters={rosters} brought={broughtBefore(items, seq, citizen)} />
    case 'mediation':
      return (
        <>
          <p>
            <strong>{t(`mediation-${content.body.step}`)}</strong>
          </p>
          <Lines text={content.body.text} />
        </>
      )
    case 'assignment':
      return <p>{labelOf(content.body.member)}</p>
    case 'recusal':
      return <Lines text={`${labelOf(content.body.member)} — ${content.body.reason}`} />
    case 'clock':
      return (
        <Lines text={`${t(`clock-${content.body.clock}`)} : ${t(`unit-${content.body.unit}`, { n: content.body.count })} — ${content.body.reason}`} />
      )
    case 'link':
      return <LinkView t={t} link={content.body} follow={follow} />
    case 'reference':
      return <Lines text={`${content.body.to.toUpperCase()} — ${content.body.number} — ${content.body.state}`} />
    case 'decision':
      return <DecisionView t={t} language={language} decision={content.body} />
    case 'message':
      return <Lines text={content.body.text} />
    case 'withdrawal':
    case 'review':
      return <Lines text={content.body.reason} />
  }
}

type LinkViewProps = {
  readonly t: VaultWording
  readonly link: Extract<Content, { kind: 'link' }>['body']
  readonly follow: ThreadProps['follow']
}

function LinkView({ t, link, follow }: LinkViewProps) {
  const number = link.case.slice(0, 8)
  return (
    <>
      <Lines text={`${number} — ${link.why}`} />
      {follow && (
        <p class="no-print">
          <button type="button" class="button" onClick={() => follow(link.case)}>
            {t('linkOpen', { case: number })}
          </button>
        </p>
      )}
    </>
  )
}

/** The extract and the answers that stand before this place in the case. */
function broughtBefore(items: readonly SignedItem[], seq: number, citizen: string): readonly SignedLetter[] {
  const before = items.slice(0, seq)
  return [...bodiesOf('extract', before, citizen), ...bodiesOf('answer', before, citizen)]
}

type AnswerViewProps = {
  readonly t: VaultWording
  readonly letter: SignedLetter
  readonly rosters: readonly SignedRoster[]
  readonly brought: readonly SignedLetter[]
}

/** What the authority answered to this case's own extract, once its signature has been checked here. */
function AnswerView({ t, letter, rosters, brought }: AnswerViewProps) {
  const [signed, setSigned] = useState<boolean | undefined>()
  const { author, text } = letter.content
  useEffect(
    () =>
      void isSignedBy('exchange', letter, author).then((holds) => setSigned(holds && isAuthority(rosters, author) && isAnswerTo(letter, brought))),
    [letter],
  )
  if (signed === undefined) return null
  return (
    <>
      <p class="soft">{t(signed ? 'answerSigned' : 'answerUnsigned')}</p>
      <Lines text={text} />
    </>
  )
}

function instants({ from, to, ...rest }: Extract<Content, { kind: 'preservation' }>['body'], language: Language) {
  return { ...rest, from: formatInstant(new Date(from), language), to: formatInstant(new Date(to), language) }
}

type DecisionProps = { readonly t: VaultWording; readonly language: Language; readonly decision: Extract<Content, { kind: 'decision' }>['body'] }

function DecisionView({ t, language, decision }: DecisionProps) {
  const r = wording(RECOURSE_WORDS, language)
  return (
    <>
      <ul>
        {decision.findings.map(({ allegation, finding }) => (
          <li key={allegation}>
            {r(`what-${allegation}`)} : <strong>{t(`finding-${finding}`)}</strong>
          </li>
        ))}
      </ul>
      <Lines text={decision.reasons} />
    </>
  )
}

type AccountProps = { readonly t: VaultWording; readonly language: Language; readonly account: Account; readonly citizen: string }

function AccountView({ t, language, account, citizen }: AccountProps) {
  const r = wording(RECOURSE_WORDS, language)
  const rows: readonly (readonly [string, string])[] = [
    [t('what'), account.what.map((one) => r(`what-${one}`)).join(', ')],
    [t('day'), `${formatCivilDate(account.day, language)} ${account.hour}`],
    [t('place'), account.place],
    [t('service'), account.service],
    [t('officer'), account.officer],
    [t('wants'), account.wants],
    [t('standing'), t(`standing-${account.standing}`)],
    [t('person'), account.person],
    [t('contact'), account.contact],
  ]
  return (
    <>
      <Lines text={account.text} />
      <dl class="record">
        {rows
          .filter(([, value]) => value.trim() !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {account.offline && <p class="soft">{t('sealedOffline')}</p>}
      {account.receipt !== '' && <ReceiptView t={t} language={language} account={account} citizen={citizen} />}
    </>
  )
}

/** Text as it was typed, its line breaks kept. */
function Lines({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/\n{2,}/).map((paragraph, index) => (
        <p key={index} class="as-typed">
          {paragraph}
        </p>
      ))}
    </>
  )
}
