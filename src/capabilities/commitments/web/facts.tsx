import { civilDate } from '../../../foundation/civil-date.ts'
import { formatCivilDate } from '../../../foundation/format.ts'
import type { Language } from '../../../foundation/wording.ts'
import type { Indicator, Services } from '../../../platform/services.ts'
import { KeyFigure } from '../../../ui/figure/figure.tsx'
import { Standing } from '../../../ui/standing/standing.tsx'
import { Table } from '../../../ui/table/table.tsx'
import { TwoVoices } from '../../../ui/two-voices/two-voices.tsx'
import type { Commitment } from '../core/publication.ts'
import { reaches, type Finding, type Party } from '../core/state.ts'
import type { Words } from '../messages/commitment-words.ts'
import { wordValue } from './worded.ts'

type FactsProps = { readonly one: Commitment; readonly t: Words; readonly language: Language }
type MeasuredProps = FactsProps & { readonly services: Pick<Services, 'indicators'> }

/** What the city finds and what the independent observer finds, side by side. */
export function Voices({ one, t, services, language }: MeasuredProps) {
  const voice = (party: Party) => {
    const findings = one.findings.filter((finding) => finding.party === party).reverse()
    if (findings.length === 0) return <p class="soft">{t('nothingSaid')}</p>
    return findings.map((finding) => <Found key={finding.number} finding={finding} one={one} t={t} services={services} language={language} />)
  }
  return (
    <section class="stack">
      <h2 class="unseen">{t('voices')}</h2>
      <TwoVoices left={{ who: t('cityVoice'), children: voice('city') }} right={{ who: t('observerVoice'), children: voice('observer') }} />
    </section>
  )
}

function Found({ finding, one, t, services, language }: MeasuredProps & { readonly finding: Finding }) {
  const documents = one.documents.filter(({ reference }) => finding.evidence.includes(reference))
  const figures = services.indicators.filter(({ id }) => finding.indicators.includes(id))
  return (
    <div class="stack">
      <p>
        <strong>{t(`state-${finding.finding}`)}</strong>{' '}
        <span class="soft">
          {t('foundOn', { date: formatCivilDate(finding.day, language) })}
          {finding.year !== undefined && ` — ${t('foundFor', { year: String(finding.year) })}`}
        </span>
      </p>
      <p>{finding.reasons}</p>
      {documents.length + figures.length > 0 && (
        <p class="soft">
          {t('restsOn')} {[...documents.map(({ title }) => title), ...figures.map(({ title }) => title[language])].join(' ; ')}
        </p>
      )}
    </div>
  )
}

/** Each figure with its date, what was promised of it, how it is computed, and its days. */
export function Figures({ one, t, services, language }: MeasuredProps) {
  const followed = one.current.terms.indicators.flatMap(({ id, target }) => {
    const indicator = services.indicators.find((candidate) => candidate.id === id)
    return indicator === undefined ? [] : [{ indicator, target }]
  })
  return (
    <section class="stack">
      <h2>{t('figures')}</h2>
      {followed.length === 0 ? <p class="soft">{t('noFigure')}</p> : <p>{t('figuresLead')}</p>}
      <div class="grid">
        {followed.map(({ indicator, target }) => (
          <Figure key={indicator.id} one={one} t={t} language={language} indicator={indicator} target={target} />
        ))}
      </div>
    </section>
  )
}

/** The most days that a figure's table tells. */
const MOST_DAYS = 60

function Figure({ one, t, language, indicator, target }: FactsProps & { readonly indicator: Indicator; readonly target: number | null }) {
  const days = one.measurements.filter((measurement) => measurement.indicator === indicator.id)
  const last = days.at(-1)
  const say = (value: number | undefined) => (value === undefined ? t('nothingToMeasure') : wordValue(value, indicator.unit, language))
  const latest = new Map(last === undefined ? [] : [[indicator.id, last]])
  const reached = reaches({ latest, better: new Map([[indicator.id, indicator.better]]) }, indicator.id, target)
  const source = last === undefined ? t('notMeasured') : t('measuredOn', { date: formatCivilDate(last.day, language) })
  return (
    <div class="card stack">
      <KeyFigure value={last?.value === undefined ? '—' : say(last.value)} label={indicator.title[language]} source={source} />
      {target !== null && (
        <p class="row">
          <span>{t('target', { value: wordValue(target, indicator.unit, language) })}</span>
          {last?.value !== undefined && <Standing tone={reached ? 'good' : 'bad'} word={t(reached ? 'reached' : 'notReached')} />}
        </p>
      )}
      <details>
        <summary>{t('howComputed')}</summary>
        <div class="stack">
          <p>{indicator.definition[language]}</p>
          <p class="soft">
            {t('measuredBy')} <code>{indicator.id.split('.')[0]}</code> (<code>{indicator.id}</code>)
          </p>
          <Table
            caption={t('overTime', { title: indicator.title[language] })}
            columns={[{ label: t('day') }, { label: t('value'), number: true }]}
            rows={days
              .slice(-MOST_DAYS)
              .reverse()
              .map(({ day, value }) => [formatCivilDate(day, language), say(value)])}
            empty={t('notMeasured')}
          />
        </div>
      </details>
    </div>
  )
}

export function Documents({ one, t, language }: FactsProps) {
  return (
    <section class="stack">
      <h2>{t('documents')}</h2>
      {one.documents.length === 0 && <p class="soft">{t('noDocument')}</p>}
      {one.documents.map(({ reference, title, address, words, party, decision }) => (
        <div key={reference} class="card stack">
          <h3>{address === '' ? title : <a href={address}>{title}</a>}</h3>
          <p>{words}</p>
          {decision && (
            <p class="soft">
              {t('acceptedOn', { by: t(`by-${party}`), date: formatCivilDate(civilDate(decision.decidedAt), language) })}{' '}
              {party === 'citizen' && t('why', { reasons: decision.reasons })}
            </p>
          )}
        </div>
      ))}
    </section>
  )
}
