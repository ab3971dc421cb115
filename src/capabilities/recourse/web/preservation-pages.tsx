import { utf8 } from '../../../foundation/bytes.ts'
import { formatInstant } from '../../../foundation/format.ts'
import { refuse, type Refused } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { parseJson } from '../../../platform/http/body.ts'
import { refusedJson, refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import { tokenHash } from '../../../platform/identity/one-time.ts'
import type { Services } from '../../../platform/services.ts'
import { Choices, TextField } from '../../../ui/field/field.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Table } from '../../../ui/table/table.tsx'
import { answerPreservation, demandPreservation } from '../actions/demand-preservation.ts'
import { centreAnswerDocument, centreAnswerPath } from '../core/entries.ts'
import { demandShape } from '../core/preservation.ts'
import { PRESERVATION_WORDS } from '../messages/preservation-words.ts'
import { readPreservations } from '../queries/preservations.ts'

type Demand = Awaited<ReturnType<typeof readPreservations>>[number]

/** From a device: signed by a key made for it. No cookie, no case. */
export async function postDemand(services: Services, call: Call): Promise<Answer> {
  const json = parseJson(await call.body())
  const parsed = demandShape.safeParse(json.ok ? json.value : undefined)
  if (!parsed.success) return refusedJson(refuse('malformed', { part: parsed.error.issues[0]?.path.join('.') ?? 'body' }))
  const demanded = await demandPreservation(services, { city: call.city, origin: call.origin }, parsed.data)
  return demanded.ok ? { kind: 'json', status: 201, value: demanded.value } : refusedJson(demanded)
}

/** The newest answer of each demand; places are not listed: a place and an hour may be a person. */
export async function demandsPage(services: Services, call: Call): Promise<Answer> {
  const t = wording(PRESERVATION_WORDS, call.language)
  const demands = newestOf(await readPreservations(services.db, call.city.code))
  const columns = [{ label: t('reference') }, { label: t('demanded') }, { label: t('state') }, { label: t('said') }]
  const rows = demands.map((demand) => [
    demand.reference,
    formatInstant(demand.demanded_at, call.language),
    t(`state-${stateOf(demand)}`),
    <>
      {demand.words} {demand.answered_at && <a href={centreAnswerPath({ reference: demand.reference, at: demand.answered_at })}>{t('answerFile')}</a>}
    </>,
  ])
  const page = (
    <Page frame={frameOf(services, call)} title={t('title')}>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('title')}</h1>
          <p class="lead">{t('lead')}</p>
        </div>
        <Table caption={t('title')} columns={columns} rows={rows} empty={t('none')} />
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

/** One answer of the video centre, in the bytes that the journal has the hash of. */
export async function centreAnswerFile(services: Services, call: Call): Promise<Answer> {
  const [, reference, at] = /^(.{1,40})-reponse-(\d{1,16})\.json$/.exec(call.param('file')) ?? []
  const found = (await readPreservations(services.db, call.city.code)).find(
    (demand) => demand.reference === reference && demand.answered_at?.getTime() === Number(at),
  )
  if (!found?.answered_at || !found.state) return refusedPage(refuse('not-found'))
  const answer = { reference: found.reference, at: found.answered_at, state: found.state, words: found.words ?? '' }
  return { kind: 'file', bytes: utf8(centreAnswerDocument(answer)), type: 'application/json' }
}

function newestOf(rows: readonly Demand[]): readonly Demand[] {
  return [...new Map(rows.map((row) => [row.reference, row])).values()]
}

function stateOf({ state, mailed }: Demand) {
  return state ?? (mailed ? 'sent' : 'unmailed')
}

/** For the video centre, by the link that it was mailed. */
export async function centrePage(services: Services, call: Call, outcome?: { readonly refused: Refused | undefined }): Promise<Answer> {
  const { language } = call
  const t = wording(PRESERVATION_WORDS, language)
  const hash = tokenHash(call.param('token'))
  const demand = newestOf(await readPreservations(services.db, call.city.code)).find(({ token_hash }) => Buffer.compare(token_hash, hash) === 0)
  if (!demand) return refusedPage(refuse('not-found'))
  const { reference, place, starts_at, ends_at } = demand
  const refused = outcome?.refused
  const choices = (['kept', 'nothing', 'refused'] as const).map((value) => ({ value, label: t(`state-${value}`) }))
  const page = (
    <Page frame={frameOf(services, call)} title={t('answerTitle', { reference })} narrow noIndex>
      <div class="stack">
        <h1>{t('answerTitle', { reference })}</h1>
        <p class="lead">{t('answerWhat', { place, from: formatInstant(starts_at, language), to: formatInstant(ends_at, language) })}</p>
        {outcome && !refused && <Notice tone="good" title={t('answered')} live />}
        {refused && <Notice tone="bad" title={t('notDone')} live children={<p>{wordNo(t, refused)}</p>} />}
        <p>{t(`state-${stateOf(demand)}`)}</p>
        <form method="post" action={call.path} class="stack">
          <Choices kind="radio" name="suite" label={t('answerState')} choices={choices} values={[demand.state ?? '']} />
          <TextField name="precisions" label={t('answerWords')} rows={4} max={2000} />
          <button class="button primary" type="submit">
            {t('answerSend')}
          </button>
        </form>
      </div>
    </Page>
  )
  return { kind: 'page', status: refused ? 422 : 200, html: renderDocument(page) }
}

function wordNo(t: ReturnType<typeof wording<keyof typeof PRESERVATION_WORDS>>, { code }: Refused): string {
  return code === 'answer-state' ? t('no-answer-state') : t('no-answer-words')
}

export async function postCentreAnswer(services: Services, call: Call): Promise<Answer> {
  const form = await call.form()
  const outcome = await answerPreservation(services, call.city.code, {
    token: call.param('token'),
    state: form.text('suite'),
    words: form.text('precisions'),
  })
  if (!outcome.ok && outcome.code === 'not-found') return refusedPage(outcome)
  return centrePage(services, call, { refused: outcome.ok ? undefined : outcome })
}
