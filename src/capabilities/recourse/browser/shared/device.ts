import { civilDate } from '../../../../foundation/civil-date.ts'
import type { Bytes } from '../../../../foundation/bytes.ts'
import type { Client } from './vault-client.ts'

// A test of what a device does has no page.
const page = 'document' in globalThis ? document.getElementById('contenu') : null

/** Who serves this program and is not the city: their name, the city's own origin, and where the pages of this language begin. */
export const elsewhere =
  page?.dataset.host === undefined ? undefined : { by: page.dataset.by ?? '', host: page.dataset.host, root: page.dataset.root ?? '' }

/** An address on the city's site, whoever serves this page. `path`: from its root. */
export function onSite(path: string): string {
  return `${elsewhere?.host ?? ''}${path}`
}

/** The address of a page of this program, on the origin that serves it. */
export function ownPage(path: string): string {
  return `${elsewhere?.root ?? ''}${path}`
}

/** What this device lends: its network, its clock, its chance. */
export const client: Client = { ask: (path, init) => fetch(onSite(path), init), now: () => new Date() }

export function random(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length))
}

/** The day in France, and the hour in UTC: what documents of the vault say of time. */
export function today(): string {
  return civilDate(new Date())
}

export function thisHour(): string {
  return new Date().toISOString().slice(0, 13)
}
