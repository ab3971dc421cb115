import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { QrCode } from '../../../ui/qr-code/qr-code.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { RIGHTS_WORDS } from '../messages/rights-words.ts'
import { SITUATIONS } from '../statements/situations.ts'

/** One sheet for a wall: a title that is read from afar, and the code that opens the page. */
export function posterPage(services: Services, call: Call): Answer {
  const situation = SITUATIONS.find(({ id }) => id === call.param('situation'))
  if (situation === undefined) return refusedPage(refuse('not-found'))
  const t = wording(RIGHTS_WORDS, call.language)
  const url = `${services.config.baseUrl ?? call.origin}/vos-droits/${situation.id}`
  const page = (
    <Page
      frame={frameOf(services, call)}
      title={`${situation.title[call.language]} — ${t('poster')}`}
      script={services.assets.url('rights.js')}
      narrow
      noIndex
    >
      <div class="poster">
        <h1>{situation.title[call.language]}</h1>
        <QrCode text={url} label={t('qrLabel', { url })} />
        <p class="lead">{t('posterLead')}</p>
        <p class="mono breaking">{url}</p>
      </div>
      <p class="row no-print">
        <button type="button" class="button" data-print hidden>
          {t('print')}
        </button>
        <a href={`/vos-droits/${situation.id}`}>{t('posterBack')}</a>
      </p>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}
