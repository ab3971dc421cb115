import { useState } from 'preact/hooks'
import type { DeviceContext } from '../../api/device-context.ts'
import type { OfficerNumber } from '../../core/detail.ts'
import { Doorway } from '../../../../ui/doorway/doorway.tsx'
import { wordProblem } from './check.tsx'
import type { Words } from './check-screens.tsx'
import type { DeviceKey } from './device-key.ts'
import { endShift } from './end-shift.ts'
import { Screen, Tap, Toggle } from './parts.tsx'
import { correctedNow, type Session } from './session.ts'
import { writeFact, type AgentStore } from './store.ts'
import { enrol } from './sync.ts'

type EnrolmentProps = { readonly t: Words; readonly store: AgentStore; readonly done: () => Promise<void>; readonly stopped?: boolean }

export function Enrolment({ t, store, done, stopped }: EnrolmentProps) {
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    setBusy(true)
    const outcome = await enrol(store, code.trim().toUpperCase().replaceAll(/[\s-]/g, ''))
    setBusy(false)
    if (outcome.ok) await done()
    else setProblem(wordProblem(t, outcome.code))
  }
  return (
    <Screen title={t('enrolTitle')}>
      {stopped && <p class="problem">{t('stopped')}</p>}
      <p>{t('enrolLead')}</p>
      <form
        class="code-form"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <label for="code">{t('code')}</label>
        <input
          id="code"
          class="mono"
          value={code}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          onInput={(event) => setCode(event.currentTarget.value)}
        />
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" class="tap primary" disabled={busy || code.trim() === ''}>
          {t('enrol')}
        </button>
      </form>
    </Screen>
  )
}

export function StartShift({
  t,
  session,
  context,
  done,
}: {
  readonly t: Words
  readonly session: Session
  readonly context: DeviceContext
  readonly done: () => Promise<void>
}) {
  const [typed, setTyped] = useState('')
  const [uniform, setUniform] = useState(true)
  const [camera, setCamera] = useState(false)
  const [exempt, setExempt] = useState(false)
  const [wrong, setWrong] = useState(false)
  const kind = context.unit.kind === 'police_municipale' ? 'card' : 'rio'
  const submit = async () => {
    const numbers = parseNumbers(typed, kind)
    const officers = [...(numbers ?? []), ...(exempt ? [{ kind: 'exempt' } as const] : [])]
    if (numbers === undefined || officers.length === 0) return setWrong(true)
    const startedAt = await correctedNow(session.store)
    await writeFact(session.store, 'shift', { startedAt, officers, dress: uniform ? 'uniform' : 'plain', camera })
    await done()
  }
  return (
    <Screen title={t('startShift')}>
      <p class="soft">{t('startLead')}</p>
      <form
        class="code-form"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <label for="numbers">{t(kind === 'card' ? 'numbers' : 'numbersRio')}</label>
        <p class="soft" id="numbers-hint">
          {t('numbersHint')}
        </p>
        <input
          id="numbers"
          class="mono"
          inputMode="numeric"
          autocomplete="off"
          aria-describedby="numbers-hint"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        {wrong && (
          <p class="problem" role="alert">
            {t('numbersWrong')}
          </p>
        )}
        <Toggle label={t('exempt')} on={exempt} change={setExempt} />
        <Toggle label={uniform ? t('uniform') : t('plain')} on={uniform} change={setUniform} />
        <Toggle label={camera ? t('cameraOn') : t('cameraOff')} on={camera} change={setCamera} />
        <button type="submit" class="tap primary">
          {t('startShift')}
        </button>
      </form>
    </Screen>
  )
}

function parseNumbers(typed: string, kind: 'card' | 'rio'): readonly OfficerNumber[] | undefined {
  const parts = typed.split(/[\s,;]+/).filter((part) => part !== '')
  const numbers = parts.map((part) => (/^\d{1,7}$/.test(part) ? Number(part) : 0))
  if (numbers.length > 11 || numbers.some((number) => number < 1)) return undefined
  return numbers.map((number) => ({ kind, number }))
}

export type HomeProps = {
  readonly t: Words
  readonly session: Session
  readonly context: DeviceContext
  readonly device: { readonly key: DeviceKey }
  readonly online: boolean
  readonly start: () => void
  readonly send: () => Promise<void>
  readonly refresh: () => Promise<void>
}

export function Home({ t, session, context, device, online, start, send, refresh }: HomeProps) {
  const [ending, setEnding] = useState(false)
  const end = async () => {
    await endShift(session.store, device.key, await correctedNow(session.store))
    await refresh()
    await send()
  }
  const offBy = Math.round(Math.abs(session.clockOffset) / 60)
  return (
    <section class="screen home">
      <h1 class="soft who">
        <Doorway size={22} /> {t('unit', { unit: context.unit.name, n: context.device.number })}
      </h1>
      <button type="button" class="tap primary huge" onClick={start}>
        {t('newCheck')}
      </button>
      <div role="status" class="stack status">
        {!online && <p>{t('offline')}</p>}
        <p>{session.waiting === 0 ? t('queueEmpty') : t('queueWaiting', { n: session.waiting })}</p>
        {session.refusals.length > 0 && (
          <p class="problem">{t('queueRefused', { n: session.refusals.length, codes: [...new Set(session.refusals)].join(', ') })}</p>
        )}
        {offBy > 10 && <p class="problem">{t('clockOff', { n: offBy })}</p>}
      </div>
      {session.waiting > 0 && <Tap label={t('send')} tap={() => void send()} />}
      {ending ? (
        <div class="options">
          <p>{t('endShiftConfirm', { n: session.issued })}</p>
          <Tap label={t('endShiftYes')} tap={() => void end()} />
          <Tap kind="quiet" label={t('cancel')} tap={() => setEnding(false)} />
        </div>
      ) : (
        <Tap kind="quiet" label={t('endShift')} tap={() => setEnding(true)} />
      )}
    </section>
  )
}
