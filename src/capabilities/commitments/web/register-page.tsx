import { formatDate, formatNumber } from '../../../foundation/format.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import { wording } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { SelectField } from '../../../ui/field/field.tsx'
import { KeyFigure } from '../../../ui/figure/figure.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { readQuarters, type Quarter } from '../../city/index.ts'
import { readRegister } from '../actions/read-register.ts'
import type { Commitment } from '../core/publication.ts'
import { COMMITMENT_WORDS, type Words } from '../messages/commitment-words.ts'
import { CommitmentList, CommitmentTiles } from './commitment-list.tsx'

export const LINKS = [
  ['/engagements.atom', 'feed'],
  ['/engagements.ics', 'calendar'],
  ['/engagements.csv', 'csvName'],
  ['/engagements.json', 'jsonName'],
] as const

const STATES = ['kept', 'under_way', 'not_kept', 'given_up', 'unsaid', 'unproven', 'overdue', 'contested'] as const

export async function registerPage(services: Services, call: Call): Promise<Answer> {
  const { language, city } = call
  const t = wording(COMMITMENT_WORDS, language)
  const [register, quarters] = await Promise.all([readRegister(services, city.code), readQuarters(services.db, city.code)])
  const chosen = register.filter((one) => isChosen(one, call))
  const page = (
    <Page frame={frameOf(services, call)} title={t('title')} description={t('description')}>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('title')}</h1>
          <p class="lead">{t('lead')}</p>
          <p class="row no-print">
            <a class="button" href="/engagements/annees">
              {t('years')}
            </a>
            <a class="button" href="/suivi">
              {t('follow')}
            </a>
            {LINKS.map(([href, key]) => (
              <a key={href} class="button" href={href}>
                {t(key)}
              </a>
            ))}
          </p>
        </div>
        {register.length > 0 && <Glance register={register} t={t} call={call} />}
        <section class="stack">
          <h2>{t('count', { n: chosen.length })}</h2>
          {register.length > 0 && <Filter t={t} call={call} quarters={quarters} />}
          {chosen.length === 0 && <p class="soft">{t(register.length === 0 ? 'none' : 'noneHere')}</p>}
          <CommitmentList commitments={chosen} t={t} language={language} />
        </section>
        {register.length > 0 && <Quarters t={t} quarters={quarters} />}
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

function isChosen({ state, current }: Commitment, call: Call): boolean {
  const [asked, quarter] = [call.query('etat') ?? '', call.query('quartier') ?? '']
  const inState = asked === '' || state.word === asked || state.due === asked || (asked === 'contested' && state.contested)
  const { quarters } = current.terms
  return inState && (quarter === '' || quarters.length === 0 || quarters.includes(Number(quarter)))
}

type GlanceProps = { readonly register: readonly Commitment[]; readonly t: Words; readonly call: Call }

function Glance({ register, t, call }: GlanceProps) {
  const count = (pick: (one: Commitment) => boolean) => register.filter(pick).length
  const figures = [
    ['countKept', count(({ state }) => state.word === 'kept')],
    ['countOverdue', count(({ state }) => state.due === 'overdue')],
    ['countMeasured', count(({ state }) => state.measured)],
  ] as const
  const source = t('asOf', { date: formatDate(dateAt(call.now), call.language) })
  return (
    <section class="stack">
      <h2>{t('glance')}</h2>
      <CommitmentTiles commitments={register} t={t} language={call.language} />
      <div class="grid">
        {figures.map(([key, n]) => (
          <KeyFigure key={key} value={formatNumber(n, call.language)} label={t(key, { n })} source={source} />
        ))}
      </div>
    </section>
  )
}

function Filter({ t, call, quarters }: { readonly t: Words; readonly call: Call; readonly quarters: readonly Quarter[] }) {
  return (
    <form method="get" action="/engagements" class="row end no-print" aria-label={t('filter')}>
      <SelectField
        name="etat"
        label={t('stateField')}
        empty={t('any')}
        value={call.query('etat')}
        choices={STATES.map((value) => ({ value, label: t(`state-${value}`) }))}
      />
      <SelectField
        name="quartier"
        label={t('quarterField')}
        empty={t('wholeCity')}
        value={call.query('quartier')}
        choices={quarters.map(({ quarter, name }) => ({ value: String(quarter), label: name }))}
      />
      <button class="button" type="submit">
        {t('show')}
      </button>
    </form>
  )
}

function Quarters({ t, quarters }: { readonly t: Words; readonly quarters: readonly Quarter[] }) {
  if (quarters.length === 0) return null
  return (
    <section class="stack">
      <h2>{t('quarters')}</h2>
      <ul class="plain row">
        {quarters.map(({ quarter, name }) => (
          <li key={quarter}>
            <a href={`/engagements/quartiers/${quarter}`}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
