import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { readQuarters } from '../../city/index.ts'
import { readRegister } from '../actions/read-register.ts'
import { COMMITMENT_WORDS } from '../messages/commitment-words.ts'
import { CommitmentList } from './commitment-list.tsx'

/** What changes where I live. */
export async function quarterPage(services: Services, call: Call): Promise<Answer> {
  const { language, city } = call
  const t = wording(COMMITMENT_WORDS, language)
  const [register, quarters] = await Promise.all([readRegister(services, city.code), readQuarters(services.db, city.code)])
  const quarter = quarters.find((one) => String(one.quarter) === call.param('quarter'))
  if (quarter === undefined) return refusedPage(refuse('not-found'))
  const title = t('quarterTitle', { quarter: quarter.name })
  const here = register.filter(({ current }) => current.terms.quarters.includes(quarter.quarter))
  const everywhere = register.filter(({ current }) => current.terms.quarters.length === 0)
  const page = (
    <Page frame={frameOf(services, call)} title={title} description={t('quarterLead')}>
      <div class="stack-wide">
        <div class="stack">
          <h1>{title}</h1>
          <p class="lead">{t('quarterLead')}</p>
          <p>
            <a href="/engagements">{t('back')}</a>
          </p>
        </div>
        <section class="stack">
          <h2>{t('here')}</h2>
          {here.length === 0 && <p class="soft">{t('noneNamed')}</p>}
          <CommitmentList commitments={here} t={t} language={language} />
        </section>
        <section class="stack">
          <h2>{t('wholeCity')}</h2>
          {everywhere.length === 0 && <p class="soft">{t('none')}</p>}
          <CommitmentList commitments={everywhere} t={t} language={language} />
        </section>
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}
