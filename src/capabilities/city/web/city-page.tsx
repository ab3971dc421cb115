import { ACTS, SERVICE_KINDS } from '../../../foundation/police-acts.ts'
import type { Refused } from '../../../foundation/result.ts'
import { wording, type Wording } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Choices, Fields, SelectField, TextField } from '../../../ui/field/field.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Table } from '../../../ui/table/table.tsx'
import { CITY_WORDS } from '../messages/city-words.ts'
import { readCities, type City } from '../queries/cities.ts'
import { readOfficers } from '../queries/officers.ts'
import { readQuarters, type Quarter } from '../queries/quarters.ts'
import { readUnits, type Unit } from '../queries/units.ts'

export type CityWords = Wording<keyof typeof CITY_WORDS>
export type Outcome = { readonly done: true } | { readonly refused: Refused } | undefined

/** Everything that a clerk sets up, on one page, each form with its own button. */
export async function cityPage(services: Services, call: Call, outcome: Outcome): Promise<Answer> {
  const t = wording(CITY_WORDS, call.language)
  const code = call.city.code
  const [units, officers, quarters, cities] = await Promise.all([
    readUnits(services.db, code),
    readOfficers(services.db, code),
    readQuarters(services.db, code),
    readCities(services.db),
  ])
  const city = cities.find((candidate) => candidate.code === code)
  const refused = outcome && 'refused' in outcome ? outcome.refused : undefined
  const page = (
    <Page frame={frameOf(services, call)} title={t('title')} noIndex>
      <div class="stack-wide">
        <div class="stack">
          <h1>{`${t('title')} : ${call.city.name}`}</h1>
          {outcome && (
            <Notice
              tone={refused ? 'bad' : 'good'}
              title={refused ? t('wrong', { code: refused.code, evidence: Object.values(refused.evidence).join(' ') }) : t('done')}
              live
            />
          )}
        </div>
        <UnitsSection t={t} units={units} />
        <section class="stack">
          <h2>{t('officers')}</h2>
          <p>{t('officersLead')}</p>
          <Table
            caption={t('officers')}
            columns={[{ label: t('unit') }, { label: t('number') }, { label: t('since') }, { label: t('left') }]}
            rows={officers.map((officer) => [
              units.find(({ unit }) => unit === officer.unit)?.name ?? officer.unit,
              <span class="mono">{officer.number}</span>,
              officer.since,
              officer.left_on ?? <Leave t={t} unit={officer.unit} number={officer.number} />,
            ])}
            empty={t('noOfficers')}
          />
          <form class="card" method="post" action="/ville/agents">
            <Fields>
              <SelectField name="unit" label={t('unit')} choices={units.map(({ unit, name }) => ({ value: String(unit), label: name }))} />
              <TextField name="number" label={t('number')} type="number" required />
              <button type="submit" class="button">
                {t('addOfficer')}
              </button>
            </Fields>
          </form>
        </section>
        <PlacesSection t={t} quarters={quarters} />
        {city && <OptionsSection t={t} city={city} />}
      </div>
    </Page>
  )
  return { kind: 'page', status: refused ? 422 : 200, html: renderDocument(page) }
}

function Leave({ t, unit, number }: { readonly t: CityWords; readonly unit: number; readonly number: number }) {
  return (
    <form method="post" action="/ville/agents/depart">
      <input type="hidden" name="unit" value={String(unit)} />
      <input type="hidden" name="number" value={String(number)} />
      <button type="submit" class="button" aria-label={`${t('leave')} ${number}`}>
        {t('leave')}
      </button>
    </form>
  )
}

function UnitsSection({ t, units }: { readonly t: CityWords; readonly units: readonly Unit[] }) {
  return (
    <section class="stack">
      <h2>{t('units')}</h2>
      <Table
        caption={t('units')}
        columns={[{ label: t('number') }, { label: t('name') }, { label: t('kind') }, { label: t('acts') }]}
        rows={units.map((unit) => [unit.unit, unit.name, t(unit.kind), unit.acts.map((act) => t(act)).join(', ')])}
        empty={t('noUnits')}
      />
      <form class="card" method="post" action="/ville/services">
        <Fields>
          <TextField name="service" label={t('number')} type="number" required />
          <TextField name="name" label={t('name')} max={120} required />
          <SelectField name="kind" label={t('kind')} choices={SERVICE_KINDS.map((value) => ({ value, label: t(value) }))} />
          <Choices name="acts" kind="checkbox" label={t('acts')} choices={ACTS.map((value) => ({ value, label: t(value) }))} />
          <button type="submit" class="button">
            {t('saveUnit')}
          </button>
        </Fields>
      </form>
    </section>
  )
}

function PlacesSection({ t, quarters }: { readonly t: CityWords; readonly quarters: readonly Quarter[] }) {
  return (
    <section class="stack">
      <h2>{t('quarters')}</h2>
      <Table
        caption={t('quarters')}
        columns={[{ label: t('number') }, { label: t('name') }, { label: t('streets'), number: true }, { label: t('source') }]}
        rows={quarters.map((quarter) => [quarter.quarter, quarter.name, quarter.sections.length, quarter.source])}
        empty={t('noQuarters')}
      />
      <form class="card" method="post" action="/ville/quartiers">
        <Fields>
          <TextField name="source" label={t('source')} max={200} required />
          <TextField name="geojson" label={t('geojson')} hint={t('geojsonHint')} rows={4} required />
          <button type="submit" class="button">
            {t('import')}
          </button>
        </Fields>
      </form>
      <form class="card" method="post" action="/ville/rues">
        <Fields>
          <TextField name="csv" label={t('csv')} hint={t('csvHint')} rows={4} required />
          <button type="submit" class="button">
            {t('import')}
          </button>
        </Fields>
      </form>
    </section>
  )
}

function OptionsSection({ t, city }: { readonly t: CityWords; readonly city: City }) {
  const chosen = city.optionalFields.map((field) => (field === 'ageBand' ? 'age_band' : 'sex'))
  return (
    <section class="stack">
      <h2>{t('options')}</h2>
      <form class="card" method="post" action="/ville/options">
        <Fields>
          <Choices
            name="languages"
            kind="checkbox"
            label={t('languages')}
            values={city.languages}
            choices={(['fr', 'en'] as const).map((value) => ({ value, label: t(value) }))}
          />
          <Choices
            name="optional"
            kind="checkbox"
            label={t('optional')}
            values={chosen}
            choices={(['age_band', 'sex'] as const).map((value) => ({ value, label: t(value) }))}
          />
          <TextField name="contact" label={t('contact')} value={city.contact} max={200} required />
          <TextField name="dpo" label={t('dpo')} value={city.dataProtectionContact} max={200} required />
          <button type="submit" class="button">
            {t('save')}
          </button>
        </Fields>
      </form>
    </section>
  )
}
