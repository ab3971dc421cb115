import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { utf8 } from '../../../foundation/bytes.ts'
import { refuse } from '../../../foundation/result.ts'
import { refusedJson, refusedPage, type Answer, type Call, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { findAct, readEntry } from '../actions/read-journal.ts'
import { readTicket } from '../actions/tickets.ts'
import { entryPage } from './entry-page.tsx'
import { journalPage } from './journal-page.tsx'

const PUBLIC = { kind: 'public' } as const
const TEXT = 'text/plain; charset=utf-8'
/** A ticket is waited for this long, looked at every so often. */
const PATIENCE_MS = 20_000
const LOOK_EVERY_MS = 250

export function pageRoutes(services: Services): readonly Route[] {
  return [
    { method: 'GET', path: '/journal', access: PUBLIC, handle: (call) => journalPage(services, call) },
    { method: 'GET', path: '/journal/auditor.go', access: PUBLIC, handle: sourceOfAuditor },
    {
      method: 'GET',
      path: '/journal/entrees',
      access: PUBLIC,
      handle: (call) =>
        /^\d{1,15}$/.test(call.query('numero') ?? '')
          ? { kind: 'redirect', to: `/journal/entrees/${Number(call.query('numero'))}` }
          : refusedPage(refuse('not-found')),
    },
    { method: 'GET', path: '/journal/entrees/:index', access: PUBLIC, handle: (call) => entryPage(services, call) },
    { method: 'GET', path: '/journal/entrees/:index/preuve', access: PUBLIC, handle: (call) => proofOf(services, call) },
    {
      method: 'GET',
      path: '/journal/preuves/:ticket',
      access: PUBLIC,
      uncached: true,
      hourlyLimit: 600,
      handle: (call) => awaitProof(services, call),
    },
  ]
}

async function proofOf(services: Services, call: Call): Promise<Answer> {
  const index = /^\d{1,15}$/.test(call.param('index')) ? Number(call.param('index')) : -1
  const entry = await readEntry(services, call.city.code, index)
  return entry === undefined ? refusedJson(refuse('not-found')) : proofFile(entry.proofFile)
}

function proofFile(text: string): Answer {
  return { kind: 'file', bytes: utf8(text), type: TEXT, headers: { 'cache-control': 'no-cache', 'access-control-allow-origin': '*' } }
}

/**
 * For whoever queued an act: its proof, as soon as it is published (long poll). 202 when it is still waiting; asking again goes on waiting.
 */
async function awaitProof(services: Services, call: Call): Promise<Answer> {
  const dedup = readTicket(services, call.param('ticket'))
  if (dedup === undefined) return refusedJson(refuse('not-found'))
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const found = await findAct(services, call.city.code, dedup)
    if (found === 'unknown') return refusedJson(refuse('not-found'))
    if (found !== 'waiting') return proofFile(found.proofFile)
    if (waited >= PATIENCE_MS) return { kind: 'json', status: 202, value: { state: 'waiting' } }
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS))
  }
}

/** The auditor that the page speaks of, to be read before it is run. */
async function sourceOfAuditor(): Promise<Answer> {
  const bytes = await readFile(join(import.meta.dirname, 'auditor.go')).catch(() => undefined)
  return bytes === undefined
    ? refusedJson(refuse('not-found'))
    : { kind: 'file', bytes: new Uint8Array(bytes), type: TEXT, headers: { 'cache-control': 'public, max-age=300' } }
}
