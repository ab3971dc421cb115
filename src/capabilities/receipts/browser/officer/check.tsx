import { useRef, useState } from 'preact/hooks'
import type { Language } from '../../../../foundation/wording.ts'
import type { DeviceContext } from '../../api/device-context.ts'
import { RECEIPT_LANGUAGES, type Delivery } from '../../core/detail.ts'
import { groundOfCode, groundsOf } from '../../core/ground.ts'
import { OFFICER_WORDS } from '../../messages/officer-words.ts'
import { QrCode } from '../../../../ui/qr-code/qr-code.tsx'
import { CheckStep, type Words } from './check-screens.tsx'
import { CardScreen, NotDeliveredScreen, OwnPhoneScreen } from './deliver-screens.tsx'
import type { DeviceKey } from './device-key.ts'
import { issueReceipt, type Draft, type IssuedReceipt, type Recipient } from './issue.ts'
import { Screen, Tap } from './parts.tsx'
import { correctedNow, nextStep, type Filling, type Session, type Step } from './session.ts'
import { writeFact, type Shift } from './store.ts'

export type CheckProps = {
  readonly t: Words
  readonly language: Language
  readonly session: Session
  readonly context: DeviceContext
  readonly device: { readonly id: string; readonly key: DeviceKey }
  readonly shift: Shift
  readonly close: () => void
}

type Done = { readonly receipt: IssuedReceipt; readonly mode: Delivery['mode'] }

/** One check from its first tap to the receipt in the person's hands. */
export function Check(props: CheckProps) {
  const { t, language, session, context, close } = props
  const [filling, setFilling] = useState<Filling>(() => firstFilling(props))
  const [detour, setDetour] = useState<Step | undefined>()
  const [done, setDone] = useState<Done | undefined>()
  const [problem, setProblem] = useState<string | undefined>()
  // A wet glove taps twice: one check, one receipt.
  const giving = useRef(false)
  const give = async (recipient: Recipient) => {
    if (giving.current) return
    giving.current = true
    const outcome = await complete(props, filling, recipient).finally(() => (giving.current = false))
    if (outcome.ok) setDone({ receipt: outcome.value, mode: recipient.delivery.mode })
    else setProblem(outcome.code)
  }
  if (done) return <Issued t={t} done={done} close={close} />
  const needs = { circumstances: groundOfCode(filling.ground ?? '')?.circumstancesRequired ?? false }
  const step = detour ?? nextStep(filling, needs)
  const fill = (more: Partial<Filling>) => setFilling((before) => ({ ...before, ...more }))
  const deliver = { t, language, session, give: (recipient: Recipient) => void give(recipient) }
  return (
    <>
      {problem && (
        <p class="problem" role="alert">
          {wordProblem(t, problem)}
        </p>
      )}
      {step === 'deliver' && (
        <Deliver
          t={t}
          language={language}
          context={context}
          filling={filling}
          fill={fill}
          changePlace={() => setFilling(({ quarter: _quarter, section: _section, ...rest }) => rest)}
          choose={(mode) => (mode === 'screen' ? void give({ delivery: { mode } }) : setDetour(mode))}
        />
      )}
      {step === 'card' && <CardScreen {...deliver} />}
      {step === 'own_phone' && <OwnPhoneScreen {...deliver} />}
      {step === 'not_delivered' && <NotDeliveredScreen {...deliver} />}
      {!['deliver', 'card', 'own_phone', 'not_delivered'].includes(step) && (
        <CheckStep step={step} t={t} language={language} context={context} filling={filling} fill={fill} />
      )}
      <nav class="bar">
        <Tap kind="quiet" label={detour ? t('back') : t('cancel')} tap={() => (detour ? setDetour(undefined) : close())} />
      </nav>
    </>
  )
}

function firstFilling({ context, session, language }: CheckProps): Filling {
  const grounds = groundsOf(context.unit)
  const only = grounds.length === 1 ? grounds[0] : undefined
  const kept = session.place
  const place = kept && context.quarters.some(({ quarter }) => quarter === kept.quarter) ? kept : undefined
  return {
    started: Math.floor(Date.now() / 1000) + session.clockOffset,
    language,
    circumstances: [],
    followUps: [],
    ...(only && { ground: only.code }),
    ...place,
  }
}

async function complete({ session, context, device, shift }: CheckProps, filling: Filling, recipient: Recipient) {
  const { officers, dress, camera } = shift
  const draft = { ...filling, officers, dress, camera } as Draft // parsing: nextStep has found every member filled; checkRules looks again
  const now = await correctedNow(session.store)
  const issued = await issueReceipt({ store: session.store, key: device.key, context, now, origin: location.origin }, draft, recipient)
  if (issued.ok) await writeFact(session.store, 'place', { quarter: draft.quarter, section: draft.section }).catch(() => undefined)
  return issued
}

export function wordProblem(t: Words, code: string): string {
  const known = Object.keys(OFFICER_WORDS).find((key): key is keyof typeof OFFICER_WORDS => key === `error-${code}`)
  return known ? t(known) : t('error-other', { code })
}

type DeliverProps = {
  readonly t: Words
  readonly language: Language
  readonly context: DeviceContext
  readonly filling: Filling
  readonly fill: (more: Partial<Filling>) => void
  readonly changePlace: () => void
  readonly choose: (mode: Delivery['mode']) => void
}

const LANGUAGE_NAMES = { fr: 'Français', en: 'English' } as const

function Deliver({ t, context, filling, fill, changePlace, choose }: DeliverProps) {
  const quarter = context.quarters.find((candidate) => candidate.quarter === filling.quarter)
  const section = quarter?.sections.find((candidate) => candidate.section === filling.section)
  return (
    <Screen title={t('deliver')}>
      <button type="button" class="place" onClick={changePlace}>
        <span>{[section?.name, quarter?.name].filter((name) => name !== undefined).join(', ')}</span>
        <span class="place-change">{t('changePlace')}</span>
      </button>
      <div class="options">
        <Tap kind="primary" label={t('screen')} tap={() => choose('screen')} />
        <Tap label={t('card')} tap={() => choose('card')} />
        <Tap label={t('ownPhone')} tap={() => choose('own_phone')} />
        <Tap kind="quiet" label={t('notDelivered')} tap={() => choose('not_delivered')} />
      </div>
      <label class="unsaid">
        <span>{t('language')}</span>
        <select
          value={filling.language}
          onChange={(event) => fill({ language: RECEIPT_LANGUAGES.find((one) => one === event.currentTarget.value) ?? 'fr' })}
        >
          {context.languages.map((one) => (
            <option key={one} value={one}>
              {LANGUAGE_NAMES[one]}
            </option>
          ))}
        </select>
      </label>
    </Screen>
  )
}

/** The QR, or the word that it is done. After a crash the app comes back to it. */
export function Issued({ t, done, close }: { readonly t: Words; readonly done: Done; readonly close: () => void }) {
  if (done.receipt.url !== undefined) {
    return (
      <Screen title={t('show')}>
        <QrCode text={done.receipt.url} label={t('show')} />
        <Tap kind="primary" label={t('scanned')} tap={close} />
        <p class="soft">{t('showLead')}</p>
      </Screen>
    )
  }
  const word = { screen: 'issued', card: 'issuedCard', own_phone: 'issuedOwn', not_delivered: 'issuedNone' } as const
  return (
    <Screen title={t('issued')}>
      <p>{t(word[done.mode])}</p>
      <p class="mono">{done.receipt.id}</p>
      <Tap kind="primary" label={t('scanned')} tap={close} />
    </Screen>
  )
}
