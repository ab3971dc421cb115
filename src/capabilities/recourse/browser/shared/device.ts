import { civilDate } from '../../../../foundation/civil-date.ts'
import type { Bytes } from '../../../../foundation/bytes.ts'
import type { Client } from './vault-client.ts'
import type { Memory } from './memory.ts'

/** What this device lends: its network, its clock, its chance, its memory. */
export const client: Client = { ask: (path, init) => fetch(path, init), now: () => new Date() }

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

/** What could not be written: kept as long as the page is open. */
const unwritten = new Map<string, string>()

/** A device that refuses storage still files and reads; it remembers nothing once the page is closed. */
export const memory: Memory = {
  read: (place) => {
    try {
      return unwritten.get(place) ?? localStorage.getItem(place) ?? undefined
    } catch {
      return undefined
    }
  },
  write: (place, text) => {
    try {
      localStorage.setItem(place, text)
      unwritten.delete(place)
    } catch {
      // Storage is full, or refused by the person: their choice.
      unwritten.set(place, text)
    }
  },
}

export function forget(place: string): void {
  unwritten.delete(place)
  try {
    localStorage.removeItem(place)
  } catch {
    // Nothing was kept either.
  }
}
