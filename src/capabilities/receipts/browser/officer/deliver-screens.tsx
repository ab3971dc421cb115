import { useState } from 'preact/hooks'
import { fromBase32 } from '../../../../foundation/base32.ts'
import type { Bytes } from '../../../../foundation/bytes.ts'
import { parseReference } from '../../../../foundation/ids.ts'
import type { Language } from '../../../../foundation/wording.ts'
import { UNDELIVERED_REASONS, type UndeliveredReason } from '../../core/detail.ts'
import { CARNET_CODE } from '../../core/carnet-code.ts'
import { UNDELIVERED_LABELS } from '../../messages/labels.ts'
import type { Words } from './check-screens.tsx'
import { hashOfCard, type Recipient } from './issue.ts'
import { Options, Screen } from './parts.tsx'
import { ReadCode } from './read-code.tsx'
import type { Session } from './session.ts'
import { sendSigned } from './sync.ts'

export type DeliverProps = {
  readonly t: Words
  readonly language: Language
  readonly session: Session
  readonly give: (recipient: Recipient) => void
}

export function CardScreen({ t, session, give }: DeliverProps) {
  const [problem, setProblem] = useState<string | undefined>()
  const read = async (text: string) => {
    const card = parseReference(text.split('#').at(-1) ?? '', 8)
    if (card === undefined) return setProblem(t('card-mistyped'))
    const found = await findCard(session, card)
    if ('problem' in found) return setProblem(t(found.problem))
    give({ delivery: { mode: 'card', card }, holderHash: found.hash })
  }
  return (
    <ReadCode
      title={t('cardTitle')}
      lead={t('cardLead')}
      label={t('cardTitle')}
      scanLabel={t('scan')}
      useLabel={t('use')}
      noCamera={t('noCamera')}
      problem={problem}
      read={(text) => void read(text)}
    />
  )
}

type FoundCard = { readonly hash: Bytes } | { readonly problem: 'card-spent' | 'card-unknown' | 'card-foreign' }

/** The unit's free cards are known offline; for any other, the server says what is wrong with it when it can be reached. */
async function findCard(session: Session, card: string): Promise<FoundCard> {
  if (session.spentCards.includes(card)) return { problem: 'card-spent' }
  const known = session.context?.cards.find((candidate) => candidate.card === card)
  const local = known && hashOfCard(known.holderHash)
  if (local) return { hash: local }
  const answer = await sendSigned(session.store, `/agent/api/cartes/${card}`)
  const value = answer.ok && typeof answer.value === 'object' && answer.value !== null ? answer.value : {}
  const state = 'state' in value ? value.state : 'unknown'
  const remote = state === 'free' && 'holderHash' in value ? hashOfCard(String(value.holderHash)) : undefined
  if (remote) return { hash: remote }
  return { problem: state === 'spent' ? 'card-spent' : state === 'foreign' ? 'card-foreign' : 'card-unknown' }
}

export function OwnPhoneScreen({ t, give }: DeliverProps) {
  const [problem, setProblem] = useState<string | undefined>()
  const read = (text: string) => {
    const code = text.trim().toUpperCase()
    const hash = code.startsWith(CARNET_CODE) ? fromBase32(code.slice(CARNET_CODE.length)) : undefined
    if (hash?.length !== 32) return setProblem(t('ownWrong'))
    give({ delivery: { mode: 'own_phone' }, holderHash: hash })
  }
  return (
    <ReadCode
      title={t('ownTitle')}
      lead={t('ownLead')}
      label={t('ownType')}
      scanLabel={t('scan')}
      useLabel={t('next')}
      noCamera={t('noCamera')}
      problem={problem}
      read={read}
    />
  )
}

export function NotDeliveredScreen({ t, language, give }: DeliverProps) {
  const options = UNDELIVERED_REASONS.map((reason) => ({ value: reason, label: UNDELIVERED_LABELS[reason][language] }))
  const choose = (value: string) => {
    const reason: UndeliveredReason | undefined = UNDELIVERED_REASONS.find((candidate) => candidate === value)
    // Nobody holds the secret of a receipt that was not handed over: the device makes one and forgets it at once.
    if (reason) give({ delivery: { mode: 'not_delivered', reason } })
  }
  return (
    <Screen title={t('why')}>
      <Options options={options} more={t('more')} choose={choose} />
    </Screen>
  )
}
