import { civilDate } from '../../../foundation/civil-date.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { toHex } from '../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { commitEntries } from '../../journal/index.ts'
import { filingEntry } from '../core/entries.ts'
import { gateFault } from '../core/vault/age-gate.ts'
import { toHour } from '../../../foundation/hour.ts'
import { hasRoom } from './has-room.ts'
import { readBody } from './read-body.ts'

export type Dropped = { readonly drop: string; readonly since: Date }
export type DropRefusal = 'not-found' | 'not-sealed' | 'too-large' | 'disk-full'

const LARGEST = 8 * 1024 ** 2

/** A file sealed elsewhere: only what has the form of an age file is kept, with its journal entry. Handed in twice, it is one filing. */
export async function dropFile(
  services: Services,
  { city, body, file }: { readonly city: string; readonly body: string; readonly file: Uint8Array },
): Promise<Result<Dropped, DropRefusal>> {
  const now = services.clock()
  const found = await readBody(services, city, body)
  if (found?.rosters.at(-1) === undefined) return refuse('not-found')
  if (file.length > LARGEST) return refuse('too-large')
  const fault = gateFault(file)
  if (fault !== undefined) return refuse('not-sealed', { fault })
  if (!(await hasRoom(services))) return refuse('disk-full')
  const digest = sha256(file)
  const since = toHour(now)
  return inCity(services.db, city, async (tx) => {
    const drop = toHex(services.random(16))
    const row = { city, body, drop_id: drop, digest: Buffer.from(digest), file: Buffer.from(file), filed_at: since }
    const added = await tx
      .insertInto('recourse.drops')
      .values(row)
      .onConflict((conflict) => conflict.columns(['city', 'body', 'digest']).doNothing())
      .returning('drop_id')
      .executeTakeFirst()
    if (!added) {
      const kept = await tx.selectFrom('recourse.drops').where('city', '=', city).where('body', '=', body).where('digest', '=', Buffer.from(digest)).select(['drop_id', 'filed_at']).executeTakeFirstOrThrow() // prettier-ignore
      return accept({ drop: kept.drop_id, since: kept.filed_at })
    }
    await commitEntries(tx, { city, now: since, random: services.random }, [filingEntry({ caseId: drop, body, digest, day: civilDate(now) })])
    return accept({ drop, since })
  })
}
