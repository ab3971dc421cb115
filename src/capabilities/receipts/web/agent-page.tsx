import { wording } from '../../../foundation/wording.ts'
import type { Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { PAGE_WORDS } from '../../../ui/page/page-words.ts'
import { SHELL_WORDS } from '../messages/shell-words.ts'

/** The officer's app has the whole screen: no masthead, no footer. */
export function AgentPage({ services, call }: { readonly services: Services; readonly call: Call }) {
  const t = wording(SHELL_WORDS, call.language)
  const { assets } = services
  return (
    <html lang={call.language}>
      <head>
        <meta charset="utf-8" />
        <title>{`${t('agentTitle')} — ${call.city.name}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#1d2544" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={assets.url('site.css')} />
        <link rel="stylesheet" href={assets.url('officer.css')} />
        <link rel="icon" href={assets.url('icon.svg')} type="image/svg+xml" />
        <link rel="manifest" href="/agent/application.webmanifest" />
        <script type="module" src={assets.url('officer.js')} />
      </head>
      <body>
        {call.city.demo && (
          <aside class="demo" aria-label={wording(PAGE_WORDS, call.language)('about')}>
            <p>{wording(PAGE_WORDS, call.language)('demo')}</p>
          </aside>
        )}
        <main class="agent" id="contenu">
          <div id="app">{t('loading')}</div>
          <noscript>
            <p>{t('agentNoScript')}</p>
          </noscript>
        </main>
      </body>
    </html>
  )
}
