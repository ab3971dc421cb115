import { escapeXml } from '../../../foundation/xml.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'

/** The most that one file may list (sitemaps.org, protocol 0.9). */
const MOST = 50_000

/** Every public page, once an address, with its other language beside it. */
export async function siteMap(services: Services, call: Call): Promise<Answer> {
  const changes = new Map<string, Date | undefined>()
  for (const { path, changed } of await services.pages(services, call.city.code)) {
    const before = changes.get(path)
    changes.set(path, before !== undefined && (changed === undefined || before > changed) ? before : changed)
  }
  const urls = [...changes].slice(0, MOST).map(([path, changed]) => {
    const modified = changed === undefined ? '' : `<lastmod>${changed.toISOString()}</lastmod>`
    return `<url><loc>${escapeXml(call.origin + path)}</loc>${modified}</url>`
  })
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>\n`
  return { kind: 'file', bytes: new TextEncoder().encode(xml), type: 'application/xml; charset=utf-8' }
}

/** Search engines are welcome, but where a reference or a link is someone's own (RFC 9309). */
export function robots(call: Call): Answer {
  const own = ['/suivi/', '/preuves/', '/gestion/', '/connexion', '/compte$', '/recherche']
  const text = ['User-agent: *', ...own.map((path) => `Disallow: ${path}`), `Sitemap: ${call.origin}/sitemap.xml`, ''].join('\n')
  return { kind: 'file', bytes: new TextEncoder().encode(text), type: 'text/plain; charset=utf-8' }
}
