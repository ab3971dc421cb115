import type { CountedAct } from '../core/fact.ts'
import type { Mapping } from '../core/mapping.ts'
import type { PublishedReport } from '../core/published-report.ts'
import type { Period } from '../core/report.ts'
import type { EarlierRelease } from '../core/told.ts'

/** Where facts of one month lie, and by which mappings they were read. */
export type FactFile = { readonly month: string; readonly path: string }

export type DraftRequest = {
  readonly city: { readonly code: string; readonly name: string; readonly demo: boolean }
  readonly act: CountedAct
  readonly period: Period
  readonly version: number
  /** Civil date. */
  readonly made: string
  readonly varFolder: string
  /** Of every month that an earlier release tells, too. */
  readonly files: readonly FactFile[]
  readonly mappings: readonly Mapping[]
  readonly earlier: readonly EarlierRelease[]
}

export type Draft = { readonly content: PublishedReport; /** JSON; stays with the publisher. */ readonly certificates: string }
