import type { Services } from '../../../platform/services.ts'

/** Bytes that stay free for the rest of the house: the database, the receipts. */
const RESERVE = 2 * 1024 ** 3
/** Of one key, sealed: some four films of the largest size. */
const MOST = 9 * 1024 ** 3
/** What everyone may send as long as anything is taken: papers, some pictures. */
const LEAST = 64 * 1024 ** 2

/** Whether the disk takes more of what people send. */
export async function hasRoom({ files }: Pick<Services, 'files'>): Promise<boolean> {
  return (await files.free()) >= RESERVE
}

/** Bytes that the files of one key may come to: an eighth of what is left, so that a flood of films leaves room for everybody's papers. */
export async function allowance({ files }: Pick<Services, 'files'>): Promise<number> {
  return Math.min(MOST, Math.max(LEAST, ((await files.free()) - RESERVE) / 8))
}
