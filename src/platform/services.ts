import type { Bytes } from '../foundation/bytes.ts'
import type { Worded } from '../foundation/wording.ts'
import type { Config } from './config/config.ts'
import type { Database } from './db/database.ts'
import type { Files } from './files/files.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Log } from './telemetry/log.ts'
import type { Metrics } from './telemetry/metrics.ts'
import type { Assets } from './files/assets.ts'
import type { NavigationEntry } from './navigation.ts'
import type { PublicPage } from './public-page.ts'

/** What work in a thread of its own needs as well. */
export type Core = {
  readonly config: Config
  readonly db: Database
  readonly clock: () => Date
  readonly random: (length: number) => Bytes
  readonly log: Log
}

/** What the composition root hands to each capability. Time and randomness come in here, and nowhere else. */
export type Services = Core & {
  readonly mailer: Mailer
  readonly files: Files
  readonly assets: Assets
  readonly navigation: readonly NavigationEntry[]
  readonly metrics: Metrics
  /** Of every capability. */
  readonly indicators: readonly Indicator[]
  readonly pages: PublicPages
}

/** `share`: 0 to 1. `count`: a whole number. The others: durations. */
export type IndicatorUnit = 'share' | 'count' | 'seconds' | 'hours'

/** A figure that a capability measures itself, for whoever must show that a promise is kept. */
export type Indicator = {
  /** `capability.figure`. */
  readonly id: string
  readonly title: Worded
  /** What is counted, and how. */
  readonly definition: Worded
  readonly unit: IndicatorUnit
  /** Which way is better: a target is reached from that side. */
  readonly better: 'more' | 'less'
  /** `undefined`: there is nothing to measure yet. */
  readonly measure: (services: Services, city: string) => Promise<number | undefined>
}

/** All of a capability's pages in one city, from what the public sees and from nothing else. */
export type PublicPages = (services: Services, city: string) => Promise<readonly PublicPage[]>
