import { civilDate } from '../../../foundation/civil-date.ts'
import { formatCivilDate } from '../../../foundation/format.ts'
import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Standing } from '../../../ui/standing/standing.tsx'
import { readQuarters, type Quarter } from '../../city/index.ts'
import { readRegister } from '../actions/read-register.ts'
import type { Commitment } from '../core/publication.ts'
import { timelineOf } from '../core/timeline.ts'
import { wordEvent } from '../messages/word-event.ts'
import { COMMITMENT_WORDS, type Words } from '../messages/commitment-words.ts'
import { Documents, Figures, Voices } from './facts.tsx'
import { standingOf, wordDue, wordTerm } from './worded.ts'

export async function commitmentPage(services: Services, call: Call): Promise<Answer> {
  const { language, city } = call
  const t = wording(COMMITMENT_WORDS, language)
  const [register, quarters] = await Promise.all([readRegister(services, city.code), readQuarters(services.db, city.code)])
  const one = register.find(({ commitment }) => commitment === call.param('commitment'))
  if (one === undefined) return refusedPage(refuse('not-found'))
  const { statement, remark } = one.current.terms
  const due = wordDue(one.state, t, language)
  const page = (
    <Page frame={frameOf(services, call)} title={`${one.commitment}. ${statement[language]}`} description={statement[language]}>
      <article class="stack-wide">
        <div class="stack">
          <p>
            <a href="/engagements">{t('back')}</a>
          </p>
          <p class="mono">{one.commitment}</p>
          <h1>{statement[language]}</h1>
          <p class="row">
            <Standing {...standingOf(one.state, t)} />
            {one.state.observed && <Standing tone="soon" word={t('observed', { finding: t(`state-${one.state.observed}`) })} />}
            {due && <span>{due}</span>}
          </p>
          {one.state.contested && <p>{t('contested')}</p>}
          {one.state.missed.length > 0 && <p>{t('missedYears', { years: one.state.missed.join(', ') })}</p>}
          {remark && <p class="soft">{remark[language]}</p>}
          <p class="row no-print">
            <a class="button" href={`/suivi?engagement=${one.commitment}`}>
              {t('follow')}
            </a>
            <a class="button" href={`/engagements/${one.commitment}/preuve`}>
              {t('propose')}
            </a>
            <a class="button" href={`/engagements/${one.commitment}/fil.atom`}>
              {t('feed')}
            </a>
            <a class="button" href={`/engagements/${one.commitment}/echeances.ics`}>
              {t('calendar')}
            </a>
          </p>
        </div>
        <Voices one={one} t={t} services={services} language={language} />
        <Figures one={one} t={t} services={services} language={language} />
        <Documents one={one} t={t} language={language} />
        <PromiseSection one={one} register={register} t={t} call={call} quarters={quarters} />
        <Timeline one={one} t={t} call={call} />
        <Versions one={one} t={t} call={call} />
      </article>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

type PartProps = { readonly one: Commitment; readonly t: Words; readonly call: Call }

function PromiseSection({
  one,
  register,
  t,
  call,
  quarters,
}: PartProps & { readonly register: readonly Commitment[]; readonly quarters: readonly Quarter[] }) {
  const { language } = call
  const { source, promisedOn, owedBy, partner, proof, parent, ...terms } = one.current.terms
  const where = quarters.filter(({ quarter }) => terms.quarters.includes(quarter)).map(({ name }) => name)
  const named = (commitment: string) => register.find((other) => other.commitment === commitment)
  const rows = [
    ['promisedOn', promisedOn],
    ['due', wordTerm(one, t, language)],
    ['owedBy', owedBy[language]],
    ['partner', partner?.[language]],
    ['where', where.length > 0 ? where.join(', ') : t('wholeCity')],
    ['proof', proof[language]],
    [
      'source',
      source.page === null ? t('noPage', { source: source.title[language] }) : t('page', { source: source.title[language], page: source.page }),
    ],
  ] as const
  const families = [
    ['parent', parent === null ? [] : [parent]],
    ['children', one.children],
  ] as const
  return (
    <section class="stack">
      <h2>{t('promise')}</h2>
      <dl class="record">
        {rows.map(([key, value]) =>
          value === undefined ? null : (
            <div key={key}>
              <dt>{t(key)}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
        {families.map(([key, members]) => {
          const known = members.flatMap((member) => named(member) ?? [])
          return known.length === 0 ? null : (
            <div key={key}>
              <dt>{t(key)}</dt>
              <dd>
                <ul class="plain">
                  {known.map(({ commitment, current }) => (
                    <li key={commitment}>
                      <a href={`/engagements/${commitment}`}>
                        {commitment}. {current.terms.statement[language]}
                      </a>
                    </li>
                  ))}
                </ul>
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}

function Timeline({ one, t, call }: PartProps) {
  const events = timelineOf([one], civilDate(call.now))
  return (
    <section class="stack">
      <h2>{t('timeline')}</h2>
      <ul>
        {events.map((event) => (
          <li key={`${event.kind} ${event.day} ${event.at?.getTime()}`}>
            {t('dated', { when: formatCivilDate(event.day, call.language), what: wordEvent(event, t) })}
          </li>
        ))}
        <li>{t('dated', { when: one.versions[0]?.terms.promisedOn ?? '', what: t('event-promised') })}</li>
      </ul>
    </section>
  )
}

function Versions({ one, t, call }: PartProps) {
  return (
    <section class="stack">
      <h2>{t('versions')}</h2>
      <p>{t('versionsLead')}</p>
      {one.versions.map(({ version, terms, reason, publishedAt }, index) => (
        <div key={version} class="card stack">
          <h3>{index === 0 ? t('asMade') : t('version', { n: version, date: formatCivilDate(civilDate(publishedAt), call.language) })}</h3>
          <blockquote>{terms.statement[call.language]}</blockquote>
          <p class="soft">
            {index === 0 ? t('version', { n: version, date: formatCivilDate(civilDate(publishedAt), call.language) }) : t('why', { reasons: reason })}
          </p>
          <p>
            <a href={`/engagements/${one.commitment}/v${version}.json`}>{t('versionFile', { n: version })}</a>
          </p>
        </div>
      ))}
    </section>
  )
}
