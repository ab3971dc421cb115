import { dateAt } from '../../../foundation/local-date.ts'
import { wording } from '../../../foundation/wording.ts'
import { escapeXml } from '../../../foundation/xml.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { totalOf } from '../core/published-report.ts'
import { REPORT_WORDS } from '../messages/report-words.ts'
import { readPublications } from '../queries/publications.ts'
import { titleOf } from './report-page.tsx'

const MOST = 50

/** RSS 2.0: each version that was published, the latest first. */
export async function reportsFeed(services: Services, call: Call): Promise<Answer> {
  const words = wording(REPORT_WORDS, 'fr')
  const items = (await readPublications(services.db, call.city.code)).slice(0, MOST).map(({ report, version, content, publishedAt }) => {
    const total = totalOf(content)
    const link = `${call.origin}/comptes-rendus/${report}?version=${version}`
    const said = total === null ? words('totalWithheld') : words('totalIs', { n: total })
    return `<item><title>${escapeXml(`${titleOf(content, 'fr')} (${words('version', { n: version })})`)}</title><link>${escapeXml(link)}</link><guid>${escapeXml(link)}</guid><pubDate>${publishedAt.toUTCString()}</pubDate><description>${escapeXml(said)}</description></item>`
  })
  const title = escapeXml(`Comptes rendus, ${call.city.name}`)
  const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>${title}</title><link>${escapeXml(`${call.origin}/comptes-rendus`)}</link><description>${title}</description><language>fr</language><lastBuildDate>${new Date(`${dateAt(call.now).toString()}T00:00:00Z`).toUTCString()}</lastBuildDate>${items.join('')}</channel></rss>\n`
  return { kind: 'file', bytes: new TextEncoder().encode(xml), type: 'application/rss+xml; charset=utf-8' }
}
