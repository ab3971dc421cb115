import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { senderOf } from './sender.ts'

export type WithinLimit = (request: { readonly route: string; readonly address: string; readonly hourly: number }) => Promise<boolean>

/**
 * Requests an hour from one address, counted in memory alone, under a digest whose secret changes at each start: an address is on no disk. A
 * network that many share (a school, a café) counts as one: limits are set with that in mind.
 */
export function createLimits(): WithinLimit {
  const limiters = new Map<number, RateLimiterMemory>()
  const limiterOf = (hourly: number) => {
    const limiter = limiters.get(hourly) ?? new RateLimiterMemory({ keyPrefix: 'h', points: hourly, duration: 3600 })
    limiters.set(hourly, limiter)
    return limiter
  }
  return async ({ route, address, hourly }) => {
    try {
      await limiterOf(hourly).consume(`${route} ${senderOf(address)}`)
      return true
    } catch (error) {
      if (error instanceof RateLimiterRes) return false
      throw error
    }
  }
}
