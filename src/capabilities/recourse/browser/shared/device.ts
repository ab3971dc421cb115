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

/** A device that refuses storage still files and reads; it remembers nothing. */
export const memory: Memory = {
  read: (place) => {
    try {
      return localStorage.getItem(place) ?? undefined
    } catch {
      return undefined
    }
  },
  write: (place, text) => {
    try {
      localStorage.setItem(place, text)
    } catch {
      // Storage is full, or refused by the person: their choice.
    }
  },
}

export function forget(place: string): void {
  try {
    localStorage.removeItem(place)
  } catch {
    // Nothing was kept either.
  }
}
