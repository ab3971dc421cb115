/** The city's public list of services, places and authorities: what turns numbers into words, and what signatures end at. */
export type Names = {
  readonly authorities: readonly string[]
  readonly units: readonly { readonly unit: number; readonly name: string; readonly kind: string }[]
  readonly quarters: readonly {
    readonly quarter: number
    readonly name: string
    readonly sections: readonly { readonly section: number; readonly name: string }[]
  }[]
}

export type PlaceNames = { readonly unit: string; readonly quarter: string; readonly section: string | undefined }

export function placeNames(names: Names, at: { readonly unit: number; readonly quarter: number; readonly section: number }): PlaceNames {
  const quarter = names.quarters.find((candidate) => candidate.quarter === at.quarter)
  return {
    unit: names.units.find((candidate) => candidate.unit === at.unit)?.name ?? `${at.unit}`,
    quarter: quarter?.name ?? `${at.quarter}`,
    section: quarter?.sections.find((candidate) => candidate.section === at.section)?.name,
  }
}

/** A public file of this site. `undefined` when it cannot be had now. */
export async function fetchPublic<Value>(path: string): Promise<Value | undefined> {
  try {
    const response = await fetch(path, { credentials: 'omit', headers: { accept: 'application/json' } })
    return response.ok ? ((await response.json()) as Value) : undefined // parsing: a file of our own server; signatures decide what is believed
  } catch {
    return undefined
  }
}
