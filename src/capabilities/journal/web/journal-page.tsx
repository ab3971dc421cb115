import { dateAt } from '../../../foundation/local-date.ts'
import { formatInstant } from '../../../foundation/format.ts'
import { wording, type Language } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Listing } from '../../../ui/listing/listing.tsx'
import { Notice, type Tone } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Table } from '../../../ui/table/table.tsx'
import { readDays } from '../actions/read-days.ts'
import { readPublicJournal, type PublicJournal } from '../actions/read-journal.ts'
import { JOURNAL_WORDS, type Words } from '../messages/journal-words.ts'
import { FindSection } from './find-section.tsx'
import { GrowthSection } from './growth-section.tsx'
import { VerifySection } from './verify-section.tsx'

/** An idle journal is signed again within ten minutes; with room for a slow round. */
const LATE_AFTER_MS = 15 * 60_000

/** First whether the journal holds, then who says so, then how to check without us. Nothing here needs JavaScript. */
export async function journalPage(services: Services, call: Call): Promise<Answer> {
  const t = wording(JOURNAL_WORDS, call.language)
  const journal = await readPublicJournal(services, call.city.code)
  const growth = await readDays(services.db, { city: call.city.code, now: call.now })
  const size = journal?.published?.checkpoint.size ?? 0
  const page = (
    <Page frame={frameOf(services, call)} title={t('title')} description={t('description')}>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('title')}</h1>
          <p class="lead">{t('lead')}</p>
          <State t={t} language={call.language} journal={journal} now={call.now} />
        </div>
        {journal && (
          <>
            <Witnesses t={t} language={call.language} journal={journal} />
            <GrowthSection t={t} language={call.language} days={growth} />
            {size > 0 && <FindSection t={t} size={size} />}
            {journal.published && (
              <section class="stack">
                <h2>{t('checkpoint')}</h2>
                <p>{t('checkpointLead')}</p>
                <Listing text={journal.published.note} label={t('checkpoint')} />
              </section>
            )}
            <VerifySection t={t} origin={call.origin} policy={journal.policy} today={dateAt(call.now).toString()} />
          </>
        )}
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

type Part = { readonly t: Words; readonly language: Language; readonly journal: PublicJournal }

function State({ t, language, journal, now }: Omit<Part, 'journal'> & { readonly journal: PublicJournal | undefined; readonly now: Date }) {
  const { tone, title, text } = stateOf({ t, language, journal, now })
  return (
    <Notice tone={tone} title={title}>
      <p>{text}</p>
    </Notice>
  )
}

type Stated = { readonly tone: Tone; readonly title: string; readonly text: string }

function stateOf({ t, language, journal, now }: Omit<Part, 'journal'> & { readonly journal: PublicJournal | undefined; readonly now: Date }): Stated {
  const at = (date: Date) => formatInstant(date, language)
  if (journal === undefined) return { tone: 'plain', title: t('closed'), text: t('closedLead') }
  const { status, published, policy } = journal
  if (status?.state === 'stopped')
    return {
      tone: 'bad',
      title: t('stopped'),
      text: t(status.why === 'entry-altered' ? 'alteredLead' : 'stoppedLead', { date: at(new Date(status.since)) }),
    }
  if (status?.state === 'no-quorum') return { tone: 'bad', title: t('noQuorum'), text: t('noQuorumLead', { date: at(new Date(status.since)) }) }
  if (published === undefined) return { tone: 'soon', title: t('nothingYet'), text: t('closedLead') }
  const { size } = published.checkpoint
  const newest = Math.max(0, ...published.witnesses.map(({ time }) => time)) * 1000
  // Without a witness, only the city says when it signed last; it tries again every ten minutes.
  const tried = status === undefined ? 0 : Date.parse(status.at)
  if (newest === 0 && now.getTime() - tried <= LATE_AFTER_MS) return { tone: 'soon', title: t('running'), text: t('unwitnessedLead', { size }) }
  const date = at(new Date(newest === 0 ? tried : newest))
  if (newest === 0 || now.getTime() - newest > LATE_AFTER_MS) return { tone: 'bad', title: t('late'), text: t('lateLead', { date }) }
  return {
    tone: 'good',
    title: t('running'),
    text: t('runningLead', { size, date, signed: published.witnesses.length, all: policy.witnesses.length }),
  }
}

function Witnesses({ t, language, journal }: Part) {
  const { policy, published, status } = journal
  const rows = policy.witnesses.map(({ name }) => {
    const own = status?.witnesses.find((one) => one.name === name)
    const time = published?.witnesses.find((one) => one.name === name)?.time ?? own?.time
    const known = Object.keys(JOURNAL_WORDS).find((key): key is keyof typeof JOURNAL_WORDS => key === `problem-${own?.problem ?? 'none'}`)
    return [name, typeof time === 'number' ? formatInstant(new Date(time * 1000), language) : t('never'), t(known ?? 'problem-refused')]
  })
  return (
    <section class="stack">
      <h2>{t('witnesses')}</h2>
      <p>{t('witnessesLead')}</p>
      <Table
        caption={t('witnesses')}
        columns={[{ label: t('witness') }, { label: t('lastSigned') }, { label: t('state') }]}
        rows={rows}
        empty={t('noWitness')}
      />
    </section>
  )
}
