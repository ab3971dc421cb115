import { civilDate } from '../../../foundation/civil-date.ts'
import { formatCivilDate } from '../../../foundation/format.ts'
import { wording } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { StandingTiles } from '../../../ui/standing/standing.tsx'
import { readRegister } from '../actions/read-register.ts'
import { passedDatesOf } from '../core/moved-dates.ts'
import type { Commitment } from '../core/publication.ts'
import { timelineOf, type TimelineEvent } from '../core/timeline.ts'
import { wordEvent } from '../messages/word-event.ts'
import { COMMITMENT_WORDS, type Words } from '../messages/commitment-words.ts'
import { standingOf } from './worded.ts'

/** From the first promise to today, a section a year. */
export async function yearsPage(services: Services, call: Call): Promise<Answer> {
  const t = wording(COMMITMENT_WORDS, call.language)
  const register = await readRegister(services, call.city.code)
  const today = civilDate(call.now)
  const events = timelineOf(register, today).filter(({ kind }) => kind !== 'due')
  const thisYear = Number(today.slice(0, 4))
  const first = Math.min(thisYear, ...register.map(({ versions }) => Number(versions[0]?.terms.promisedOn.slice(0, 4) ?? thisYear)))
  const years = Array.from({ length: thisYear - first + 1 }, (_, index) => thisYear - index)
  const page = (
    <Page frame={frameOf(services, call)} title={t('yearsTitle')} description={t('yearsLead')}>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('yearsTitle')}</h1>
          <p class="lead">{t('yearsLead')}</p>
          <p>
            <a href="/engagements">{t('back')}</a>
          </p>
        </div>
        {register.length === 0 && <p class="soft">{t('none')}</p>}
        {register.length > 0 &&
          years.map((year) => (
            <Year key={year} year={year} t={t} call={call} register={register} events={events.filter(({ day }) => day.startsWith(`${year}-`))} />
          ))}
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

type YearProps = {
  readonly year: number
  readonly t: Words
  readonly call: Call
  readonly register: readonly Commitment[]
  readonly events: readonly TimelineEvent[]
}

/** The most that a year tells one by one. */
const MOST_EVENTS = 40

function Year({ year, t, call, register, events }: YearProps) {
  const { language } = call
  const due = register.flatMap((one) => {
    const standing = standingIn(one, { year, today: civilDate(call.now) }, t)
    return standing === undefined
      ? []
      : [{ ...standing, name: one.commitment, href: `/engagements/${one.commitment}`, title: one.current.terms.statement[language] }]
  })
  const told = events.filter((event) => event.kind !== 'version' || !event.isFirst)
  const made = register.filter(({ versions }) => versions[0]?.terms.promisedOn.startsWith(String(year)))
  return (
    <section class="stack" id={`a${year}`}>
      <h2>{year}</h2>
      <h3>{t('dueThatYear', { year: String(year) })}</h3>
      {due.length === 0 ? <p class="soft">{t('nothingDue')}</p> : <StandingTiles label={t('dueThatYear', { year: String(year) })} tiles={due} />}
      <h3>{t('happened')}</h3>
      {events.length + made.length === 0 && <p class="soft">{t('noEvent')}</p>}
      <ul>
        {told.slice(0, MOST_EVENTS).map((event) => (
          <li key={`${event.commitment} ${event.kind} ${event.at?.getTime()}`}>
            <a href={`/engagements/${event.commitment}`}>{event.commitment}</a> —{' '}
            {t('dated', { when: formatCivilDate(event.day, language), what: wordEvent(event, t) })}
          </li>
        ))}
        {entriesByDay(events).map(({ day, entered }) => (
          <li key={day}>
            {t('dated', { when: formatCivilDate(day, language), what: t('event-first') })} — {entered.join(', ')}
          </li>
        ))}
        {made.length > 0 && <li>{t('dated', { when: t('event-promised'), what: made.map(({ commitment }) => commitment).join(', ') })}</li>}
      </ul>
    </section>
  )
}

/** Where it stands for a year in which it was due; `undefined`: it was not. Of a yearly one, a year that is over was kept or was not; this one is as it stands. */
function standingIn(
  one: Commitment,
  { year, today }: { readonly year: number; readonly today: string },
  t: Words,
): ReturnType<typeof standingOf> | undefined {
  const { current, state } = one
  const { due } = current.terms
  const thisYear = Number(today.slice(0, 4))
  if (passedDatesOf(one, today).some((day) => day.startsWith(`${year}-`))) return { tone: 'bad', word: t('yearMoved') }
  if (due.kind === 'continuous') return undefined
  if (due.kind !== 'yearly') return due.on.startsWith(`${year}-`) ? standingOf(state, t) : undefined
  if (year < due.from) return undefined
  if (year === thisYear) return standingOf({ ...state, due: 'to-come' }, t)
  return state.missed.includes(year) ? { tone: 'bad', word: t('yearWithout') } : { tone: 'good', word: t('yearWith') }
}

/** What was entered in the register, the entries of one day together. */
function entriesByDay(events: readonly TimelineEvent[]): readonly { readonly day: string; readonly entered: readonly string[] }[] {
  const entered = events.filter((event) => event.kind === 'version' && event.isFirst)
  return [...new Set(entered.map(({ day }) => day))].map((day) => ({
    day,
    entered: entered.filter((event) => event.day === day).map(({ commitment }) => commitment).sort(), // prettier-ignore
  }))
}
