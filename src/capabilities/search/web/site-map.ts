import { escapeXml } from '../../../foundation/xml.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'

/** The most that one file may list (sitemaps.org, protocol 0.9). */
const MOST = 50_000

/** Every public page, once an address, with its languages beside it (`xhtml:link`, as Google and Bing read it). */
export async function siteMap(services: Services, call: Call): Promise<Answer> {
  const changes = new Map<string, Date | undefined>()
  const languages = new Map<string, string[]>()
  for (const { path, language, changed } of await services.pages(services, call.city.code)) {
    languages.set(path, [...(languages.get(path) ?? []), language])
    const before = changes.get(path)
    changes.set(path, before !== undefined && (changed === undefined || before > changed) ? before : changed)
  }
  const urls = [...changes].slice(0, MOST).map(([path, changed]) => {
    const modified = changed === undefined ? '' : `<lastmod>${changed.toISOString()}</lastmod>`
    const own = languages.get(path) ?? []
    const others = own.map((one) => `<xhtml:link rel="alternate" hreflang="${one}" href="${escapeXml(`${call.origin}${path}?lang=${one}`)}"/>`)
    return `<url><loc>${escapeXml(call.origin + path)}</loc>${modified}${own.length > 1 ? others.join('') : ''}</url>`
  })
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${urls.join('')}</urlset>\n`
  return { kind: 'file', bytes: new TextEncoder().encode(xml), type: 'application/xml; charset=utf-8' }
}

/** Search engines are welcome, but where a reference or a link is someone's own (RFC 9309). */
export function robots(call: Call): Answer {
  const own = ['/suivi/', '/preuves/', '/gestion/', '/connexion', '/compte$', '/recherche']
  const text = ['User-agent: *', ...own.map((path) => `Disallow: ${path}`), `Sitemap: ${call.origin}/sitemap.xml`, ''].join('\n')
  return { kind: 'file', bytes: new TextEncoder().encode(text), type: 'text/plain; charset=utf-8' }
}
