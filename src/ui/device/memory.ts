import type { Memory } from '../../foundation/memory.ts'

/** What could not be written: kept as long as the page is open. */
const unwritten = new Map<string, string>()

/** A device that refuses storage still works; it remembers nothing once the page is closed. */
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

/** Whether it will still be there once the page is closed. */
export function isStored(place: string): boolean {
  return !unwritten.has(place) && memory.read(place) !== undefined
}

export function forget(place: string): void {
  unwritten.delete(place)
  try {
    localStorage.removeItem(place)
  } catch {
    // Nothing was kept either.
  }
}
