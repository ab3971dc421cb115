import type { CheckDetail } from './detail.ts'

/** A receipt that arrives more than a day after the check is accepted and flagged: refusing it would be deletion. */
export const LATE_AFTER_SECONDS = 24 * 3600

/** A device's clock may be off by ten minutes; beyond, it is flagged. */
export const CLOCK_TOLERANCE_SECONDS = 600

export type Timing = { readonly late: boolean; readonly clockOff: boolean }

/** Unix seconds. `deviceClock`: what the device believed when it sent, if it said. */
export function timingOf(detail: CheckDetail, received: number, deviceClock: number | undefined): Timing {
  const drift = deviceClock === undefined ? 0 : Math.abs(deviceClock - received)
  const fromTheFuture = detail.started - received > CLOCK_TOLERANCE_SECONDS
  return { late: received - detail.ended > LATE_AFTER_SECONDS, clockOff: drift > CLOCK_TOLERANCE_SECONDS || fromTheFuture }
}
