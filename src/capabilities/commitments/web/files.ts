import ical, { ICalCalendarMethod } from 'ical-generator'
import { civilDate } from '../../../foundation/civil-date.ts'
import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { escapeXml } from '../../../foundation/xml.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { readRegister } from '../actions/read-register.ts'
import { versionBytes } from '../actions/write-version.ts'
import type { Commitment } from '../core/publication.ts'
import { timelineOf, type TimelineEvent } from '../core/timeline.ts'
import { wordEvent } from '../messages/word-event.ts'
import { COMMITMENT_WORDS } from '../messages/commitment-words.ts'
import { registerCsv, registerJson } from './export.ts'

const MOST_ENTRIES = 100

/** Atom (RFC 4287): what happened, the latest first; one commitment, or all. */
export async function atomFeed(services: Services, call: Call): Promise<Answer> {
  const chosen = await asked(services, call)
  if (chosen === undefined) return refusedPage(refuse('not-found'))
  const t = wording(COMMITMENT_WORDS, 'fr')
  const events = timelineOf(chosen.commitments, civilDate(call.now))
    .flatMap((event) => (event.kind === 'due' ? [] : [event]))
    .slice(0, MOST_ENTRIES)
  const page = `${call.origin}${chosen.path}`
  const entries = events.map((event) => {
    const link = `${call.origin}/engagements/${event.commitment}`
    const statement = chosen.commitments.find(({ commitment }) => commitment === event.commitment)?.current.terms.statement.fr ?? ''
    const title = `${event.commitment} : ${wordEvent(event, t)}`
    return `<entry><id>${escapeXml(`${link}#${nameOf(event)}`)}</id><title>${escapeXml(title)}</title><updated>${event.at.toISOString()}</updated><link href="${escapeXml(link)}"/><summary>${escapeXml(statement)}</summary></entry>`
  })
  const updated = (events[0]?.at ?? new Date(0)).toISOString()
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><id>${escapeXml(page)}</id><title>${escapeXml(`${t('title')}, ${call.city.name}`)}</title><updated>${updated}</updated><author><name>${escapeXml(call.city.name)}</name></author><link rel="self" href="${escapeXml(`${call.origin}${call.path}`)}"/><link href="${escapeXml(page)}"/>${entries.join('')}</feed>\n`
  return file(text, 'application/atom+xml; charset=utf-8')
}

/** What makes an event the same one for ever. */
function nameOf(event: Exclude<TimelineEvent, { readonly kind: 'due' }>): string {
  if (event.kind === 'version') return `version-${event.version.version}`
  return event.kind === 'finding' ? `${event.finding.party}-${event.finding.number}` : `document-${event.document.reference}`
}

/** iCalendar (RFC 5545): each date on which a commitment falls due, as a whole day. */
export async function dueCalendar(services: Services, call: Call): Promise<Answer> {
  const chosen = await asked(services, call)
  // What is due at any moment has no day: a calendar without an event is none (RFC 5545 §3.6).
  if (chosen === undefined || chosen.commitments.every(({ current }) => current.terms.due.kind === 'continuous'))
    return refusedPage(refuse('not-found'))
  const calendar = ical({ name: `${wording(COMMITMENT_WORDS, 'fr')('title')}, ${call.city.name}`, method: ICalCalendarMethod.PUBLISH })
  calendar.prodId({ company: 'Vis-a-vis', product: 'engagements', language: 'FR' })
  for (const { commitment, current, state } of chosen.commitments) {
    const on = state.on ?? (current.terms.due.kind === 'date' || current.terms.due.kind === 'mandate' ? current.terms.due.on : undefined)
    if (on === undefined) continue
    const { version, publishedAt, terms } = current
    calendar.createEvent({
      id: `${commitment}-${on}@${call.city.code}.vis-a-vis`,
      start: new Date(`${on}T00:00:00Z`),
      allDay: true,
      timezone: 'UTC',
      stamp: publishedAt,
      sequence: version,
      summary: `${commitment} : ${terms.statement.fr}`.slice(0, 200),
      description: terms.statement.fr,
      url: `${call.origin}/engagements/${commitment}`,
    })
  }
  return file(calendar.toString(), 'text/calendar; charset=utf-8')
}

export async function csvExport(services: Services, call: Call): Promise<Answer> {
  return file(registerCsv(await readRegister(services, call.city.code)), 'text/csv; charset=utf-8')
}

export async function jsonExport(services: Services, call: Call): Promise<Answer> {
  return { kind: 'json', value: registerJson(await readRegister(services, call.city.code), services.indicators) }
}

/** A published version, byte for byte what the journal holds the hash of. */
export async function versionFile(services: Services, call: Call): Promise<Answer> {
  const register = await readRegister(services, call.city.code)
  const wanted = /^v(\d{1,6})\.json$/.exec(call.param('file'))?.[1]
  const versions = register.find(({ commitment }) => commitment === call.param('commitment'))?.versions ?? []
  const found = versions.find(({ version }) => String(version) === wanted)
  if (found === undefined) return refusedPage(refuse('not-found'))
  return { kind: 'file', bytes: versionBytes(found), type: 'application/json; charset=utf-8' }
}

type Asked = { readonly commitments: readonly Commitment[]; readonly path: string }

/** The one that the path names, or all; `undefined` where the public sees no such commitment. */
async function asked(services: Services, call: Call): Promise<Asked | undefined> {
  const register = await readRegister(services, call.city.code)
  const named = /^\/engagements\/([^/]+)\//.exec(call.path)?.[1]
  if (named === undefined) return { commitments: register, path: '/engagements' }
  const one = register.find(({ commitment }) => commitment === named)
  return one && { commitments: [one], path: `/engagements/${named}` }
}

function file(text: string, type: string): Answer {
  return { kind: 'file', bytes: new TextEncoder().encode(text), type }
}
