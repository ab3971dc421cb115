import type { CountedAct } from '../core/fact.ts'
import type { Mapping } from '../core/mapping.ts'
import type { ReportDefinition } from '../core/report-definition.ts'
import type { PublishedReport } from '../core/published-report.ts'
import type { Period } from '../core/report.ts'
import type { EarlierRelease } from '../core/told.ts'

/** Where facts of one month lie, and by which mappings they were read. */
export type FactFile = { readonly month: string; readonly path: string; readonly source: string }

export type DraftRequest = {
  readonly city: { readonly code: string; readonly name: string; readonly demo: boolean }
  readonly act: CountedAct
  readonly period: Period
  readonly version: number
  /** Civil date. */
  readonly made: string
  readonly varFolder: string
  /** Why the version before is corrected; absent from a first version. */
  readonly why?: string
  /** The version that it corrects. */
  readonly before?: PublishedReport
  /** Of the months of the period. */
  readonly files: readonly FactFile[]
  readonly mappings: readonly Mapping[]
  /** Checks that the units declare for these months; absent when they declare none. */
  readonly declared?: number
  /** Which tables, drawings and words; as the city decided before this draft was made. */
  readonly definition: ReportDefinition
  /** Residents of each place, by its code, where the city says it. */
  readonly residents: ReadonlyMap<string, number>
  /** The earliest first. */
  readonly earlier: readonly KeptRelease[]
  /** Hex. Without it, whoever guesses the facts could recompute the hash of the certificates, which is public, and know that the guess is right. */
  readonly salt: string
}

/** `kept`: what stayed with the publisher, under the folder of variable data. */
export type KeptRelease = EarlierRelease & { readonly kept: string }

export type Draft = {
  readonly content: PublishedReport
  /** JSON: certificates and counted facts; stays with the publisher. */ readonly kept: string
}
