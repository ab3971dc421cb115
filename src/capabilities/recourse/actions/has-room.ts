import type { Services } from '../../../platform/services.ts'

/** Bytes that stay free for the rest of the house: the database, the receipts. */
const RESERVE = 2 * 1024 ** 3
/** Of one key in a day, and of who filed in all: some four films of the largest size. Bytes, sealed. */
export const MOST = 9 * 1024 ** 3
/** What everyone may send as long as anything is taken: papers, some pictures. */
const LEAST = 64 * 1024 ** 2

/** Whether the disk takes more of what people send. */
export async function hasRoom({ files }: Pick<Services, 'files'>): Promise<boolean> {
  return (await files.free()) >= RESERVE
}

/**
 * Bytes that the files of one key may come to in a day: an eighth of what was left before them, so that a flood of films leaves room for
 * everybody's papers. `own`: what that key sent already, of that day.
 */
export async function allowance({ files }: Pick<Services, 'files'>, own: number): Promise<number> {
  return Math.min(MOST, Math.max(LEAST, ((await files.free()) + own - RESERVE) / 8))
}
