import type { ComponentChildren } from 'preact'
import { ACTS, SERVICE_KINDS } from '../../../foundation/police-acts.ts'
import type { Wording } from '../../../foundation/wording.ts'
import { Confirm } from '../../../ui/confirm/confirm.tsx'
import { Choices, Fields, SelectField, TextField } from '../../../ui/field/field.tsx'
import { Table } from '../../../ui/table/table.tsx'
import type { City } from '../queries/cities.ts'
import type { readOfficers } from '../queries/officers.ts'
import type { Quarter } from '../queries/quarters.ts'
import type { Unit } from '../queries/units.ts'
import type { CITY_WORDS } from '../messages/city-words.ts'

export type CityWords = Wording<keyof typeof CITY_WORDS>

/** The form that was sent, as it was filled in: what is refused comes back to be corrected, not to be typed again. */
export type Sent = { readonly form: string; readonly text: (name: string) => string; readonly all: (name: string) => readonly string[] }

type Section = { readonly t: CityWords; readonly sent: Sent | undefined }

type FormProps = {
  readonly title: string
  readonly path: string
  readonly send: string
  readonly sent: Sent | undefined
  readonly children: (typed: (name: string) => string) => ComponentChildren
}

/** Closed until asked for; open, and filled in as it was sent, when it was refused. */
function CityForm({ title, path, send, sent, children }: FormProps) {
  const own = sent?.form === path ? sent : undefined
  return (
    <details class="card" {...(own && { open: true })}>
      <summary>{title}</summary>
      <form method="post" action={`/ville/${path}`}>
        <Fields>
          {children((name) => own?.text(name) ?? '')}
          <button type="submit" class="button primary">
            {send}
          </button>
        </Fields>
      </form>
    </details>
  )
}

export function UnitsSection({ t, units, sent }: Section & { readonly units: readonly Unit[] }) {
  return (
    <section class="stack" id="services">
      <h2>{t('units')}</h2>
      <Table
        caption={t('units')}
        columns={[{ label: t('number') }, { label: t('name') }, { label: t('kind') }, { label: t('acts') }]}
        rows={units.map((unit) => [unit.unit, unit.name, t(unit.kind), unit.acts.map((act) => t(act)).join(', ')])}
        empty={t('noUnits')}
      />
      <CityForm title={t('newUnit')} path="services" send={t('saveUnit')} sent={sent}>
        {(typed) => (
          <>
            <TextField name="service" label={t('number')} type="number" value={typed('service')} required />
            <TextField name="name" label={t('name')} max={120} value={typed('name')} required />
            <SelectField name="kind" label={t('kind')} value={typed('kind')} choices={SERVICE_KINDS.map((value) => ({ value, label: t(value) }))} />
            <Choices
              name="acts"
              kind="checkbox"
              label={t('acts')}
              values={sent?.all('acts')}
              choices={ACTS.map((value) => ({ value, label: t(value) }))}
            />
          </>
        )}
      </CityForm>
    </section>
  )
}

type OfficersProps = Section & { readonly units: readonly Unit[]; readonly officers: Awaited<ReturnType<typeof readOfficers>> }

export function OfficersSection({ t, units, officers, sent }: OfficersProps) {
  const leave = (unit: number, number: number) => (
    <Confirm
      label={t('leave')}
      of={String(number)}
      yes={t('leaveYes')}
      action="/ville/agents/depart"
      fields={{ unit: String(unit), number: String(number) }}
    >
      {t('leaveMeans')}
    </Confirm>
  )
  return (
    <section class="stack" id="agents">
      <h2>{t('officers')}</h2>
      <p>{t('officersLead')}</p>
      <Table
        caption={t('officers')}
        columns={[{ label: t('unit') }, { label: t('number') }, { label: t('since') }, { label: t('left') }]}
        rows={officers.map((officer) => [
          units.find(({ unit }) => unit === officer.unit)?.name ?? officer.unit,
          <span class="mono">{officer.number}</span>,
          officer.since,
          officer.left_on ?? leave(officer.unit, officer.number),
        ])}
        empty={t('noOfficers')}
      />
      <CityForm title={t('newOfficer')} path="agents" send={t('addOfficer')} sent={sent}>
        {(typed) => (
          <>
            <SelectField
              name="unit"
              label={t('unit')}
              value={typed('unit')}
              choices={units.map(({ unit, name }) => ({ value: String(unit), label: name }))}
            />
            <TextField name="number" label={t('number')} type="number" value={typed('number')} required />
          </>
        )}
      </CityForm>
    </section>
  )
}

export function PlacesSection({ t, quarters, sent }: Section & { readonly quarters: readonly Quarter[] }) {
  return (
    <section class="stack" id="quartiers">
      <h2>{t('quarters')}</h2>
      <Table
        caption={t('quarters')}
        columns={[
          { label: t('number') },
          { label: t('name') },
          { label: t('sector') },
          { label: t('streets'), number: true },
          { label: t('residents'), number: true },
          { label: t('source') },
        ]}
        rows={quarters.map((quarter) => [
          quarter.quarter,
          quarter.name,
          quarter.sector ?? '—',
          quarter.sections.length,
          quarter.residents ?? '—',
          quarter.source,
        ])}
        empty={t('noQuarters')}
      />
      <CityForm title={t('importQuarters')} path="quartiers" send={t('import')} sent={sent}>
        {(typed) => (
          <>
            <TextField name="source" label={t('source')} max={200} value={typed('source')} required />
            <TextField name="geojson" label={t('geojson')} hint={t('geojsonHint')} rows={4} value={typed('geojson')} required />
          </>
        )}
      </CityForm>
      <CityForm title={t('importStreets')} path="rues" send={t('import')} sent={sent}>
        {(typed) => <TextField name="csv" label={t('csv')} hint={t('csvHint')} rows={4} value={typed('csv')} required />}
      </CityForm>
    </section>
  )
}

export function OptionsSection({ t, city, sent }: Section & { readonly city: City }) {
  const own = sent?.form === 'options' ? sent : undefined
  const chosen = city.optionalFields.map((field) => (field === 'ageBand' ? 'age_band' : 'sex'))
  return (
    <section class="stack" id="options">
      <h2>{t('options')}</h2>
      <form class="card" method="post" action="/ville/options">
        <Fields>
          <Choices
            name="languages"
            kind="checkbox"
            label={t('languages')}
            values={own?.all('languages') ?? city.languages}
            choices={(['fr', 'en'] as const).map((value) => ({ value, label: t(value) }))}
          />
          <Choices
            name="optional"
            kind="checkbox"
            label={t('optional')}
            values={own?.all('optional') ?? chosen}
            choices={(['age_band', 'sex'] as const).map((value) => ({ value, label: t(value) }))}
          />
          <TextField name="contact" label={t('contact')} value={own?.text('contact') ?? city.contact} max={200} required />
          <TextField name="dpo" label={t('dpo')} value={own?.text('dpo') ?? city.dataProtectionContact} max={200} required />
          <TextField name="hebergeur" label={t('hostedBy')} hint={t('hostedByHint')} value={own?.text('hebergeur') ?? city.hostedBy} max={300} />
          <button type="submit" class="button primary">
            {t('save')}
          </button>
        </Fields>
      </form>
    </section>
  )
}
