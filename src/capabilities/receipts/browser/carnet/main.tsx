import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { formatInstant } from '../../../../foundation/format.ts'
import { wording } from '../../../../foundation/wording.ts'
import { KeyFigure } from '../../../../ui/figure/figure.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { countSince } from '../../core/count-since.ts'
import { GROUND_LABELS } from '../../messages/labels.ts'
import { CARNET_WORDS } from '../../messages/carnet-words.ts'
import { groundOfByte } from '../../core/ground.ts'
import { openCarnet, receiptOfKept, type CarnetStore, type Kept } from '../shared/carnet-store.ts'
import { download } from '../../../../ui/device/download.ts'
import { isAlarming, type Journaling } from '../shared/examine-journal.ts'
import { gatherProofs, type Gathered } from '../shared/gather-proofs.ts'
import { listNames } from '../shared/list-names.ts'
import { pageLanguage } from '../../../../ui/device/language.ts'
import { registerWorker } from '../../../../ui/offline/register-worker.ts'
import { exportCarnet, importCarnet } from './carnet-file.ts'
import { Receive } from './receive.tsx'
import { makeSummary } from './summary-pdf.ts'

const language = pageLanguage()
const t = wording(CARNET_WORDS, language)
type Message = { readonly tone: 'good' | 'bad'; readonly text: string }

function App({ store }: { readonly store: CarnetStore }) {
  const [kept, setKept] = useState<readonly Kept[] | undefined>()
  const [message, setMessage] = useState<Message | undefined>()
  const [gathered, setGathered] = useState<Gathered>(new Map())
  const refresh = async () => setKept((await store.getAll('receipts')).sort((left, right) => timeOf(right) - timeOf(left)))
  useEffect(() => {
    void refresh()
      .then(() => gatherProofs(store, Math.floor(Date.now() / 1000)))
      .then((found) => (setGathered(found), found.size > 0 ? refresh() : undefined))
  }, [])
  if (kept === undefined) return null
  const now = Date.now() / 1000
  const times = kept.map(timeOf)
  const source = t('counted', { date: formatInstant(new Date(), language) })
  const [days30, months12] = [countSince(times, now, 'days30'), countSince(times, now, 'months12')]
  const say = (tone: Message['tone'], text: string) => setMessage({ tone, text })
  return (
    <div class="stack-wide">
      <div class="stack">
        <h1>{t('title')}</h1>
        <p class="lead">{t('lead')}</p>
        {message && <Notice tone={message.tone} title={message.text} live />}
      </div>
      <div class="grid">
        <KeyFigure value={String(days30)} label={t('days30', { n: days30 })} source={source} />
        <KeyFigure value={String(months12)} label={t('months12', { n: months12 })} source={source} />
      </div>
      <section class="stack">
        <h2>{t('list')}</h2>
        {kept.length === 0 ? (
          <p class="soft">{t('empty')}</p>
        ) : (
          kept.map((one) => (
            <KeptCard key={one.id} kept={one} journal={gathered.get(one.id)} remove={() => void store.delete('receipts', one.id).then(refresh)} />
          ))
        )}
      </section>
      <Receive t={t} store={store} say={say} refresh={refresh} />
      <FileActions store={store} kept={kept} say={say} refresh={refresh} counts={{ days30, months12 }} />
    </div>
  )
}

function timeOf(kept: Kept): number {
  return receiptOfKept(kept)?.payload.time ?? 0
}

type KeptCardProps = { readonly kept: Kept; readonly journal: Journaling | undefined; readonly remove: () => void }

function KeptCard({ kept, journal, remove }: KeptCardProps) {
  const [asking, setAsking] = useState(false)
  const receipt = receiptOfKept(kept)
  const ground = receipt && groundOfByte(receipt.payload.ground)
  return (
    <article class="card stack">
      <h3>{formatInstant(new Date(timeOf(kept) * 1000), language)}</h3>
      <p>
        <span class={kept.content ? 'tag good' : 'tag soon'}>{t(kept.content ? 'verified' : 'unverified')}</span>{' '}
        {[kept.names?.section, kept.names?.quarter, kept.names?.unit].filter((part) => part !== undefined).join(' · ')}
      </p>
      {ground && <p>{GROUND_LABELS[ground.code][language]}</p>}
      {kept.proof?.since !== undefined && (
        <p class="soft">
          {t('journal', { date: formatInstant(new Date(kept.proof.since * 1000), language), names: listNames(kept.proof.witnesses, language) })}
        </p>
      )}
      {journal && isAlarming(journal) && <Notice tone="bad" title={t('journalWrong')} />}
      <p class="row no-print">
        <a class="button" href={`/r#${kept.fragment}`}>
          {t('open')}
        </a>
        {!asking && (
          <button type="button" class="button" onClick={() => setAsking(true)}>
            {t('remove')}
          </button>
        )}
      </p>
      {asking && <Confirm text={t('removeConfirm')} yes={remove} no={() => setAsking(false)} />}
    </article>
  )
}

function Confirm({ text, yes, no }: { readonly text: string; readonly yes: () => void; readonly no: () => void }) {
  return (
    <div class="stack" role="alertdialog" aria-label={text}>
      <p>{text}</p>
      <p class="row">
        <button type="button" class="button" onClick={yes}>
          {t('yes')}
        </button>
        <button type="button" class="button" onClick={no}>
          {t('cancel')}
        </button>
      </p>
    </div>
  )
}

type FileProps = {
  readonly store: CarnetStore
  readonly kept: readonly Kept[]
  readonly say: (tone: Message['tone'], text: string) => void
  readonly refresh: () => Promise<void>
  readonly counts: { readonly days30: number; readonly months12: number }
}

function FileActions({ store, kept, say, refresh, counts }: FileProps) {
  const [asking, setAsking] = useState(false)
  const importFile = async (file: File | undefined) => {
    const count = file && (await importCarnet(store, await file.text()).catch(() => undefined))
    if (count === undefined) say('bad', t('importWrong'))
    else say('good', t('imported', { n: count }))
    await refresh()
  }
  const erase = async () => {
    await store.clear('receipts')
    await store.clear('pending')
    setAsking(false)
    await refresh()
  }
  return (
    <section class="stack no-print">
      <p class="row">
        <button
          type="button"
          class="button"
          disabled={kept.length === 0}
          onClick={() =>
            void makeSummary(kept, { language, t, counts, origin: location.origin }).then((bytes) => download(bytes, 'carnet.pdf', 'application/pdf'))
          }
        >
          {t('pdf')}
        </button>
        <button
          type="button"
          class="button"
          disabled={kept.length === 0}
          onClick={() => void exportCarnet(store).then((text) => download(new TextEncoder().encode(text), 'carnet.json', 'application/json'))}
        >
          {t('export')}
        </button>
        <label class="button">
          {t('import')}
          <input class="unseen" type="file" accept="application/json,.json" onChange={(event) => void importFile(event.currentTarget.files?.[0])} />
        </label>
        <button type="button" class="button" disabled={kept.length === 0} onClick={() => setAsking(true)}>
          {t('erase')}
        </button>
      </p>
      <p class="soft">{t('exportLead')}</p>
      {asking && <Confirm text={t('eraseConfirm')} yes={() => void erase()} no={() => setAsking(false)} />}
    </section>
  )
}

const root = document.getElementById('app')
if (root) {
  void openCarnet().then((store) => {
    root.textContent = ''
    render(<App store={store} />, root)
  })
  registerWorker('carnet')
}
