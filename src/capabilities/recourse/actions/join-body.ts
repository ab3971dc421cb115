import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import type { Joining } from '../core/joining.ts'
import { readJoinings } from '../queries/joinings.ts'
import { readBody } from './read-body.ts'

/** How many may wait for a seat: a stranger cannot fill the founder's screen without end. */
const MOST_WAITING = 200

/** Keeps the public keys of who asks for a seat. Asked again with the same key, it answers the same. */
export async function joinBody(
  services: Services,
  { city, body }: { readonly city: string; readonly body: string },
  joining: Joining,
): Promise<Result<undefined, 'not-found' | 'too-many-waiting'>> {
  if (!(await readBody(services, city, body))) return refuse('not-found')
  if ((await readJoinings(services.db, { city, body })).length >= MOST_WAITING) return refuse('too-many-waiting', { most: MOST_WAITING })
  const row = { city, body, key: joining.key, content: JSON.stringify(joining), joined_at: services.clock() }
  await inCity(services.db, city, (tx) =>
    tx
      .insertInto('recourse.joinings')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
  return accept(undefined)
}
