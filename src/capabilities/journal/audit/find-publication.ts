import { toBase64 } from '../../../foundation/base64.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { noteText } from '../core/note.ts'
import { openCheckpoint } from '../core/open-checkpoint.ts'
import type { Policy } from '../core/policy.ts'
import { audit } from './audit.ts'
import { readEntryRange, type PublicLog } from '../core/public-log.ts'

export type Found = { readonly index: number; readonly size: number; readonly leaf: string }

/** The entry of a public file by its SHA-256 (32 bytes), in a journal that is audited whole before it is believed. */
export async function findPublication(
  log: PublicLog,
  policy: Policy,
  digest: Uint8Array,
): Promise<Result<Found, 'journal-unsound' | 'not-in-journal'>> {
  const audited = await audit({ log, policy })
  if (!audited.ok || audited.value.problems.length > 0) return refuse('journal-unsound')
  const note = await log.read('checkpoint')
  const opened = note === undefined ? undefined : await openCheckpoint(policy, noteText(note))
  if (opened?.ok !== true) return refuse('journal-unsound')
  const { size } = opened.value.checkpoint
  const entries = await readEntryRange(log, 0, size)
  const wanted = ` sha256:${toBase64(digest)}`
  const index = entries?.findIndex((entry) => new TextDecoder().decode(entry).includes(wanted)) ?? -1
  if (entries === undefined || index < 0) return refuse('not-in-journal')
  return accept({ index, size, leaf: new TextDecoder().decode(entries[index]) })
}
