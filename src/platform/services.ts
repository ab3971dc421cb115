import type { Bytes } from '../foundation/bytes.ts'
import type { Config } from './config/config.ts'
import type { Database } from './db/database.ts'
import type { Files } from './files/files.ts'
import type { Mailer } from './mail/mailer.ts'
import type { Log } from './telemetry/log.ts'
import type { Metrics } from './telemetry/metrics.ts'
import type { Assets } from './files/assets.ts'
import type { NavigationEntry } from './navigation.ts'

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
}
