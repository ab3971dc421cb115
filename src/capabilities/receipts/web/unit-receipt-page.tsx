import { formatInstant } from '../../../foundation/format.ts'
import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Fields, TextField } from '../../../ui/field/field.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { TwoVoices } from '../../../ui/two-voices/two-voices.tsx'
import { readQuarters, readUnits } from '../../city/index.ts'
import type { CheckDetail } from '../core/detail.ts'
import { parseReceiptId } from '../core/receipt.ts'
import { UNIT_WORDS } from '../messages/unit-words.ts'
import { readAnnotations } from '../queries/annotations.ts'
import { readOneReceipt } from '../queries/one-receipt.ts'
import { RecordList } from './record-list.tsx'

/** One receipt as its unit sees it: what was recorded, what the holder says, what was added; nothing can be edited. */
export async function receiptPage(
  services: Services,
  call: Call,
  { unit, wrong }: { readonly unit: number; readonly wrong?: boolean },
): Promise<Answer> {
  const t = wording(UNIT_WORDS, call.language)
  const city = call.city.code
  const id = call.param('id')
  const parsed = parseReceiptId(id)
  const keyId = Buffer.from(parsed?.keyId ?? '', 'hex')
  const receipt = parsed && (await readOneReceipt(services.db, { city, unit, keyId, seq: parsed.seq }))
  if (receipt === undefined) return refusedPage(refuse('not-found'))
  const [units, quarters, annotations] = await Promise.all([
    readUnits(services.db, city),
    readQuarters(services.db, city),
    readAnnotations(services.db, city, [keyId]),
  ])
  const detail: CheckDetail = JSON.parse(receipt.detail)
  const quarter = quarters.find((candidate) => candidate.quarter === detail.quarter)
  const place = {
    quarter: quarter?.name ?? String(detail.quarter),
    section: quarter?.sections.find(({ section }) => section === detail.section)?.name,
  }
  const notes = annotations.filter((annotation) => annotation.receipt === id)
  const page = (
    <Page frame={frameOf(services, call)} title={t('receiptTitle', { id })} noIndex>
      <div class="stack-wide">
        <h1 class="mono">{t('receiptTitle', { id })}</h1>
        <TwoVoices
          left={{
            who: t('recorded'),
            children: <RecordList detail={detail} place={place} unit={units.find((one) => one.unit === unit)?.name ?? ''} language={call.language} />,
          }}
          right={{
            who: t('said'),
            children:
              receipt.claims.length === 0 ? (
                <p class="soft">{t('saidNone')}</p>
              ) : (
                <ul>
                  {receipt.claims.map((claim) => (
                    <li key={claim.claimed_at.toISOString()}>
                      <strong>{t(claim.kind)}</strong> <span class="soft">{formatInstant(claim.claimed_at, call.language)}</span>
                      <p>{wordsOf(claim.content)}</p>
                    </li>
                  ))}
                </ul>
              ),
          }}
        />
        <section class="stack">
          <h2>{t('notes')}</h2>
          {notes.length === 0 ? (
            <p class="soft">{t('notesNone')}</p>
          ) : (
            <ul>
              {notes.map((note) => (
                <li key={note.at.toISOString()}>
                  {note.note} <span class="soft">{`(${note.field}, ${formatInstant(note.at, call.language)})`}</span>
                </li>
              ))}
            </ul>
          )}
          {call.actor.kind === 'staff' && call.actor.role === 'supervisor' && (
            <form class="card stack" method="post" action={`/services/${unit}/recus/${id}/annotations`}>
              <h3>{t('annotate')}</h3>
              <p>{t('annotateLead')}</p>
              <Fields>
                <TextField name="field" label={t('field')} max={60} />
                <TextField name="note" label={t('note')} rows={3} max={1000} error={wrong ? t('noteWrong') : undefined} required />
                <button type="submit" class="button">
                  {t('save')}
                </button>
              </Fields>
            </form>
          )}
        </section>
        <p>
          <a href={`/services/${unit}?jour=${receipt.day}`}>{t('back')}</a>
        </p>
      </div>
    </Page>
  )
  return { kind: 'page', status: wrong ? 422 : 200, html: renderDocument(page) }
}

function wordsOf(content: string): string {
  const value: unknown = JSON.parse(content)
  return typeof value === 'object' && value !== null && 'words' in value ? String(value.words) : ''
}
