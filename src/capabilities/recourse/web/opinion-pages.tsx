import { carryOut } from '../../../platform/audit/carry-out.ts'
import { utf8 } from '../../../foundation/bytes.ts'
import { formatCivilDate, formatInstant } from '../../../foundation/format.ts'
import { refuse, type Refused } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { accountOf, refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Choices, TextField } from '../../../ui/field/field.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Table } from '../../../ui/table/table.tsx'
import { TwoVoices } from '../../../ui/two-voices/two-voices.tsx'
import { answerOpinion } from '../actions/publish-opinion.ts'
import { answerDocument, answerPath, opinionPath } from '../core/entries.ts'
import { answerStateOf, opinionFile, type Opinion } from '../core/opinion.ts'
import { OPINION_WORDS } from '../messages/opinion-words.ts'
import { readOpinions } from '../queries/opinions.ts'

type Row = Awaited<ReturnType<typeof readOpinions>>[number]
type Shown = { readonly opinion: Opinion; readonly published: Date; readonly document: string; readonly answers: readonly Row[] }

/** Each opinion with its answers, the newest first. */
export async function readShown(services: Services, city: string, body: string): Promise<readonly Shown[]> {
  const rows = await readOpinions(services.db, { city, body })
  const numbers = [...new Set(rows.map(({ number }) => number))]
  return numbers.flatMap((number) => {
    const own = rows.filter((row) => row.number === number)
    const [first] = own
    const read = first && opinionFile.safeParse(JSON.parse(first.document))
    if (!first || !read?.success) return []
    return [
      {
        opinion: read.data.content,
        published: first.published_at,
        document: first.document,
        answers: own.filter(({ answered_at }) => answered_at !== null),
      },
    ]
  })
}

/** On a body's page: every opinion, what became of it, silence as silence. */
export function OpinionList({ shown, call, body }: { readonly shown: readonly Shown[]; readonly call: Call; readonly body: string }) {
  const t = wording(OPINION_WORDS, call.language)
  const rows = shown.map(({ opinion, published, answers }) => {
    const { state, deadline } = answerStateOf(published, answers.length > 0, call.now)
    const last = answers.at(-1)
    const verdict = last ? ` — ${t(last.follows ? 'followed' : 'notFollowed')}` : ''
    return [
      <a href={`/recours/${body}/avis/${opinion.number}`}>{t('name', { n: opinion.number, title: opinion.title })}</a>,
      t(`state-${state}`, { date: formatCivilDate(deadline.day, call.language) }) + verdict,
    ]
  })
  return (
    <section class="stack" aria-labelledby="avis">
      <h2 id="avis">{t('listTitle')}</h2>
      <Table caption={t('listTitle')} columns={[{ label: t('opinion') }, { label: t('answer') }]} rows={rows} empty={t('none')} />
    </section>
  )
}

type Wanted = { readonly body: string; readonly number: number; readonly at: number }

/** The bytes that the journal has the hash of. */
function answerFile({ answers }: Shown, { body, number, at }: Wanted): Answer {
  const answer = answers.find(({ answered_at }) => answered_at?.getTime() === at)
  if (!answer?.answered_at || answer.follows === null || answer.reasons === null) return refusedPage(refuse('not-found'))
  const { answered_at, follows, reasons } = answer
  return { kind: 'file', bytes: utf8(answerDocument({ body, number, at: answered_at, follows, reasons })), type: 'application/json' }
}

/** One opinion and its answer, side by side. Staff who may answer find the form below. */
export async function opinionPage(services: Services, call: Call, refused?: Refused): Promise<Answer> {
  const { language, now } = call
  const t = wording(OPINION_WORDS, language)
  const body = call.param('body')
  const file = call.param('number')
  const [, digits = '0', at] = /^(\d{1,6})(?:-reponse-(\d{1,16}))?(?:\.json)?$/.exec(file) ?? []
  const number = Number(digits)
  const found = (await readShown(services, call.city.code, body)).find(({ opinion }) => opinion.number === number)
  if (!found) return refusedPage(refuse('not-found'))
  if (at !== undefined) return answerFile(found, { body, number, at: Number(at) })
  if (file.endsWith('.json')) return { kind: 'file', bytes: utf8(found.document), type: 'application/json' }
  const { opinion, published, answers } = found
  const { state, deadline } = answerStateOf(published, answers.length > 0, now)
  const date = formatCivilDate(deadline.day, language)
  const answered = answers.map(({ follows, reasons, answered_at }) => (
    <div key={answered_at?.toISOString()} class="stack">
      <p>
        <strong>{t(follows ? 'followed' : 'notFollowed')}</strong> — {answered_at && formatInstant(answered_at, language)}
      </p>
      <p class="as-typed">{reasons}</p>
      {answered_at && (
        <p class="soft">
          <a href={answerPath({ body, number, at: answered_at })}>{t('answerFile')}</a>
        </p>
      )}
    </div>
  ))
  const said = (
    <div class="stack">
      <p class="as-typed">{opinion.found}</p>
      <h3>{t('asks')}</h3>
      <p class="as-typed">{opinion.asks}</p>
    </div>
  )
  const title = t('name', { n: number, title: opinion.title })
  const right = state === 'answered' ? answered : <p>{t(state, { date })}</p>
  const page = (
    <Page frame={frameOf(services, call)} title={title}>
      <div class="stack-wide">
        <h1>{title}</h1>
        <TwoVoices left={{ who: t('bodyVoice'), children: said }} right={{ who: t('authorityVoice'), children: right }} />
        <p class="soft">{t('signed', { date: formatInstant(published, language) })}</p>
        <p>
          <a href={opinionPath(body, number)}>{t('file')}</a>
        </p>
        {call.actor.kind === 'staff' && call.actor.role === 'admin' && <AnswerForm t={t} n={number} action={call.path} refused={refused} />}
      </div>
    </Page>
  )
  return { kind: 'page', status: refused ? 422 : 200, html: renderDocument(page) }
}

type AnswerFormProps = {
  readonly t: ReturnType<typeof wording<keyof typeof OPINION_WORDS>>
  readonly n: number
  readonly action: string
  readonly refused: Refused | undefined
}

function AnswerForm({ t, n, action, refused }: AnswerFormProps) {
  const choices = [{ value: 'oui', label: t('yes') }, { value: 'non', label: t('no') }] // prettier-ignore
  return (
    <form method="post" action={action} class="stack">
      <h2>{t('answerTitle', { n })}</h2>
      {refused && <Notice tone="bad" title={t('notDone')} live />}
      <Choices kind="radio" name="suivi" label={t('follows')} choices={choices} values={['oui']} />
      <TextField name="raisons" label={t('reasons')} rows={8} max={8000} error={refused ? t('no-reasons') : undefined} required />
      <button class="button primary" type="submit">
        {t('send')}
      </button>
    </form>
  )
}

export async function postAnswer(services: Services, call: Call): Promise<Answer> {
  const form = await call.form()
  const number = Number(call.param('number'))
  const answer = {
    city: call.city.code,
    body: call.param('body'),
    number,
    follows: form.text('suivi') === 'oui',
    reasons: form.text('raisons'),
    by: accountOf(call),
  }
  const outcome = await carryOut(services, call, {
    act: 'opinion-answered',
    subject: `${answer.body}/${number}`,
    work: (inside) => answerOpinion(inside, answer),
  })
  if (outcome.ok) return { kind: 'redirect', to: call.path }
  return outcome.code === 'not-found' ? refusedPage(outcome) : opinionPage(services, call, outcome)
}
