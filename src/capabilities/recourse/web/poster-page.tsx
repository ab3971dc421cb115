import { formatFingerprint } from '../../../foundation/format.ts'
import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { QrCode } from '../../../ui/qr-code/qr-code.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { textsIn } from '../core/body-profile.ts'
import { readBody } from '../actions/read-body.ts'
import { keyFragment } from '../core/key-fragment.ts'
import { POSTER_WORDS } from '../messages/poster-words.ts'

/**
 * One sheet for a wall: the code opens the form, and carries the body's key after `#`, which no server is sent. A device that scans it trusts
 * that key, and no other that a server may name.
 */
export async function posterPage(services: Services, call: Call): Promise<Answer> {
  const t = wording(POSTER_WORDS, call.language)
  const found = await readBody(services, call.city.code, call.param('body'))
  if (found?.root === undefined) return refusedPage(refuse('not-found'))
  const texts = textsIn(found.profile, call.language)
  const address = `${call.origin}/recours/${found.body}`
  const page = (
    <Page frame={frameOf(services, call)} title={t('title', { title: texts.title })} narrow noIndex>
      <div class="poster">
        <h1>{texts.title}</h1>
        <p class="lead">{t('lead')}</p>
        <QrCode text={`${address}/saisir${keyFragment(found.root)}`} label={t('code', { url: address })} />
        <p class="mono breaking">{address}</p>
        <p>{t('sealed', { title: texts.title })}</p>
        <p>
          {t('key')}
          <br />
          <code class="breaking">{formatFingerprint(found.root)}</code>
        </p>
        <p>{texts.contact}</p>
      </div>
      <div class="stack no-print">
        <p class="soft">{t('print')}</p>
        <p>
          <a href={`/recours/${found.body}`}>{texts.title}</a>
        </p>
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}
