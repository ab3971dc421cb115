import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { publicLogAt, type PublicLog } from '../core/public-log.ts'

const PATIENCE_MS = 20_000

/** At an address, or in a folder. */
export function openPublicLog(place: string): PublicLog {
  if (!/^https?:\/\//.test(place)) return { place, read: (path) => readFile(join(place, path)).catch(ignoreAbsent) }
  return publicLogAt(place.replace(/\/$/, ''), (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) }))
}

function ignoreAbsent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined
  throw error
}
