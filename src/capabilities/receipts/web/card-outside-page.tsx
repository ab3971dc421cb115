import { wording } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { PUBLIC_WORDS } from '../messages/public-words.ts'

/** Whoever scans the outside of a card with a telephone lands here: the number is the officer's, the receipt is under the fold. */
export function cardOutsidePage(services: Services, call: Call): Answer {
  const t = wording(PUBLIC_WORDS, call.language)
  const page = (
    <Page frame={frameOf(services, call)} title={t('cardTitle')} narrow noIndex>
      <div class="stack">
        <Notice tone="plain" title={t('cardTitle')} answer>
          <p>{t('cardOutside')}</p>
        </Notice>
        <ol>
          <li>{t('card1')}</li>
          <li>{t('card2')}</li>
          <li>{t('card3')}</li>
        </ol>
        <p>
          <a href="/recus">{t('back')}</a>
        </p>
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}
