import type { ComponentChildren } from 'preact'
import { utf8, type Bytes } from '../../../foundation/bytes.ts'
import { LANGUAGES, wording, type Language } from '../../../foundation/wording.ts'
import type { Assets } from '../../../platform/files/assets.ts'
import { contentSecurityPolicy, SECURITY_HEADERS } from '../../../platform/http/headers.ts'
import { Doorway } from '../../../ui/doorway/doorway.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { RECOURSE_WORDS } from '../messages/recourse-words.ts'
import { SERVED_WORDS } from '../messages/served-words.ts'
import { SCREENS, type Screen } from './shell-page.tsx'

/** Who serves the client, of which city. `host`: the origin of the city's site; `by`: who answers for this one. */
export type ClientSite = {
  readonly by: string
  readonly host: string
  readonly city: string
  readonly bodies: readonly { readonly body: string; readonly title: string; readonly contact: string }[]
  readonly assets: Pick<Assets, 'url' | 'closure'>
}

export type ClientFile = { readonly path: string; readonly bytes: Uint8Array }

const DOORS: readonly (readonly [Screen, string])[] = [
  ['shellFile', 'saisir'],
  ['shellFound', 'fonder'],
  ['shellJoin', 'sieger'],
  ['shellWork', 'membres'],
]

/**
 * The vault's client as static files, for a server that is not the city's: the same addresses as there, the same programs, byte for byte. The
 * same city, the same bodies and the same program make the same files.
 */
export function clientFiles(site: ClientSite): readonly ClientFile[] {
  const pages = LANGUAGES.flatMap((language) => {
    const root = rootOf(language)
    const page = (path: string, html: string) => ({ path: `${root}${path}index.html`, bytes: utf8(html) })
    return [
      page('/', indexPage(site, language)),
      page('/recours/suivre/', screenPage(site, language, { screen: 'shellFollow' })),
      ...site.bodies.flatMap((one) =>
        DOORS.map(([screen, door]) => page(`/recours/${one.body}/${door}/`, screenPage(site, language, { screen, one }))),
      ),
    ]
  })
  return [...pages, { path: '/Caddyfile', bytes: caddyfile(site) }, ...site.assets.closure(['vault.js', 'body.js', 'site.css', 'icon.svg'])]
}

/** Where the pages of a language begin: French at the root, as on the city's site. */
function rootOf(language: Language): string {
  return language === 'fr' ? '' : `/${language}`
}

type Shown = { readonly screen: Screen; readonly one?: ClientSite['bodies'][number] }

function screenPage(site: ClientSite, language: Language, { screen, one }: Shown): string {
  const t = wording(RECOURSE_WORDS, language)
  const data = {
    screen: screen.replace('shell', '').toLowerCase(),
    body: one?.body ?? '',
    city: site.city,
    host: site.host,
    by: site.by,
    root: rootOf(language),
  }
  return renderDocument(
    <ClientPage site={site} language={language} title={t(screen, { title: one?.title ?? '' })} script={site.assets.url(SCREENS[screen])} data={data}>
      <div id="app" class="stack-wide">
        <p class="soft">{t('shellLoading')}</p>
      </div>
      <noscript>
        <p>{t('shellNoScript')}</p>
        {one && <p>{one.contact}</p>}
      </noscript>
    </ClientPage>,
  )
}

function indexPage(site: ClientSite, language: Language): string {
  const t = wording(SERVED_WORDS, language)
  const root = rootOf(language)
  const title = t('clientTitle', { city: site.city, by: site.by })
  return renderDocument(
    <ClientPage site={site} language={language} title={title}>
      <div class="stack-wide">
        <div class="stack">
          <h1>{title}</h1>
          <p class="lead">{t('clientLead')}</p>
          <p>{t('servedElsewhere', { by: site.by })}</p>
        </div>
        <ul class="stack">
          {site.bodies.map(({ body, title: name }) => (
            <li key={body}>
              <a href={`${root}/recours/${body}/saisir/`}>{t('clientFile', { title: name })}</a>
              {' · '}
              <a href={`${root}/recours/${body}/membres/`}>{t('clientWork', { title: name })}</a>
            </li>
          ))}
          <li>
            <a href={`${root}/recours/suivre/`}>{t('clientFollow')}</a>
          </li>
        </ul>
      </div>
    </ClientPage>,
  )
}

type ClientPageProps = {
  readonly site: ClientSite
  readonly language: Language
  readonly title: string
  readonly script?: string
  readonly data?: Readonly<Record<string, string>>
  readonly children: ComponentChildren
}

/** No page of the city's: who serves it is said in its head and its foot. */
function ClientPage({ site, language, title, script, data = {}, children }: ClientPageProps) {
  const t = wording(SERVED_WORDS, language)
  const other = language === 'fr' ? 'en' : 'fr'
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="content-security-policy" content={policyIn(site)} />
        <title>{`${title} — ${site.by}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={site.assets.url('site.css')} />
        <link rel="icon" href={site.assets.url('icon.svg')} type="image/svg+xml" />
        {script && <script type="module" src={script} />}
      </head>
      <body>
        <header class="masthead">
          <div class="masthead-in">
            <a class="brand" href={`${rootOf(language)}/`}>
              <Doorway />
              <span>
                {site.by} <small>{site.city}</small>
              </span>
            </a>
          </div>
        </header>
        <main id="contenu" {...Object.fromEntries(Object.entries(data).map(([name, value]) => [`data-${name}`, value]))}>
          <div class="content narrow">{children}</div>
        </main>
        <footer class="foot">
          <div class="foot-in row">
            <a href={`${site.host}/recours`}>{t('clientCity')}</a>
            <a href={`${rootOf(other)}/`} lang={other} hreflang={other}>
              {t('clientOther')}
            </a>
          </div>
        </footer>
      </body>
    </html>
  )
}

const policy = ({ host }: ClientSite) => contentSecurityPolicy({ wasm: false, trusted: true, host })

/** What a document can say of itself; framing is the server's to refuse. */
function policyIn(site: ClientSite): string {
  return policy(site).replace(/; frame-ancestors [^;]+/, '')
}

/** An example for Caddy; another server sends the same headers. */
function caddyfile(site: ClientSite): Bytes {
  const headers = { ...SECURITY_HEADERS, 'content-security-policy': policy(site) }
  const lines = Object.entries(headers).map(([name, value]) => `\t\t${name} "${value}"`)
  const text = ['coffre.example {', '\troot * .', '\tfile_server {', '\t\thide Caddyfile', '\t}', '\theader {', ...lines, '\t}', '}', '']
  return utf8(text.join('\n'))
}
