import { wording, LANGUAGES, type Language } from '../../../foundation/wording.ts'
import { fromBase64url } from '../../../foundation/base64url.ts'
import { refuse } from '../../../foundation/result.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { drawCard } from '../cards/draw-card.ts'
import { SEARCH_WORDS } from '../messages/search-words.ts'

const MOST_KEPT = 200
const NAMED = /^(fr|en)-([\w-]{1,400})\.png$/

/** Cards of public pages alone: nobody makes one with words of their own under a city's name. Another page gets the city's. */
export function createCards(services: Services): (call: Call) => Promise<Answer> {
  const kept = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()
  return async (call) => {
    const [, named, encoded = ''] = NAMED.exec(call.param('card')) ?? []
    const language = LANGUAGES.find((one) => one === named)
    const bytes = fromBase64url(encoded)
    if (language === undefined || bytes === undefined) return refusedPage(refuse('not-found'))
    const path = new TextDecoder().decode(bytes)
    const title = await titleOf(services, { call, path, language })
    const { city } = call
    const key = `${city.code} ${city.name} ${city.look.accent} ${language} ${title}`
    const demo = city.demo ? wording(SEARCH_WORDS, language)('demo') : undefined
    const card = kept.get(key) ?? drawCard({ title, city: city.name, accent: city.look.accent, demo })
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(key, card)
    card.catch(() => kept.delete(key))
    return {
      kind: 'file',
      bytes: await card,
      type: 'image/png',
      headers: { 'cache-control': 'public, max-age=3600', 'cross-origin-resource-policy': 'cross-origin' },
    }
  }
}

type Asked = { readonly call: Call; readonly path: string; readonly language: Language }

async function titleOf(services: Services, { call, path, language }: Asked): Promise<string> {
  const pages = await services.pages(services, call.city.code)
  const page = pages.find((one) => one.path === path && one.language === language)
  return page?.title ?? wording(SEARCH_WORDS, language)('card')
}
