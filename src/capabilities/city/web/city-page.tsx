import type { Refused } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { CITY_WORDS } from '../messages/city-words.ts'
import { readCities } from '../queries/cities.ts'
import { readOfficers } from '../queries/officers.ts'
import { readQuarters } from '../queries/quarters.ts'
import { readUnits } from '../queries/units.ts'
import { LookSection } from './look-section.tsx'
import { OfficersSection, OptionsSection, PlacesSection, UnitsSection, type CityWords, type Sent } from './city-sections.tsx'

export type Outcome = { readonly done: true } | { readonly refused: Refused; readonly sent: Sent } | undefined

/** Everything that a clerk sets up, on one page, each form with its own button. */
export async function cityPage(services: Services, call: Call, outcome: Outcome): Promise<Answer> {
  const t = wording(CITY_WORDS, call.language)
  const code = call.city.code
  const [units, officers, quarters, cities] = await inCity(services.db, code, (tx) =>
    Promise.all([readUnits(tx, code), readOfficers(tx, code), readQuarters(tx, code), readCities(tx)]),
  )
  const city = cities.find((candidate) => candidate.code === code)
  const refused = outcome && 'refused' in outcome ? outcome : undefined
  const sections = [['services', t('units')], ['agents', t('officers')], ['quartiers', t('quarters')], ['options', t('options')], ['apparence', t('look')]] as const // prettier-ignore
  const page = (
    <Page frame={frameOf(services, call)} title={t('title')} noIndex>
      <div class="stack-wide">
        <div class="stack">
          <h1>{`${t('title')} : ${call.city.name}`}</h1>
          <p class="lead">{t('lead')}</p>
          {outcome && (
            <Notice tone={refused ? 'bad' : 'good'} title={t(refused ? 'refused' : 'done')} live>
              {refused && <p>{wordRefusal(t, refused.refused)}</p>}
            </Notice>
          )}
          <nav aria-label={t('onThisPage')}>
            <ul class="row plain">
              {sections.map(([id, label]) => (
                <li key={id}>
                  <a href={`#${id}`}>{label}</a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
        <UnitsSection t={t} units={units} sent={refused?.sent} />
        <OfficersSection t={t} units={units} officers={officers} sent={refused?.sent} />
        <PlacesSection t={t} quarters={quarters} sent={refused?.sent} />
        {city && <OptionsSection t={t} city={city} sent={refused?.sent} />}
        {city && <LookSection t={t} city={city} sent={refused?.sent} />}
      </div>
    </Page>
  )
  return { kind: 'page', status: refused ? 422 : 200, html: renderDocument(page) }
}

function wordRefusal(t: CityWords, { code, evidence }: Refused): string {
  const known = Object.keys(CITY_WORDS).find((key): key is keyof typeof CITY_WORDS => key === `refused-${code}`)
  const act = Object.keys(CITY_WORDS).find((key): key is keyof typeof CITY_WORDS => key === evidence.act)
  return t(known ?? 'refused-other', { ...plain(evidence), code, ...(act && { act: t(act) }) })
}

function plain(evidence: Refused['evidence']): Readonly<Record<string, string | number>> {
  return Object.fromEntries(Object.entries(evidence).map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : value]))
}
