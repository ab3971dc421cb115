import { formatInstant } from '../../../foundation/format.ts'
import { Confirm } from '../../../ui/confirm/confirm.tsx'
import { Fields, TextField } from '../../../ui/field/field.tsx'
import { Table } from '../../../ui/table/table.tsx'
import type { readUnitDevices } from '../queries/unit-devices.ts'
import type { UnitView, UnitWording } from './unit-tables.tsx'

/** As typed, valid or not. */
export type DeclaredDraft = { readonly day: string; readonly checks: string }

export function DeclareForm({ t, unit, draft }: { readonly t: UnitWording; readonly unit: number; readonly draft: DeclaredDraft }) {
  return (
    <form class="card stack" method="post" action={`/services/${unit}/controles-declares`}>
      <h2>{t('declareTitle')}</h2>
      <p>{t('declareHint')}</p>
      <Fields>
        <TextField name="day" label={t('chooseDay')} type="date" value={draft.day} required />
        <TextField name="checks" label={t('checks')} type="number" value={draft.checks} required />
        <button type="submit" class="button primary">
          {t('declare')}
        </button>
      </Fields>
    </form>
  )
}

export function CardForm({ t, unit, wrong }: { readonly t: UnitWording; readonly unit: number; readonly wrong: boolean }) {
  return (
    <form class="card stack" method="post" action={`/services/${unit}/cartes`}>
      <h2>{t('cards')}</h2>
      <p>{t('cardsLead')}</p>
      <Fields>
        <TextField name="count" label={t('count')} type="number" value="10" error={wrong ? t('countWrong') : undefined} required />
        <button type="submit" class="button">
          {t('print')}
        </button>
      </Fields>
    </form>
  )
}

type PhonesProps = { readonly view: UnitView; readonly devices: Awaited<ReturnType<typeof readUnitDevices>>; readonly mayChange: boolean }

export function Phones({ view, devices, mayChange }: PhonesProps) {
  const { t, language, unit } = view
  const stateOf = (device: PhonesProps['devices'][number]) => {
    if (device.stopped_at && device.reason)
      return t('stopped', { date: formatInstant(device.stopped_at, language), reason: t(`stop-${device.reason}`) })
    if (!mayChange) return t('active')
    const action = `/services/${unit}/appareils/${device.device}/revocation`
    return (
      <Confirm label={t('revoke')} of={String(device.number)} yes={t('revokeYes')} action={action}>
        {t('revokeMeans')}
      </Confirm>
    )
  }
  return (
    <section class="stack">
      <h2>{t('devices')}</h2>
      <Table
        caption={t('devicesCaption')}
        columns={[{ label: t('device') }, { label: t('enrolled') }, { label: t('state') }]}
        rows={devices.map((device) => [device.number, formatInstant(device.enrolled_at, language), stateOf(device)])}
        empty={t('noDevices')}
      />
      {mayChange && (
        <form method="post" action={`/services/${unit}/enrolements`}>
          <button type="submit" class="button">
            {t('newCode')}
          </button>
        </form>
      )}
    </section>
  )
}
