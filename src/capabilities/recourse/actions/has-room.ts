import type { Services } from '../../../platform/services.ts'

/** Bytes that stay free for the rest of the house: the database, the receipts. */
const RESERVE = 2 * 1024 ** 3

/** Whether the disk takes more of what people send. */
export async function hasRoom({ files }: Pick<Services, 'files'>): Promise<boolean> {
  return (await files.free()) >= RESERVE
}
