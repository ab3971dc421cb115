import type { Words } from '../messages/journal-words.ts'

const LATEST = 8

/** A form that works without JavaScript, and the latest entries. `size`: 1 at least. */
export function FindSection({ t, size }: { readonly t: Words; readonly size: number }) {
  const last = size - 1
  const latest = Array.from({ length: Math.min(LATEST, size) }, (_, back) => last - back)
  return (
    <section class="stack">
      <h2>{t('find')}</h2>
      <p>{t('findLead', { last })}</p>
      <form method="get" action="/journal/entrees" class="fields">
        <div class="field">
          <label for="numero">{t('number')}</label>
          <input id="numero" name="numero" type="number" min="0" max={last} required inputMode="numeric" />
        </div>
        <button type="submit" class="button">
          {t('see')}
        </button>
      </form>
      <p>
        {t('latest')}{' '}
        {latest.map((index) => (
          <>
            <a href={`/journal/entrees/${index}`}>{index}</a>{' '}
          </>
        ))}
      </p>
    </section>
  )
}
