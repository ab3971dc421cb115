import { civilDate } from '../../../foundation/civil-date.ts'
import { formatCivilDate } from '../../../foundation/format.ts'
import { refuse } from '../../../foundation/result.ts'
import { wording, type Language } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Standing } from '../../../ui/standing/standing.tsx'
import { readQuarters, type Quarter } from '../../city/index.ts'
import { readRegister } from '../actions/read-register.ts'
import { changedTerms, firstDueOf } from '../core/moved-dates.ts'
import type { Commitment } from '../core/publication.ts'
import type { Terms } from '../core/terms.ts'
import { timelineOf } from '../core/timeline.ts'
import { wordEvent } from '../messages/word-event.ts'
import { COMMITMENT_WORDS, type Words } from '../messages/commitment-words.ts'
import { Documents, Figures, Voices } from './facts.tsx'
import { standingOf, wordDue, wordField, wordTerm } from './worded.ts'

export async function commitmentPage(services: Services, call: Call): Promise<Answer> {
  const { language, city } = call
  const t = wording(COMMITMENT_WORDS, language)
  const [register, quarters] = await Promise.all([readRegister(services, city.code), readQuarters(services.db, city.code)])
  const one = register.find(({ commitment }) => commitment === call.param('commitment'))
  if (one === undefined) return refusedPage(refuse('not-found'))
  const { statement, remark } = one.current.terms
  const due = wordDue(one.state, t, language)
  const first = firstDueOf(one)
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
          {first && <p>{t('firstDue', { due: wordTerm(first, t, language) })}</p>}
          {one.state.contested && <p>{t('contested')}</p>}
          {one.state.agreed && <p>{t('agreed')}</p>}
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
            {one.current.terms.due.kind !== 'continuous' && (
              <a class="button" href={`/engagements/${one.commitment}/echeances.ics`}>
                {t('calendar')}
              </a>
            )}
          </p>
        </div>
        <Voices one={one} t={t} services={services} language={language} />
        <Figures one={one} t={t} services={services} language={language} />
        <Documents one={one} t={t} language={language} />
        <PromiseSection one={one} register={register} t={t} call={call} quarters={quarters} />
        <Timeline one={one} t={t} call={call} />
        <Versions one={one} t={t} call={call} quarters={quarters} />
      </article>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

const PROMISED = ['promisedOn', 'due', 'owedBy', 'partner', 'quarters', 'proof', 'source'] as const
const FIELD_WORDS = {
  statement: 'statement', remark: 'remark', proof: 'proof', source: 'source', promisedOn: 'promisedOn', owedBy: 'owedBy', partner: 'partner',
  due: 'due', quarters: 'where', indicators: 'indicators', parent: 'parent',
} as const satisfies Record<keyof Terms, keyof typeof COMMITMENT_WORDS> // prettier-ignore

type PartProps = { readonly one: Commitment; readonly t: Words; readonly call: Call }

function PromiseSection({
  one,
  register,
  t,
  call,
  quarters,
}: PartProps & { readonly register: readonly Commitment[]; readonly quarters: readonly Quarter[] }) {
  const { language } = call
  const { parent } = one.current.terms
  const named = (commitment: string) => register.find((other) => other.commitment === commitment)
  const rows = PROMISED.map((field) => [field, wordField(field, one.current.terms, { t, language, quarters })] as const)
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
              <dt>{t(FIELD_WORDS[key])}</dt>
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

function Versions({ one, t, call, quarters }: PartProps & { readonly quarters: readonly Quarter[] }) {
  const { language } = call
  return (
    <section class="stack">
      <h2>{t('versions')}</h2>
      <p>{t('versionsLead')}</p>
      {one.versions.map(({ version, terms, reason, publishedAt }, index) => {
        const published = t('version', { n: version, date: formatCivilDate(civilDate(publishedAt), language) })
        return (
          <div key={version} class="card stack">
            <h3>{index === 0 ? t('asMade') : published}</h3>
            <blockquote>{terms.statement[language]}</blockquote>
            <p class="soft">{index === 0 ? published : t('why', { reasons: reason })}</p>
            <dl class="record">
              {saidIn(one, index).map((field) => (
                <div key={field}>
                  <dt>{t(FIELD_WORDS[field])}</dt>
                  <dd>{wordChange(field, one.versions, { index, t, language, quarters })}</dd>
                </div>
              ))}
            </dl>
            <p>
              <a href={`/engagements/${one.commitment}/v${version}.json`}>{t('versionFile', { n: version })}</a>
            </p>
          </div>
        )
      })}
    </section>
  )
}

/** Of the first version all that it says, where there is a later one; of a later one what it says otherwise. */
function saidIn({ versions }: Commitment, index: number): readonly (keyof Terms)[] {
  const [version, before] = [versions[index], versions[index - 1]]
  if (!version || versions.length === 1) return []
  return before ? changedTerms(before.terms, version.terms) : [...PROMISED, 'indicators']
}

type Change = { readonly index: number; readonly t: Words; readonly language: Language; readonly quarters: readonly Quarter[] }

function wordChange(field: keyof Terms, versions: Commitment['versions'], { index, ...wording }: Change): string {
  const { t } = wording
  const wordAt = (at: number) => {
    const terms = versions[at]?.terms
    return (terms && wordField(field, terms, wording)) ?? t('nothingSaidBefore')
  }
  return index === 0 ? wordAt(0) : t('changedTo', { before: wordAt(index - 1), after: wordAt(index) })
}
