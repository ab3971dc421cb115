import { wording, type Language } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { SelectField } from '../../../ui/field/field.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { readProfile, textsIn } from '../core/body-profile.ts'
import { avenuesFor, type Avenue } from '../core/avenues.ts'
import { ALLEGATIONS } from '../core/case-state.ts'
import { RECOURSE_WORDS } from '../messages/recourse-words.ts'
import { readBodies } from '../queries/bodies.ts'

const SITES: Readonly<Partial<Record<Avenue, readonly string[]>>> = {
  ddd: ['https://www.defenseurdesdroits.fr'],
  inspection: ['https://www.police-nationale.interieur.gouv.fr', 'https://www.gendarmerie.interieur.gouv.fr'],
}

/** What happened, and who can do what about it: the city's bodies and everyone else. */
export async function recoursePage(services: Services, call: Call): Promise<Answer> {
  const { city, language } = call
  const t = wording(RECOURSE_WORDS, language)
  const bodies = await readBodies(services.db, city.code)
  const what = ALLEGATIONS.find((one) => one === call.query('quoi'))
  const page = (
    <Page frame={frameOf(services, call)} title={t('title')} description={t('description')}>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('title')}</h1>
          <p class="lead">{t('lead')}</p>
          <p>
            {t('followLead')} <a href="/recours/suivre">{t('follow')}</a>
          </p>
        </div>
        <form method="get" action="/recours" class="stack" role="search" aria-label={t('whatTitle')}>
          <SelectField
            name="quoi"
            label={t('whatTitle')}
            value={what ?? ''}
            empty="—"
            choices={ALLEGATIONS.map((one) => ({ value: one, label: t(`what-${one}`) }))}
          />
          <button class="button" type="submit">
            {t('whatShow')}
          </button>
        </form>
        <section class="stack" aria-labelledby="qui">
          <h2 id="qui">{t('whoTitle')}</h2>
          <p>{t('whoLead')}</p>
          <ol class="stack-wide">
            {avenuesFor(what ?? 'autre').map((avenue) => (
              <li key={avenue}>
                <AvenueCard avenue={avenue} t={t} />
                {avenue === 'body' && <Bodies bodies={bodies} city={city.name} t={t} language={language} />}
              </li>
            ))}
          </ol>
          <Notice tone="soon" title={t('counsel')} />
        </section>
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

type Words = ReturnType<typeof wording<keyof typeof RECOURSE_WORDS>>

function AvenueCard({ avenue, t }: { readonly avenue: Avenue; readonly t: Words }) {
  const law = avenue === 'ddd' ? t('law-ddd') : avenue === 'procureur' ? t('law-procureur') : undefined
  const rows = [
    [t('can'), t(`can-${avenue}`)],
    [t('cannot'), t(`cannot-${avenue}`)],
    [t('when'), t(`when-${avenue}`)],
    ...(law ? [[t('law'), law] as const] : []),
  ] as const
  return (
    <article class="stack">
      <h3>{t(`who-${avenue}`)}</h3>
      <dl class="record">
        {rows.map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      {SITES[avenue]?.map((site) => (
        <p key={site}>
          <a href={site} rel="noreferrer">
            {t('visit')} ({site.replace('https://www.', '')})
          </a>
        </p>
      ))}
    </article>
  )
}

type BodiesProps = {
  readonly bodies: Awaited<ReturnType<typeof readBodies>>
  readonly city: string
  readonly t: Words
  readonly language: Language
}

function Bodies({ bodies, city, t, language }: BodiesProps) {
  const titleOf = (profile: unknown) => {
    const read = readProfile(profile)
    return read && textsIn(read, language).title
  }
  if (bodies.length === 0) return <p>{t('noBodies', { city })}</p>
  return (
    <div class="stack">
      <h4>{t('bodiesTitle', { city })}</h4>
      <ul class="stack">
        {bodies.map(({ body, profile, root }) => (
          <li key={body} class="stack">
            <p>
              <strong>{titleOf(profile) ?? body}</strong> — <a href={`/recours/${body}`}>{t('readMore')}</a>
            </p>
            {root !== null && (
              <p>
                <a class="button primary" href={`/recours/${body}/saisir`}>
                  {t('file')}
                </a>
              </p>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
