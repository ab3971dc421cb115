import { civilDate } from '../../../foundation/civil-date.ts'
import { formatCivilDate } from '../../../foundation/format.ts'
import type { Result } from '../../../foundation/result.ts'
import { wording, type Language } from '../../../foundation/wording.ts'
import type { Answer, Call, Form } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Choices, Fields, SelectField, TextField } from '../../../ui/field/field.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Standing } from '../../../ui/standing/standing.tsx'
import { Table } from '../../../ui/table/table.tsx'
import { dueReadings } from '../core/law.ts'
import { statementsOn } from '../core/situation.ts'
import { RIGHTS_WORDS, type RightsWords } from '../messages/rights-words.ts'
import { readReadings } from '../queries/readings.ts'
import { LAWS } from '../statements/laws.ts'
import { SITUATIONS } from '../statements/situations.ts'
import { wordSince } from './situation-page.tsx'

/** When each text was read last, and which are due. Staff who may, record a reading. */
export async function reviewPage(
  services: Services,
  call: Call,
  posted?: { readonly outcome: Result<unknown, 'law-unknown' | 'verdict-wrong' | 'note-missing'>; readonly form: Form },
): Promise<Answer> {
  const { language, actor } = call
  const t = wording(RIGHTS_WORDS, language)
  const outcome = posted?.outcome
  const due = dueReadings(LAWS, await readReadings(services.db, call.city.code), civilDate(call.now))
  const page = (
    <Page frame={frameOf(services, call)} title={t('review')}>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('review')}</h1>
          <p class="lead">{t('reviewLead')}</p>
          <p>{t('countDue', { n: due.filter(({ isDue }) => isDue).length, all: due.length })}</p>
          {outcome?.ok && <Notice tone="good" title={t('done')} live />}
          {outcome?.ok === false && <Notice tone="bad" title={t('notDone')} live children={<p>{t(`no-${outcome.code}`)}</p>} />}
        </div>
        {actor.kind === 'staff' && actor.role === 'admin' && <Recording t={t} call={call} sent={outcome?.ok === false ? posted?.form : undefined} />}
        <Table
          caption={t('review')}
          columns={[{ label: t('law') }, { label: t('sinceColumn') }, { label: t('readColumn') }, { label: t('dueColumn') }, { label: t('citedIn') }]}
          rows={due.map(({ law, lastRead, dueOn, isDue }) => [
            <>
              {law.cite[language]} <Standing tone={isDue ? 'bad' : 'good'} word={t(isDue ? 'isDue' : 'notDue')} />
            </>,
            wordSince(law, t, language),
            formatCivilDate(lastRead, language),
            formatCivilDate(dueOn, language),
            <StatementsOf t={t} law={law.id} language={language} />,
          ])}
          empty=""
        />
        <p>
          <a href="/vos-droits">{t('all')}</a>
        </p>
      </div>
    </Page>
  )
  return { kind: 'page', status: outcome?.ok === false ? 422 : 200, html: renderDocument(page) }
}

/** Each thing that the pages say on this text, to be read beside it. */
function StatementsOf({ t, law, language }: { readonly t: RightsWords; readonly law: string; readonly language: Language }) {
  const said = SITUATIONS.map((situation) => ({ situation, words: statementsOn(situation, law) })).filter(({ words }) => words.length > 0)
  return (
    <details>
      <summary>{t('statementsOf', { n: said.reduce((sum, { words }) => sum + words.length, 0) })}</summary>
      <ul>
        {said.flatMap(({ situation, words }) =>
          words.map((one) => (
            <li key={one.fr}>
              <a href={`/vos-droits/${situation.id}`}>{situation.title[language]}</a> — {one[language]}
            </li>
          )),
        )}
      </ul>
    </details>
  )
}

function Recording({ t, call, sent }: { readonly t: RightsWords; readonly call: Call; readonly sent: Form | undefined }) {
  return (
    <section class="card stack">
      <h2>{t('recordTitle')}</h2>
      <form method="post" action="/vos-droits/relecture" class="stack">
        <Fields>
          <SelectField
            name="texte"
            label={t('law')}
            value={sent?.text('texte')}
            required
            choices={LAWS.map(({ id, cite }) => ({ value: id, label: cite[call.language] }))}
          />
          <Choices
            name="constat"
            kind="radio"
            label={t('verdict')}
            values={[sent?.text('constat') ?? '']}
            choices={[
              { value: 'unchanged', label: t('unchanged') },
              { value: 'to_change', label: t('changed') },
            ]}
          />
          <TextField name="note" value={sent?.text('note')} label={t('note')} hint={t('noteHint')} rows={3} max={2000} />
        </Fields>
        <button class="button primary" type="submit">
          {t('record')}
        </button>
      </form>
    </section>
  )
}
