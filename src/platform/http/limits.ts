import { createHmac } from 'node:crypto'
import type pg from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'

export type WithinLimit = (request: { readonly route: string; readonly address: string; readonly hourly: number }) => Promise<boolean>

/**
 * Requests an hour from one address. The database holds a digest under a secret that changes at each start, never the
 * address. A network that many share (a school, a café) counts as one: limits are set with that in mind.
 */
export function createLimits(pool: pg.Pool, secret: Uint8Array): WithinLimit {
  const limiters = new Map<number, RateLimiterPostgres>()
  const limiterOf = (hourly: number) => {
    const existing = limiters.get(hourly)
    if (existing) return existing
    const options = {
      storeClient: pool,
      storeType: 'pool',
      schemaName: 'platform',
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix: 'h',
      points: hourly,
      duration: 3600,
      clearExpiredByTimeout: false,
    }
    const made = new RateLimiterPostgres(options)
    limiters.set(hourly, made)
    return made
  }
  return async ({ route, address, hourly }) => {
    const key = createHmac('sha256', secret).update(`${route}\n${address}`).digest('base64url')
    try {
      await limiterOf(hourly).consume(key)
      return true
    } catch (error) {
      if (error instanceof RateLimiterRes) return false
      throw error
    }
  }
}
