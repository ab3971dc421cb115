import type { ComponentChildren } from 'preact'
import { addCivilMonths, civilDate, PARIS } from '../../../../foundation/civil-date.ts'
import { formatCivilDate, formatInstant } from '../../../../foundation/format.ts'
import type { Language } from '../../../../foundation/wording.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { TwoVoices } from '../../../../ui/two-voices/two-voices.tsx'
import type { Chain } from '../../core/certificate.ts'
import { letSpeak } from '../../core/ownership.ts'
import type { PortableReceipt } from '../../core/receipt.ts'
import { decodeOutcome } from '../../core/outcome.ts'
import { groundOfByte } from '../../core/ground.ts'
import { KEPT_MONTHS } from '../../core/retention.ts'
import { GROUND_LABELS, RESULT_LABELS } from '../../messages/labels.ts'
import { HOLDER_WORDS } from '../../messages/holder-words.ts'
import { RecordList } from '../../web/record-list.tsx'
import { idOfReceipt, rootFingerprint, type Finding } from '../shared/examine.ts'
import { handOver } from '../../../../ui/device/handover.ts'
import { receiptOfKept, shareableFragment } from '../shared/carnet-store.ts'
import { placeNames } from '../shared/names.ts'
import { Actions } from './actions.tsx'
import type { HolderWords } from './holder-wording.ts'
import { listNames } from '../shared/list-names.ts'
import { JournalView, ProofDetails } from './journal-view.tsx'
import { LawSection } from './law-section.tsx'
import { Paste } from './paste.tsx'
import { useKept, type Keeping } from './use-kept.ts'

export type FindingProps = { readonly t: HolderWords; readonly language: Language; readonly finding: Finding; readonly retry: () => void }

/** First the answer, then how we know, then what one can do. */
export function FindingView({ t, language, finding, retry }: FindingProps) {
  switch (finding.kind) {
    case 'nothing':
      return <Paste t={t} />
    case 'not-a-receipt':
      return (
        <>
          <Notice tone="bad" title={t('notReceiptTitle')} live>
            <p>{t('notReceipt')}</p>
          </Notice>
          <Paste t={t} />
        </>
      )
    case 'card-not-used':
      return (
        <Notice tone="soon" title={t('cardTitle')} live answer>
          <p>{t('card')}</p>
          <Again t={t} retry={retry} />
        </Notice>
      )
    case 'offline':
      return (
        <>
          <Notice tone="soon" title={t('offlineTitle')} live answer>
            <p>{t('offline')}</p>
            <Again t={t} retry={retry} />
          </Notice>
          {finding.receipt && <OfflineActions t={t} receipt={finding.receipt} />}
        </>
      )
    case 'not-genuine':
      return (
        <Notice tone="bad" title={t('notGenuine')} live answer>
          <p>{wordReason(t, finding.reason)}</p>
          <p class="mono">{t('number', { id: idOfReceipt(finding.receipt) })}</p>
        </Notice>
      )
    case 'waiting':
    case 'missing':
    case 'forgotten':
      return <Unregistered t={t} language={language} finding={finding} retry={retry} />
    case 'registered':
      return <Registered t={t} language={language} finding={finding} />
  }
}

function OfflineActions({ t, receipt }: { readonly t: HolderWords; readonly receipt: PortableReceipt }) {
  return <Actions t={t} receipt={receipt} keeping={useKept(receipt, {})} />
}

function Again({ t, retry }: { readonly t: HolderWords; readonly retry: () => void }) {
  return (
    <p>
      <button type="button" class="button" onClick={retry}>
        {t('retry')}
      </button>
    </p>
  )
}

type Of<Kind extends Finding['kind']> = { readonly t: HolderWords; readonly language: Language; readonly finding: Extract<Finding, { kind: Kind }> }

const ABSENCES = { waiting: 'soon', missing: 'bad', forgotten: 'plain' } as const

function Unregistered({ t, language, finding, retry }: Of<'waiting' | 'missing' | 'forgotten'> & { readonly retry: () => void }) {
  const { kind, receipt, names, due, chain } = finding
  const place = placeNames(names, receipt.payload)
  const keeping = useKept(receipt, { chain, names: place })
  const outcome = decodeOutcome(receipt.payload.outcome)
  const ground = groundOfByte(receipt.payload.ground)
  const proof = keeping.kept?.proof
  const values = { unit: place.unit, date: formatInstant(new Date(due * 1000), language) }
  return (
    <>
      <Notice tone={ABSENCES[kind]} title={t(kind)} live answer>
        <p>{t(`${kind}Lead`, values)}</p>
        {proof?.since !== undefined && (
          <p>
            {t(kind === 'forgotten' ? 'proofKeptStill' : 'proofKept', {
              date: formatInstant(new Date(proof.since * 1000), language),
              names: listNames(proof.witnesses, language),
            })}
          </p>
        )}
        {kind !== 'forgotten' && <Again t={t} retry={retry} />}
      </Notice>
      {kind === 'missing' && <MissingSteps t={t} size={receipt.payload.anchor.size} />}
      <section class="stack">
        <h2>{t('recordedShort')}</h2>
        <p>
          {[formatInstant(new Date(receipt.payload.time * 1000), language), place.section, place.quarter]
            .filter((part) => part !== undefined)
            .join(', ')}
        </p>
        <p>
          {[ground && GROUND_LABELS[ground.code][language], outcome && RESULT_LABELS[outcome.result][language]]
            .filter((part) => part !== undefined)
            .join(' · ')}
        </p>
        <p class="mono">{t('number', { id: idOfReceipt(receipt) })}</p>
      </section>
      <Actions t={t} receipt={receipt} keeping={keeping} />
      <Proof t={t}>
        <p>{t('proofText', { root: rootFingerprint(chain) })}</p>
      </Proof>
    </>
  )
}

/** A well-signed receipt that is absent is evidence of suppression: what to do with it, step by step. */
function MissingSteps({ t, size }: { readonly t: HolderWords; readonly size: number }) {
  return (
    <section class="stack">
      <h2>{t('missingSteps')}</h2>
      <ol>
        <li>{t('missingStep1')}</li>
        <li>{t('missingStep2')}</li>
        {size > 0 && <li>{t('missingStep3', { size })}</li>}
        <li>{t('missingStep4')}</li>
      </ol>
    </section>
  )
}

function Registered({ t, language, finding }: Of<'registered'>) {
  const { receipt, content, detail, chain, names, journal } = finding
  const place = placeNames(names, receipt.payload)
  const proof = journal.kind === 'proven' ? journal.proof : undefined
  const keeping = useKept(receipt, { content, chain, names: place, ...(proof && { proof }) })
  const flags = [content.late && t('late'), content.clockOff && t('clockOff'), content.standing !== 'valid' && t('after')].filter(
    (flag) => flag !== false,
  )
  return (
    <>
      <Notice tone="good" title={t('genuine')} live answer>
        <p>{t('genuineLead', { unit: place.unit, date: formatInstant(new Date(content.receivedAt), language) })}</p>
        {flags.map((flag) => (
          <p key={flag}>{flag}</p>
        ))}
      </Notice>
      <JournalView t={t} language={language} journal={journal} />
      <TwoVoices
        left={{
          who: t('recorded'),
          children: <RecordList detail={detail} place={place} unit={place.unit} language={language} />,
        }}
        right={{ who: t('two'), children: <Said t={t} language={language} said={keeping.said} /> }}
      />
      <div class="stack">
        <p class="mono">{t('number', { id: idOfReceipt(receipt) })}</p>
        <p>{t('nobody')}</p>
      </div>
      {content.annotations.length > 0 && (
        <section class="stack">
          <h2>{t('annotations')}</h2>
          <ul>
            {content.annotations.map(({ note, at }) => (
              <li key={at}>
                {note} <span class="soft">({formatInstant(new Date(at), language)})</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <LawSection t={t} language={language} detail={detail} />
      <Recourse
        t={t}
        language={language}
        started={detail.started}
        receipt={receipt}
        secret={receipt.secret ?? (keeping.kept && receiptOfKept(keeping.kept)?.secret)}
        chain={chain}
        place={place}
        kind={names.units.find(({ unit }) => unit === receipt.payload.unit)?.kind ?? ''}
      />
      <Actions t={t} receipt={receipt} keeping={keeping} />
      <Proof t={t}>
        <p>{t('proofText', { root: rootFingerprint(chain) })}</p>
        {proof && <ProofDetails t={t} id={idOfReceipt(receipt)} proof={proof} />}
      </Proof>
    </>
  )
}

type RecourseProps = {
  readonly t: HolderWords
  readonly language: Language
  /** Unix seconds. */
  readonly started: number
  readonly receipt: PortableReceipt
  /** Where this device holds it. */
  readonly secret: Uint8Array | undefined
  readonly chain: Chain
  readonly place: ReturnType<typeof placeNames>
  /** Of the service. */
  readonly kind: string
}

function Recourse({ t, language, started, receipt, secret, chain, place, kind }: RecourseProps) {
  const at = new Date(started * 1000)
  const day = civilDate(at)
  // What the receipt says goes to the next page by this tab alone; its key stays here, and lets a key of one use speak for it.
  const hand = () =>
    handOver({
      recu: `${location.origin}/r#${shareableFragment(receipt)}`,
      ...(secret && { preuve: JSON.stringify(letSpeak(receipt, secret, { chain, seed: crypto.getRandomValues(new Uint8Array(32)) })) }),
      jour: day,
      heure: at.toLocaleTimeString('fr-FR', { timeZone: PARIS, hour: '2-digit', minute: '2-digit' }),
      lieu: [place.section, place.quarter].filter((part) => part !== undefined).join(', '),
      service: kind.replace('police_', ''),
    })
  return (
    <section class="stack">
      <h2>{t('recourse')}</h2>
      <ul>
        <li>{t('recourseImages', { date: formatCivilDate(addCivilMonths(day, 1), language) })}</li>
        <li>{t('recourseContest', { date: formatCivilDate(addCivilMonths(day, KEPT_MONTHS), language) })}</li>
        <li>{t('help1')}</li>
      </ul>
      <p>
        <a class="button no-print" href="/recours" onClick={hand}>
          {t('recourseTurn')}
        </a>
      </p>
      <p class="soft">{t('lawLead')}</p>
    </section>
  )
}

function Said({ t, language, said }: { readonly t: HolderWords; readonly language: Language; readonly said: Keeping['said'] }) {
  if (said.length === 0) return <p class="soft">{t('empty')}</p>
  return (
    <ul>
      {said.map(({ kind, words, at, reference }) => (
        <li key={reference}>
          <strong>{t(kind === 'contest' ? 'saidContest' : 'saidObserve')}</strong> <span class="soft">{formatInstant(new Date(at), language)}</span>
          <p>{words}</p>
        </li>
      ))}
    </ul>
  )
}

function Proof({ t, children }: { readonly t: HolderWords; readonly children: ComponentChildren }) {
  return (
    <details>
      <summary>{t('proof')}</summary>
      <div class="stack">{children}</div>
    </details>
  )
}

function wordReason(t: HolderWords, code: string): string {
  const known = Object.keys(HOLDER_WORDS).find((key): key is keyof typeof HOLDER_WORDS => key === `reason-${code}`)
  return known ? t(known) : t('reason-other', { code })
}
