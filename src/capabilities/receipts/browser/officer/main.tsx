import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { wording } from '../../../../foundation/wording.ts'
import { OFFICER_WORDS } from '../../messages/officer-words.ts'
import { pageLanguage } from '../../../../ui/device/language.ts'
import { registerWorker } from '../../../../ui/offline/register-worker.ts'
import { Check, Issued } from './check.tsx'
import { Enrolment, Home, StartShift } from './shift-screens.tsx'
import { readSession, synchronise, type Session } from './session.ts'
import { forgetShown, isWaiting, openStore, type AgentStore } from './store.ts'

const SYNC_EVERY_MS = 60_000
/** What waits is tried again sooner: phones do not always say that the network is back. */
const RETRY_EVERY_MS = 5_000
const language = pageLanguage()
const t = wording(OFFICER_WORDS, language)

function App({ store }: { readonly store: AgentStore }) {
  const [session, setSession] = useState<Session | undefined>()
  const [online, setOnline] = useState(navigator.onLine)
  const [checking, setChecking] = useState(false)
  const refresh = async () => setSession(await readSession(store))
  const synchroniseNow = async () => {
    const device = (await readSession(store)).device
    if (device === undefined) return
    const outcome = await synchronise(store)
    setOnline(outcome.online)
    await refresh()
  }
  useEffect(() => {
    void refresh().then(synchroniseNow)
    const timer = setInterval(() => void synchroniseNow(), SYNC_EVERY_MS)
    const retry = setInterval(() => void isWaiting(store).then(async (waiting) => (waiting ? synchroniseNow() : undefined)), RETRY_EVERY_MS)
    const wake = () => void synchroniseNow()
    const asleep = () => setOnline(false)
    addEventListener('online', wake)
    addEventListener('offline', asleep)
    return () => {
      clearInterval(timer)
      clearInterval(retry)
      removeEventListener('online', wake)
      removeEventListener('offline', asleep)
    }
  }, [])
  if (session === undefined) return <p class="screen">{t('loading')}</p>
  if (session.device === undefined || session.context === undefined) return <Enrolment t={t} store={store} done={refresh} />
  // What waits stays in the queue and is still sent; nothing new is signed with a key that no longer counts.
  if (session.stopped) return <Enrolment t={t} store={store} done={refresh} stopped />
  if (session.shift === undefined) return <StartShift t={t} session={session} context={session.context} done={refresh} />
  if (session.shown && !checking)
    return <Issued t={t} done={{ receipt: session.shown, mode: 'screen' }} close={() => void forgetShown(store).then(refresh)} />
  if (checking) {
    const close = async () => {
      await forgetShown(store)
      await refresh()
      setChecking(false)
      await synchroniseNow()
    }
    return (
      <Check
        t={t}
        language={language}
        session={session}
        context={session.context}
        device={session.device}
        shift={session.shift}
        close={() => void close()}
      />
    )
  }
  return (
    <Home
      t={t}
      session={session}
      context={session.context}
      device={session.device}
      online={online}
      start={() => setChecking(true)}
      send={synchroniseNow}
      refresh={refresh}
    />
  )
}

const root = document.getElementById('app')
if (root) {
  root.textContent = t('loading')
  void openStore().then((store) => {
    root.textContent = ''
    render(<App store={store} />, root)
  })
  registerWorker('agent')
}
