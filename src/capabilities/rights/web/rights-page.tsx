import { wording } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { othersOf } from '../core/situation.ts'
import { OTHER_WORDS } from '../messages/other-languages.ts'
import { RIGHTS_WORDS } from '../messages/rights-words.ts'
import { SITUATIONS } from '../statements/situations.ts'

/** What is happening to me? */
export function rightsPage(services: Services, call: Call): Answer {
  const { language } = call
  const t = wording(RIGHTS_WORDS, language)
  const page = (
    <Page frame={frameOf(services, call)} title={t('title')} description={t('description')} script={services.assets.url('rights.js')}>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('title')}</h1>
          <p class="lead">{t('lead')}</p>
        </div>
        <div class="grid">
          {SITUATIONS.map(({ id, title, lead }) => (
            <a key={id} class="card stack" href={`/vos-droits/${id}`}>
              <h2>{title[language]}</h2>
              <p>{lead[language]}</p>
            </a>
          ))}
        </div>
        <p>
          {t('otherLanguages')}{' '}
          {SITUATIONS.flatMap((situation) =>
            othersOf(situation).map((other) => (
              <a
                key={`${other} ${situation.id}`}
                href={`/vos-droits/${other}/${situation.id}`}
                lang={other}
                hreflang={other}
                dir={OTHER_WORDS[other].dir}
              >
                {OTHER_WORDS[other].name} — {situation.title[other]}
              </a>
            )),
          )}
        </p>
        <p class="soft">{t('notAdvice')}</p>
        <p>
          <a href="/vos-droits/relecture">{t('review')}</a>
        </p>
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}
