import type { ComponentChildren } from 'preact'
import { toBase64url } from '../../foundation/base64url.ts'
import { LANGUAGES, wording, type Language } from '../../foundation/wording.ts'
import { Doorway } from '../doorway/doorway.tsx'
import { PAGE_WORDS } from './page-words.ts'

export type NavigationLink = { readonly href: string; readonly label: string }

/** What every page of a city shows around its content. */
export type Frame = {
  readonly language: Language
  readonly cityName: string
  readonly demo: boolean
  readonly notice: string | undefined
  readonly path: string
  /** What it was asked with, without the question mark. */
  readonly query?: string
  /** `https://host`, for addresses that leave the site. */
  readonly origin: string
  readonly navigation: readonly NavigationLink[]
  readonly stylesheet: string
  readonly favicon: string
  /** Addresses of the city's own colours and arms. */
  readonly look: { readonly theme: string | undefined; readonly logo: string | undefined }
  /** Who is signed in, and the way out. */
  readonly signedIn: string | undefined
}

export type PageProps = {
  readonly frame: Frame
  readonly title: string
  readonly description?: string
  /** A browser bundle of this page. */
  readonly script?: string | undefined
  readonly manifest?: string
  readonly narrow?: boolean
  /** From edge to edge, before the content. */
  readonly front?: ComponentChildren
  readonly data?: Readonly<Record<string, string>>
  readonly noIndex?: boolean
  readonly children: ComponentChildren
}

export function Page({ frame, title, description, script, manifest, narrow, front, data, noIndex, children }: PageProps) {
  const { language, cityName } = frame
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <title>{`${title} — Vis-à-vis, ${cityName}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#1d2544" />
        {description && <meta name="description" content={description} />}
        {noIndex ? <meta name="robots" content="noindex" /> : <Share frame={frame} title={title} description={description} />}
        <link rel="stylesheet" href={frame.stylesheet} />
        {frame.look.theme && <link rel="stylesheet" href={frame.look.theme} />}
        <link rel="icon" href={frame.favicon} type="image/svg+xml" />
        {manifest && <link rel="manifest" href={manifest} />}
        {script && <script type="module" src={script} />}
      </head>
      <body>
        <Masthead frame={frame} />
        <main id="contenu" {...dataAttributes(data)}>
          {front}
          <div class={narrow ? 'content narrow' : 'content'}>{children}</div>
        </main>
        <Foot frame={frame} />
      </body>
    </html>
  )
}

export type EmbeddedProps = { readonly frame: Frame; readonly title: string; readonly children: ComponentChildren }

/** What others show inside a page of theirs: the content and its source, nothing around it. */
export function EmbeddedPage({ frame, title, children }: EmbeddedProps) {
  return (
    <html lang={frame.language}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={frame.stylesheet} />
      </head>
      <body>
        <main class="content stack">{children}</main>
      </body>
    </html>
  )
}

type ShareProps = { readonly frame: Frame; readonly title: string; readonly description: string | undefined }

/** What a social network shows of a link (ogp.me), and the page in its other language. */
function Share({ frame, title, description }: ShareProps) {
  const { language, origin, path, cityName } = frame
  const card = `${origin}/partage/${language}-${toBase64url(new TextEncoder().encode(path))}.png`
  const property = (name: string, content: string) => <meta property={`og:${name}`} content={content} />
  return (
    <>
      {property('type', 'website')}
      {property('site_name', `Vis-à-vis, ${cityName}`)}
      {property('title', title)}
      {description && property('description', description)}
      {property('url', origin + path)}
      {property('locale', language === 'fr' ? 'fr_FR' : 'en_GB')}
      {property('image', card)}
      {property('image:width', '1200')}
      {property('image:height', '630')}
      {property('image:alt', title)}
      <meta name="twitter:card" content="summary_large_image" />
      {LANGUAGES.map((one) => (
        <link key={one} rel="alternate" hreflang={one} href={`${origin}${path}?lang=${one}`} />
      ))}
    </>
  )
}

function Masthead({ frame }: { readonly frame: Frame }) {
  const t = wording(PAGE_WORDS, frame.language)
  return (
    <>
      <a class="skip" href="#contenu">
        {t('skip')}
      </a>
      {(frame.demo || frame.notice) && (
        <aside class="demo" aria-label={t('about')}>
          <p>{frame.notice ?? t('demo')}</p>
        </aside>
      )}
      <header class="masthead">
        <div class="masthead-in">
          <a class="brand" href="/">
            {frame.look.logo ? <img class="brand-logo" src={frame.look.logo} alt="" /> : <Doorway />}
            <span>
              Vis-à-vis <small>{frame.cityName}</small>
            </span>
          </a>
          <nav aria-label={t('navigation')}>
            <ul>
              {frame.navigation.map(({ href, label }) => (
                <li key={href}>
                  <a href={href} {...(frame.path === href && { 'aria-current': 'page' as const })}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
    </>
  )
}

function Foot({ frame }: { readonly frame: Frame }) {
  const t = wording(PAGE_WORDS, frame.language)
  const other = frame.language === 'fr' ? 'en' : 'fr'
  return (
    <footer class="foot">
      <div class="foot-in stack">
        <nav aria-label={t('foot')}>
          <ul>
            <li>
              <a href="/recherche">{t('search')}</a>
            </li>
            <li>
              <a href="/donnees">{t('data')}</a>
            </li>
            <li>
              <a href="/accessibilite">{t('accessibility')}</a>
            </li>
            <li>
              <a href="/mentions-legales">{t('legal')}</a>
            </li>
            <li>
              <a href="/donnees-personnelles">{t('privacy')}</a>
            </li>
            <li>
              <a href={inLanguage(frame, other)} lang={other} hreflang={other}>
                {t('otherLanguage')}
              </a>
            </li>
            <li>{frame.signedIn === undefined ? <a href="/connexion">{t('staff')}</a> : <a href="/compte">{frame.signedIn}</a>}</li>
          </ul>
        </nav>
        <p class="soft">{t('software')}</p>
      </div>
    </footer>
  )
}

/** The same page, with what it was asked, in the other language. */
function inLanguage({ path, query = '' }: Frame, language: string): string {
  const asked = new URLSearchParams(query)
  asked.set('lang', language)
  return `${path}?${asked.toString()}`
}

function dataAttributes(data: Readonly<Record<string, string>> = {}): Readonly<Record<`data-${string}`, string>> {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [`data-${name}`, value]))
}
