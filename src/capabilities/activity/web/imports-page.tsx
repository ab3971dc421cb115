import { formatInstant, formatDate } from '../../../foundation/format.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import type { Refused } from '../../../foundation/result.ts'
import { wording, type Wording } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Confirm } from '../../../ui/confirm/confirm.tsx'
import { FileField, SelectField, TextField } from '../../../ui/field/field.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Table } from '../../../ui/table/table.tsx'
import { IMPORT_PAGE_WORDS } from '../messages/import-page-words.ts'
import { wordImportRefusal } from '../messages/word-import.ts'
import { readImports, type ImportRow } from '../queries/imports.ts'
import { FORMATS } from '../sources/open-source.ts'
import { listUploads, type Upload } from '../uploads/upload.ts'

export type ImportPageWords = Wording<keyof typeof IMPORT_PAGE_WORDS>

/** Bytes of all files of one sending. */
export const LARGEST_UPLOAD = 64_000_000
const MEGABYTES = LARGEST_UPLOAD / 1_000_000

/** Send files, finish what was begun, see and undo what was imported. */
export async function importsPage(services: Services, call: Call, refusal: Refused | undefined): Promise<Answer> {
  const t = wording(IMPORT_PAGE_WORDS, call.language)
  const [imports, uploads] = await Promise.all([readImports(services.db, call.city.code), listUploads(services, call.city.code)])
  const page = (
    <Page frame={frameOf(services, call)} title={t('title')} script={services.assets.url('imports.js')} noIndex>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('title')}</h1>
          <p class="lead">{t('lead')}</p>
          {refusal && <Notice tone="bad" title={t('notDone')} live children={<p>{wordImportRefusal(refusal, call.language)}</p>} />}
          <Done t={t} call={call} imports={imports} />
        </div>
        <Sending t={t} call={call} imports={imports} />
        <Pending t={t} uploads={uploads} />
        <section class="stack">
          <Table
            caption={t('list')}
            columns={[
              { label: t('source') },
              { label: t('day') },
              { label: t('months') },
              { label: t('accepted'), number: true },
              { label: t('refusedRows'), number: true },
              { label: t('state') },
            ]}
            rows={imports.map((row) => rowOf(t, row, call))}
            empty={t('none')}
          />
        </section>
      </div>
    </Page>
  )
  return { kind: 'page', status: refusal === undefined ? 200 : 422, html: renderDocument(page) }
}

type WithImports = { readonly t: ImportPageWords; readonly call: Call; readonly imports: readonly ImportRow[] }

function Done({ t, call, imports }: WithImports) {
  const done = imports.find(({ id }) => id === call.query('fait'))
  if (done === undefined) return null
  if (done.undone !== null) return <Notice tone="good" title={t('undoneNow')} live />
  return (
    <Notice tone="good" title={t('imported', { n: done.accepted })} live>
      <p>{t('importedMore')}</p>
      <p>
        <a class="button" href="/preparation">
          {t('toPreparation')}
        </a>
      </p>
    </Notice>
  )
}

function Sending({ t, call, imports }: WithImports) {
  const lasting = imports.filter(({ undone, files }) => undone === null && files > 0)
  return (
    <section class="card stack">
      <h2>{t('send')}</h2>
      <form
        method="post"
        action="/imports"
        encType="multipart/form-data"
        class="stack"
        data-upload={String(LARGEST_UPLOAD)}
        data-sending={t('sending', { percent: '%' })}
        data-too-large={t('tooLarge', { megabytes: MEGABYTES })}
        data-cut={t('cut')}
      >
        <FileField name="fichiers" label={t('files')} hint={t('filesHint', { megabytes: MEGABYTES })} accept={FORMATS.join(',')} required />
        {lasting.length > 0 && (
          <SelectField
            name="comme"
            label={t('like')}
            empty={t('likeNone')}
            choices={lasting.map(({ id, mapping, at }) => ({
              value: id,
              label: t('likeOne', { source: mapping.source, date: formatDate(dateAt(at), call.language) }),
            }))}
          />
        )}
        <p class="soft">{t('privacy')}</p>
        <button class="button primary" type="submit">
          {t('sendButton')}
        </button>
        <div data-upload-state class="progress" role="status" />
      </form>
    </section>
  )
}

function Pending({ t, uploads }: { readonly t: ImportPageWords; readonly uploads: readonly Upload[] }) {
  if (uploads.length === 0) return null
  return (
    <section class="stack">
      <h2>{t('pending')}</h2>
      <p class="soft">{t('pendingMore')}</p>
      <ul class="stack">
        {uploads.map(({ id, files }) => (
          <li key={id}>
            <a href={`/imports/${id}`}>{t('resume', { files: files.map(({ name }) => name).join(', ') })}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function rowOf(t: ImportPageWords, { id, mapping, at, months, accepted, rows, undone }: ImportRow, call: Call) {
  const refused = rows - accepted
  return [
    mapping.source,
    formatInstant(at, call.language),
    months.length > 2 ? `${months[0]} – ${months.at(-1)}` : months.join(', '),
    accepted,
    refused > 0 ? <a href={`/imports/${id}/lignes-refusees.csv`}>{refused}</a> : 0,
    undone !== null ? (
      t('undone')
    ) : (
      <Confirm
        label={t('undo')}
        of={mapping.source}
        action={`/imports/${id}/annulation`}
        yes={t('undoYes')}
        ask={<TextField name={`raison-${id}`} label={t('undoWhy')} max={500} required />}
      >
        {t('undoMore')}
      </Confirm>
    ),
  ]
}
