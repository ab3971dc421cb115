import { refuse, type Result } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Confirm } from '../../../ui/confirm/confirm.tsx'
import { TextField } from '../../../ui/field/field.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { numbersToCheck } from '../core/report-definition.ts'
import { ACTIVITY_WORDS } from '../messages/activity-words.ts'
import { PREPARATION_WORDS } from '../messages/preparation-words.ts'
import { readDrafts, type DraftRow } from '../queries/drafts.ts'
import { readPublications } from '../queries/publications.ts'
import { Changes } from './changes.tsx'
import { wordNo, type PreparationWords } from './preparation-page.tsx'
import { OwnWords, titleOf, Withheld } from './report-page.tsx'
import { TableSection } from './report-tables.tsx'

type Asked = { readonly draft: string; readonly outcome: Result<unknown> | undefined }

/** All that the public will see, and what each role may do next. */
export async function draftPage(services: Services, call: Call, { draft, outcome }: Asked): Promise<Answer> {
  const row = (await readDrafts(services.db, call.city.code)).find((one) => one.draft === draft)
  if (row?.content === undefined) return refusedPage(refuse('not-found'))
  const t = wording(PREPARATION_WORDS, call.language)
  const shown = wording(ACTIVITY_WORDS, call.language)
  const { content } = row
  const toCheck = numbersToCheck(content)
  const before = (await readPublications(services.db, call.city.code)).find(
    ({ report, version }) => report === row.report && version === content.version - 1,
  )
  const page = (
    <Page frame={frameOf(services, call)} title={`${t('preview')} — ${titleOf(content, call.language)}`} noIndex>
      <div class="stack-wide">
        <div class="stack">
          <h1>{titleOf(content, call.language)}</h1>
          <p class="lead">{t('previewLead')}</p>
          {outcome && (
            <Notice tone={outcome.ok ? 'good' : 'bad'} title={outcome.ok ? t('done') : t('notDone')} live>
              {!outcome.ok && <p>{wordNo(t, outcome.code)}</p>}
            </Notice>
          )}
        </div>
        {before && <Changes t={shown} before={before.content} after={content} language={call.language} />}
        <Next t={t} row={row} call={call} />
        {toCheck.length > 0 && (
          <Notice tone="soon" title={t('numbersInText')}>
            <p>{t('numbersInTextMore', { numbers: toCheck.join(', ') })}</p>
          </Notice>
        )}
        <OwnWords text={content.opening} language={call.language} />
        <Withheld t={shown} report={content} language={call.language} />
        {content.tables
          .filter(({ names }) => names.length > 0)
          .map((table) => (
            <TableSection key={table.id} t={shown} report={content} table={table} language={call.language} />
          ))}
        <OwnWords text={content.closing} language={call.language} />
      </div>
    </Page>
  )
  return { kind: 'page', status: outcome && !outcome.ok ? 422 : 200, html: renderDocument(page) }
}

function Next({ t, row, call }: { readonly t: PreparationWords; readonly row: DraftRow; readonly call: Call }) {
  const role = call.actor.kind === 'staff' ? call.actor.role : undefined
  const action = (name: string) => `/preparation/${row.draft}/${name}`
  if (row.version !== null)
    return (
      <p>
        <a href={`/comptes-rendus/${row.report}`}>{t('published', { n: row.version })}</a>
      </p>
    )
  return (
    <section class="card stack">
      {row.signedAt === null && role !== 'supervisor' && <p>{t('waiting')}</p>}
      {row.signedAt === null && role === 'supervisor' && (
        <Confirm label={t('sign')} yes={t('signYes')} action={action('signature')}>
          {t('signMore')}
        </Confirm>
      )}
      {row.signedAt !== null && role === 'admin' && (
        <Confirm label={t('publish')} yes={t('publishYes')} action={action('publication')}>
          {t('publishMore')}
        </Confirm>
      )}
      {row.signedAt !== null && role !== 'admin' && <p>{t('signed')}</p>}
      {row.comment === null && role === 'auditor' && (
        <form method="post" action={action('avis')} class="stack">
          <TextField name="avis" label={t('opinion')} hint={t('opinionHint')} rows={6} max={4000} required />
          <button class="button" type="submit">
            {t('opinionButton')}
          </button>
        </form>
      )}
      {row.comment !== null && (
        <>
          <h2>{t('opinion')}</h2>
          <p>{row.comment}</p>
        </>
      )}
    </section>
  )
}
