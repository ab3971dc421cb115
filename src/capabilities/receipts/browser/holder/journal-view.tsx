import { formatInstant } from '../../../../foundation/format.ts'
import type { Language } from '../../../../foundation/wording.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { download } from '../../../../ui/device/download.ts'
import { seenIsAlarming, type Journaling, type KeptProof } from '../shared/examine-journal.ts'
import { listNames } from '../shared/list-names.ts'
import type { HolderWords } from './holder-wording.ts'

type Props = { readonly t: HolderWords; readonly language: Language; readonly journal: Journaling }

/** What the public journal says of this receipt, and whether that journal is still the one that this device knows. */
export function JournalView({ t, language, journal }: Props) {
  const at = (seconds: number) => formatInstant(new Date(seconds * 1000), language)
  switch (journal.kind) {
    case 'proven':
      return (
        <>
          {seenIsAlarming(journal.seen) && <Notice tone="bad" title={t(`seen-${journal.seen}`)} live />}
          {journal.seen === 'unseen' && <Said tone="soon" title={t('seen-unseen')} text={t('seenUnseenLead')} />}
          {journal.proof.since === undefined ? (
            <Notice tone="soon" title={t('journalUnwitnessed')}>
              <p>{t('journalUnwitnessedLead')}</p>
            </Notice>
          ) : (
            <Notice tone="good" title={t('journalSince', { date: at(journal.proof.since) })}>
              <p>{t('journalWitnesses', { names: listNames(journal.proof.witnesses, language) })}</p>
            </Notice>
          )}
        </>
      )
    case 'queued':
      return <Said tone="soon" title={t('journalQueued')} text={t('journalQueuedLead', { date: at(journal.due) })} />
    case 'missing':
      return (
        <>
          <Said tone="bad" title={t('journalMissing')} text={t('journalMissingLead', { date: at(journal.due) })} />
          <EvidenceSteps t={t} />
        </>
      )
    case 'refused':
      return (
        <>
          <Said tone="bad" title={t('journalRefused')} text={t('journalRefusedLead', { code: journal.reason })} />
          <EvidenceSteps t={t} />
        </>
      )
    case 'erased':
      return <Said tone="plain" title={t('journalErased')} text={t('journalErasedLead')} />
    case 'unknown':
      return <Said tone="plain" title={t('journalUnknown')} text={t('journalUnknownLead')} />
  }
}

function Said({ tone, title, text }: { readonly tone: 'soon' | 'bad' | 'plain'; readonly title: string; readonly text: string }) {
  return (
    <Notice tone={tone} title={title}>
      <p>{text}</p>
    </Notice>
  )
}

/** What the journal lacks or shows wrongly is evidence: what to do with it, and who can see the same. */
function EvidenceSteps({ t }: { readonly t: HolderWords }) {
  return (
    <section class="stack">
      <h2>{t('missingSteps')}</h2>
      <ol>
        <li>{t('missingStep1')}</li>
        <li>{t('journalStepPrint')}</li>
        <li>
          {t('journalStepWitness')} <a href="/journal">/journal</a>
        </li>
        <li>
          {t('missingStep4')} <a href="/recours">{t('recourseTurn')}</a>
        </li>
      </ol>
    </section>
  )
}

/** The proof itself, for whoever wants to hold it or check it elsewhere. */
export function ProofDetails({ t, id, proof }: { readonly t: HolderWords; readonly id: string; readonly proof: KeptProof }) {
  const save = () => download(new TextEncoder().encode(proof.text), `recu-${id}.tlog-proof`, 'text/plain')
  return (
    <>
      <p>{t('proofEntry', { index: proof.index, log: proof.log })}</p>
      <p class="mono breaking">{proof.leaf}</p>
      <p class="row no-print">
        <button type="button" class="button" onClick={save}>
          {t('proofFile')}
        </button>
        <a class="button" href="/journal#verifier">
          {t('proofOthers')}
        </a>
      </p>
    </>
  )
}
