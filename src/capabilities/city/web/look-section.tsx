import { Choices, Fields, FileField, TextField } from '../../../ui/field/field.tsx'
import type { City } from '../queries/cities.ts'
import type { CityWords, Sent } from './city-sections.tsx'

export type LookSectionProps = { readonly t: CityWords; readonly city: City; readonly sent: Sent | undefined }

/** Name, colours and arms, without touching code. */
export function LookSection({ t, city, sent }: LookSectionProps) {
  const own = sent?.form === 'apparence' ? sent : undefined
  return (
    <section class="stack" id="apparence">
      <h2>{t('look')}</h2>
      <form class="card" method="post" action="/ville/apparence" enctype="multipart/form-data">
        <Fields>
          <TextField name="ville" label={t('cityName')} value={own?.text('ville') ?? city.name} max={80} required />
          <TextField name="couleur" label={t('accent')} hint={t('accentHint')} value={own?.text('couleur') ?? city.look.accent} max={7} />
          <TextField name="fond" label={t('ground')} hint={t('groundHint')} value={own?.text('fond') ?? city.look.ground} max={7} />
          <FileField name="logo" label={t('logo')} hint={t('logoHint')} accept="image/png" />
          {city.look.logo && <Choices name="sans-logo" kind="checkbox" label={t('logoNow')} choices={[{ value: 'oui', label: t('withoutLogo') }]} />}
          <button type="submit" class="button primary">
            {t('save')}
          </button>
        </Fields>
      </form>
    </section>
  )
}
