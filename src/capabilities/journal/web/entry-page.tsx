import { toBase64 } from '../../../foundation/base64.ts'
import { formatCivilDate } from '../../../foundation/format.ts'
import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Listing } from '../../../ui/listing/listing.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { readEntry, type ShownEntry } from '../actions/read-journal.ts'
import { JOURNAL_WORDS, type Words } from '../messages/journal-words.ts'

/** One entry, letter for letter, with the proof that it stands in the journal that everyone reads. */
export async function entryPage(services: Services, call: Call): Promise<Answer> {
  const index = /^\d{1,15}$/.test(call.param('index')) ? Number(call.param('index')) : -1
  const entry = await readEntry(services, call.city.code, index)
  if (entry === undefined) return refusedPage(refuse('not-found'))
  const t = wording(JOURNAL_WORDS, call.language)
  const { size } = entry.checkpoint.checkpoint
  const page = (
    <Page frame={frameOf(services, call)} title={t('entryTitle', { index })} description={t('description')}>
      <div class="stack-wide">
        <div class="stack">
          <p>
            <a href="/journal">{t('back')}</a>
          </p>
          <h1>{t('entryTitle', { index })}</h1>
          <p>{t('entryLead')}</p>
          <Listing text={entry.text} label={t('entryTitle', { index })} />
          <Meaning t={t} entry={entry} day={(date) => formatCivilDate(date, call.language)} />
        </div>
        <section class="stack">
          <h2>{t('entryProof')}</h2>
          <p>{t('entryProofLead', { n: entry.proof.length, size })}</p>
          <Notice tone={entry.holds ? 'good' : 'bad'} title={t(entry.holds ? 'proofHolds' : 'proofFails')} />
          <Listing text={entry.proofFile} label={t('entryProof')} />
          <p class="row no-print">
            <a class="button" href={`/journal/entrees/${index}/preuve`} download={`ecriture-${index}.tlog-proof`}>
              {t('proofFile')}
            </a>
            {index > 0 && (
              <a class="button" href={`/journal/entrees/${index - 1}`} rel="prev">
                {t('previous')}
              </a>
            )}
            {index + 1 < size && (
              <a class="button" href={`/journal/entrees/${index + 1}`} rel="next">
                {t('next')}
              </a>
            )}
          </p>
        </section>
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

function Meaning({ t, entry, day }: { readonly t: Words; readonly entry: ShownEntry; readonly day: (date: string) => string }) {
  const { leaf } = entry
  if (leaf === undefined) return null
  const known = Object.keys(JOURNAL_WORDS).find((key): key is keyof typeof JOURNAL_WORDS => key === `type-${leaf.type}`)
  const rows: readonly (readonly [string, string])[] = [
    [t('entryType'), t(known ?? 'type-other')],
    [t('day'), day(leaf.day)],
    [t('entryDigest'), t(leaf.digest.kind === 'salted' ? 'salted' : 'plain')],
    ...(leaf.holderTag ? [[t('entryTag'), toBase64(leaf.holderTag)] as const] : []),
  ]
  return (
    <dl class="record">
      {rows.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd class="breaking">{value}</dd>
        </div>
      ))}
      {leaf.url && (
        <div>
          <dt>{t('entryUrl')}</dt>
          <dd class="breaking">{/^(?:https?:\/\/|\/(?!\/))/.test(leaf.url) ? <a href={leaf.url}>{leaf.url}</a> : leaf.url}</dd>
        </div>
      )}
    </dl>
  )
}
