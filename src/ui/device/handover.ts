/** What one page of this site hands to the next in the same tab: on the device alone, gone with the tab. */
const PLACE = 'visavis-recu'

export type Handover = Readonly<Record<string, string>>

export function handOver(values: Handover): void {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(values))
  } catch {
    // A device that refuses storage: the next page asks for what it would have been told.
  }
}

/** Empty when nothing was handed over, or nothing that can be read. */
export function handedOver(): Handover {
  try {
    const read: unknown = JSON.parse(sessionStorage.getItem(PLACE) ?? '{}')
    const pairs = typeof read === 'object' && read !== null ? Object.entries(read) : []
    return Object.fromEntries(pairs.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
  } catch {
    return {}
  }
}

export function forgetHandover(): void {
  try {
    sessionStorage.removeItem(PLACE)
  } catch {
    // Nothing was kept either.
  }
}
