import { wording, type Language } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { PublicPage } from '../../../platform/public-page.ts'
import type { Services } from '../../../platform/services.ts'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { LEGAL_WORDS } from '../messages/legal-words.ts'

type Key = keyof typeof LEGAL_WORDS

const PAGES = {
  legal: ['legalTitle', ['publisher', 'host', 'licence']],
  privacy: [
    'privacyTitle',
    ['privacyLead', 'controller', 'receipts', 'carnet', 'declarations', 'followers', 'recourse', 'staff', 'cookies', 'rights'],
  ],
  accessibility: ['accessibilityTitle', ['accessibility1', 'accessibility2', 'accessibility3', 'accessibility4']],
} as const satisfies Readonly<Record<string, readonly [Key, readonly Key[]]>>

export function legalPage(services: Services, call: Call, name: keyof typeof PAGES): Answer {
  const t = wording(LEGAL_WORDS, call.language)
  const [title, paragraphs] = PAGES[name]
  const holes = {
    city: call.city.name,
    contact: call.city.contact,
    dpo: call.city.dataProtectionContact,
    host: call.city.hostedBy || t('hostUnnamed'),
  }
  const page = (
    <Page frame={frameOf(services, call)} title={t(title)} narrow>
      <div class="stack">
        <h1>{t(title)}</h1>
        {paragraphs.map((key) => (
          <p key={key}>{t(key, holes)}</p>
        ))}
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

const PATHS = { legal: '/mentions-legales', privacy: '/donnees-personnelles', accessibility: '/accessibilite' } as const

/** The same pages as search knows them: what is the same in every city. */
export function legalTexts(language: Language): readonly PublicPage[] {
  const t = wording(LEGAL_WORDS, language)
  return (['legal', 'privacy', 'accessibility'] as const).map((name) => {
    const [title, paragraphs] = PAGES[name]
    return { path: PATHS[name], language, title: t(title), text: paragraphs.map((key) => t(key)).join('\n') }
  })
}
