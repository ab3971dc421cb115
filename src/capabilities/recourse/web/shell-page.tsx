import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { readProfile, textsIn } from '../core/body-profile.ts'
import { DROP_WORDS } from '../messages/drop-words.ts'
import { RECOURSE_WORDS } from '../messages/recourse-words.ts'
import { readBodies } from '../queries/bodies.ts'

export const SCREENS = { shellFile: 'vault.js', shellFollow: 'vault.js', shellFound: 'body.js', shellJoin: 'body.js', shellWork: 'body.js' } as const
export type Screen = keyof typeof SCREENS

/** A page whose content is made on the device: what is typed in it leaves sealed, or not at all. */
export async function shellPage(services: Services, call: Call, screen: Screen): Promise<Answer> {
  const t = wording(RECOURSE_WORDS, call.language)
  const rows = await readBodies(services.db, call.city.code)
  const row = rows.find(({ body }) => body === call.param('body'))
  const read = row && readProfile(row.profile)
  const profile = read && textsIn(read, call.language)
  if (screen !== 'shellFollow' && !profile) return refusedPage(refuse('not-found'))
  const title = t(screen, { title: profile?.title ?? '' })
  const data = { screen: screen.replace('shell', '').toLowerCase(), body: row?.body ?? '', city: call.city.name }
  const page = (
    <Page frame={frameOf(services, call)} title={title} script={services.assets.url(SCREENS[screen])} narrow noIndex data={data}>
      <div id="app" class="stack-wide">
        <p class="soft">{t('shellLoading')}</p>
      </div>
      <noscript>
        <p>{t('shellNoScript')}</p>
        {profile && <p>{profile.contact}</p>}
        {profile && screen === 'shellFile' && (
          <p>
            <a href={`/recours/${row?.body ?? ''}/deposer`}>{wording(DROP_WORDS, call.language)('link')}</a>
          </p>
        )}
      </noscript>
    </Page>
  )
  return { kind: 'page', trusted: true, html: renderDocument(page) }
}
