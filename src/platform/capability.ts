import type { NavigationEntry } from './navigation.ts'
import type { Statement } from './db/statement.ts'
import type { PermissionMatrix, Route } from './http/route.ts'
import type { Indicator, PublicPages, Services } from './services.ts'

/** Work that runs by the clock, once per city. Idempotent: a run that was cut off is run again. */
export type Job = {
  readonly name: string
  /** Cron, Europe/Paris. */
  readonly schedule: string
  readonly run: (services: Services, city: string) => Promise<void>
}

export type Retention = { readonly table: string; readonly keeps: string; readonly why: string }

/** What a capability brings to the house: read by the composition root, the guards, the matrix test and the documents. */
export type Capability = {
  readonly name: string
  readonly permissions: PermissionMatrix
  readonly routes: (services: Services) => readonly Route[]
  readonly jobs: readonly Job[]
  readonly navigation: readonly NavigationEntry[]
  readonly retention: readonly Retention[]
  /** Figures that it measures of itself. */
  readonly indicators: readonly Indicator[]
  readonly pages: PublicPages
  /** Reads whose SQL is committed beside them. */
  readonly statements: readonly Statement[]
}
