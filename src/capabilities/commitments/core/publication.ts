import { stateOf, type Finding, type Measurement, type State } from './state.ts'
import type { Terms } from './terms.ts'

export type Version = {
  readonly commitment: string
  readonly version: number
  readonly terms: Terms
  /** Why it was written. */
  readonly reason: string
  /** `undefined`: a draft. */
  readonly publishedAt: Date | undefined
}

export type Proposer = 'city' | 'observer' | 'citizen'

/** A document that shows something of a commitment. `decision`: none yet. */
export type Document = {
  readonly commitment: string
  readonly reference: string
  readonly party: Proposer
  readonly title: string
  readonly address: string
  readonly words: string
  /** Civil date of the document itself. */
  readonly dated: string
  readonly givenAt: Date
  readonly decision: { readonly verdict: 'accepted' | 'refused'; readonly reasons: string; readonly decidedAt: Date } | undefined
}

/** All that is written of a city's commitments, drafts and waiting proposals included. */
export type Written = {
  readonly versions: readonly Version[]
  readonly documents: readonly Document[]
  readonly findings: readonly (Finding & { readonly commitment: string })[]
  readonly measurements: readonly Measurement[]
}

export type PublishedVersion = Version & { readonly publishedAt: Date }

/** What the public sees of a commitment. */
export type Commitment = {
  readonly commitment: string
  /** The oldest first: the promise as it was made. */
  readonly versions: readonly PublishedVersion[]
  readonly current: PublishedVersion
  readonly children: readonly string[]
  /** The oldest first. */
  readonly findings: readonly Finding[]
  /** Accepted ones, the oldest first. */
  readonly documents: readonly Document[]
  /** Of its indicators, the oldest first. */
  readonly measurements: readonly Measurement[]
  readonly state: State
}

export type Reading = { readonly today: string; readonly better: ReadonlyMap<string, 'more' | 'less'> }

/**
 * The one definition of what the public sees: each page, list, feed, calendar, export, search entry and mail is made from what this answers.
 * A commitment appears with its first published version; a document with its acceptance.
 */
export function publicRegister(written: Written, reading: Reading): readonly Commitment[] {
  const published = written.versions.flatMap((version) =>
    version.publishedAt === undefined ? [] : [{ ...version, publishedAt: version.publishedAt }],
  )
  const names = [...new Set(published.map(({ commitment }) => commitment))].sort()
  const current = new Map(names.map((name) => [name, published.filter(({ commitment }) => commitment === name).sort(byVersion)]))
  return names.flatMap((name) => {
    const versions = current.get(name) ?? []
    const newest = versions.at(-1)
    return newest === undefined ? [] : [view({ name, versions, newest }, written, { reading, current })]
  })
}

type Named = { readonly name: string; readonly versions: readonly PublishedVersion[]; readonly newest: PublishedVersion }
type Around = { readonly reading: Reading; readonly current: ReadonlyMap<string, readonly PublishedVersion[]> }

function view({ name, versions, newest }: Named, written: Written, { reading, current }: Around): Commitment {
  const documents = written.documents
    .filter(({ commitment, decision }) => commitment === name && decision?.verdict === 'accepted')
    .sort((left, right) => left.dated.localeCompare(right.dated))
  const accepted = documents.map(({ reference }) => reference)
  const findings = written.findings
    .filter(({ commitment }) => commitment === name)
    .sort((left, right) => left.foundAt.getTime() - right.foundAt.getTime())
    .map((finding) => ({ ...finding, evidence: finding.evidence.filter((reference) => accepted.includes(reference)) }))
  const indicators = newest.terms.indicators.map(({ id }) => id)
  const measurements = written.measurements
    .filter(({ indicator }) => indicators.includes(indicator))
    .sort((left, right) => left.day.localeCompare(right.day))
  const latest = new Map(measurements.map((measurement) => [measurement.indicator, measurement]))
  return {
    commitment: name,
    versions,
    current: newest,
    children: [...current].filter(([, of]) => of.at(-1)?.terms.parent === name).map(([child]) => child),
    findings,
    documents,
    measurements,
    state: stateOf(newest.terms, { findings, accepted, latest, better: reading.better }, reading.today),
  }
}

function byVersion(left: Version, right: Version): number {
  return left.version - right.version
}
