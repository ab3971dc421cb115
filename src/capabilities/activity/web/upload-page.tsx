import type { VNode } from 'preact'
import { refuse, type Refused } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Confirm } from '../../../ui/confirm/confirm.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { Progress } from '../../../ui/progress/progress.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { proposeValues } from '../actions/choose-columns.ts'
import { IMPORT_PAGE_WORDS } from '../messages/import-page-words.ts'
import { wordImportRefusal } from '../messages/word-import.ts'
import { readWithheldFields } from '../facts/withheld-field.ts'
import { readUpload, type Upload } from '../uploads/upload.ts'
import type { Work } from '../uploads/works.ts'
import type { ImportPageWords } from './imports-page.tsx'
import { ColumnsStep } from './upload-columns.tsx'
import { TrialStep } from './upload-trial.tsx'
import { ValuesStep } from './upload-values.tsx'

type Asked = { readonly id: string; readonly work: Work | undefined; readonly refusal?: Refused | undefined; readonly step?: string | undefined }

/** One sending, at the step where it is; `step` goes back to an earlier one. */
export async function uploadPage(services: Services, call: Call, { id, work, refusal, step }: Asked): Promise<Answer> {
  const t = wording(IMPORT_PAGE_WORDS, call.language)
  const upload = await readUpload(services, { city: call.city.code, id })
  if (upload === undefined) return work?.to === undefined ? refusedPage(refuse('not-found')) : { kind: 'redirect', to: work.to }
  const shown = await stepOf(services, call, { t, upload, work, step })
  const page = (
    <Page frame={frameOf(services, call)} title={t('title')} script={services.assets.url('imports.js')} noIndex>
      <div class="stack-wide">
        <div class="stack">
          {shown.number > 0 && <p class="soft">{t('step', { n: shown.number })}</p>}
          <h1>{shown.title}</h1>
          <p class="soft">{upload.files.map(({ name }) => name).join(', ')}</p>
          {refusal && <Notice tone="bad" title={t('notDone')} live children={<p>{wordImportRefusal(refusal, call.language)}</p>} />}
        </div>
        {shown.view}
        {work?.state !== 'running' && (
          <p>
            <Confirm label={t('drop')} action={`/imports/${id}/abandon`} yes={t('dropYes')}>
              {t('dropMore')}
            </Confirm>
          </p>
        )}
      </div>
    </Page>
  )
  return { kind: 'page', status: refusal === undefined ? 200 : 422, html: renderDocument(page) }
}

type Shown = { readonly number: 0 | 1 | 2 | 3; readonly title: string; readonly view: VNode }
type Stepping = { readonly t: ImportPageWords; readonly upload: Upload; readonly work: Work | undefined; readonly step: string | undefined }

async function stepOf(services: Services, call: Call, { t, upload, work, step }: Stepping): Promise<Shown> {
  const { id, columns, choice, mapping, trial } = upload
  const here = `/imports/${id}`
  if (work?.state === 'running') return { number: 0, title: t('title'), view: <Running t={t} here={here} work={work} /> }
  if (columns === undefined || work?.state === 'failed')
    return { number: 0, title: t('title'), view: <Ended t={t} upload={upload} work={work} call={call} /> }
  if (columns.length === 0) return { number: 1, title: t('columns'), view: <p>{t('previewNone')}</p> }
  const withheld = await readWithheldFields(services.db, call.city.code)
  if (step === 'colonnes' || choice === undefined)
    return { number: 1, title: t('columns'), view: <ColumnsStep t={t} upload={upload} columns={columns} withheld={withheld} /> }
  if (step === 'valeurs' || mapping === undefined || trial === undefined)
    return {
      number: 2,
      title: t('values'),
      view: <ValuesStep t={t} upload={upload} proposed={await proposeValues(services, { city: call.city.code, upload })} />,
    }
  return { number: 3, title: t('trial'), view: <TrialStep t={t} upload={upload} trial={trial} mapping={mapping} call={call} /> }
}

type RunningProps = { readonly t: ImportPageWords; readonly here: string; readonly work: Work }

export function wordWork(t: ImportPageWords, { rows }: Work): string {
  return t('rowsRead', { rows })
}

function Running({ t, here, work }: RunningProps) {
  return (
    <div class="stack" data-work={`${here}/avancement`}>
      <Progress label={wordWork(t, work)} />
      <p>
        <a href={here}>{t('reload')}</a>
      </p>
    </div>
  )
}

function Ended({
  t,
  upload,
  work,
  call,
}: {
  readonly t: ImportPageWords
  readonly upload: Upload
  readonly work: Work | undefined
  readonly call: Call
}) {
  const { refusal } = upload
  const failed = work?.state === 'failed'
  return (
    <div class="stack">
      <Notice tone="bad" title={failed ? t('failed') : t('notDone')} live>
        {failed && <p>{t('failedMore')}</p>}
        {!failed && <p>{refusal === undefined ? t('interrupted') : wordImportRefusal(refuse(refusal.code, refusal.evidence), call.language)}</p>}
      </Notice>
      <p>
        <a class="button" href="/imports">
          {t('startAgain')}
        </a>
      </p>
    </div>
  )
}
