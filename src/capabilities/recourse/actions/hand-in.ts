import { refuse, type Result } from '../../../foundation/result.ts'
import type { Services } from '../../../platform/services.ts'
import { fileOf, filesOf } from '../api/filing.ts'
import { readOffline } from '../api/offline.ts'
import { gateFault } from '../core/vault/age-gate.ts'
import { dropFile, type Dropped, type DropRefusal } from './drop-file.ts'
import { fileCase, type Filed, type FileRefusal } from './file-case.ts'
import { hasRoom } from './has-room.ts'

export type HandedIn = { readonly file: Dropped } | { readonly filing: Filed }
export type HandInRefusal = DropRefusal | FileRefusal
type At = { readonly city: string; readonly body: string; readonly file: Uint8Array }

/** What the plain form takes: a whole filing that the offline form made, which is then a case like any other; or a file sealed elsewhere. */
export async function handIn(services: Services, { city, body, file }: At): Promise<Result<HandedIn, HandInRefusal>> {
  // JSON begins so, and no age file does.
  if (file[0] !== 0x7b) {
    const dropped = await dropFile(services, { city, body, file })
    return dropped.ok ? { ok: true, value: { file: dropped.value } } : dropped
  }
  const filing = await readOffline(file, body)
  if (!filing) return refuse('not-sealed', { fault: 'filing' })
  const fault = filesOf(filing.body).map((one) => gateFault(fileOf(one))).find((one) => one !== undefined) // prettier-ignore
  if (fault !== undefined) return refuse('not-sealed', { fault })
  if (!(await hasRoom(services))) return refuse('disk-full')
  const filed = await fileCase(services, { city, body, later: true }, { ...filing, signer: filing.body.citizen.key })
  return filed.ok ? { ok: true, value: { filing: filed.value } } : filed
}
