import type { Result } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Confirm } from '../../../ui/confirm/confirm.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Table } from '../../../ui/table/table.tsx'
import { readRegister, readWritten } from '../actions/read-register.ts'
import { COMMITMENT_WORDS } from '../messages/commitment-words.ts'
import { KEEPING_WORDS, wordNo } from '../messages/keeping-words.ts'
import { standingOf } from './worded.ts'

/** The whole register for those who keep it: what waits first. */
export async function keepingPage(services: Services, call: Call, outcome: Result<unknown> | undefined): Promise<Answer> {
  const { language, city, actor } = call
  const [t, words] = [wording(KEEPING_WORDS, language), wording(COMMITMENT_WORDS, language)]
  const [written, register] = await Promise.all([readWritten(services, city.code), readRegister(services, city.code)])
  const isEditor = actor.kind === 'staff' && actor.role === 'admin'
  const drafts = written.versions.filter(({ publishedAt }) => publishedAt === undefined)
  const waiting = written.documents.filter(({ decision }) => decision === undefined)
  const to = (commitment: string) => `/gestion/engagements/${commitment}`
  const page = (
    <Page frame={frameOf(services, call)} title={t('title')} noIndex>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('title')}</h1>
          <p class="lead">{t('lead')}</p>
          {outcome && !outcome.ok && (
            <Notice tone="bad" title={t('notDone')} live children={<p>{wordNo(t, outcome.code, String(outcome.evidence.field ?? ''))}</p>} />
          )}
          {isEditor && (
            <p>
              <a class="button" href="/gestion/engagements/nouveau">
                {t('new')}
              </a>
            </p>
          )}
        </div>
        {isEditor && written.versions.length === 0 && (
          <Notice tone="plain" title={t('empty')}>
            <Confirm label={t('ship')} action="/gestion/engagements/programme" yes={t('shipYes')}>
              {t('shipMore')}
            </Confirm>
          </Notice>
        )}
        <section class="stack">
          <h2>{t('waiting')}</h2>
          {waiting.length === 0 && <p class="soft">{t('noneWaiting')}</p>}
          <ul>
            {waiting.map(({ reference, commitment, title }) => (
              <li key={reference}>
                <a href={`${to(commitment)}#${reference}`}>
                  {commitment} — {title}
                </a>
              </li>
            ))}
          </ul>
        </section>
        {isEditor && drafts.length > 0 && (
          <section class="stack">
            <h2>{t('drafts')}</h2>
            <ul>
              {drafts.map(({ commitment, version }) => (
                <li key={`${commitment} ${version}`}>
                  <a href={to(commitment)}>{t('draftOf', { commitment, n: version })}</a>
                </li>
              ))}
            </ul>
          </section>
        )}
        <Table
          caption={words('title')}
          columns={[{ label: t('commitment') }, { label: t('state') }]}
          rows={register.map(({ commitment, current, state }) => [
            <a key={commitment} href={to(commitment)}>
              {commitment}. {current.terms.statement[language]}
            </a>,
            standingOf(state, words).word,
          ])}
          empty={words('none')}
        />
      </div>
    </Page>
  )
  return { kind: 'page', status: outcome && !outcome.ok ? 422 : 200, html: renderDocument(page) }
}
