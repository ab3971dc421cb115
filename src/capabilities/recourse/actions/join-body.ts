import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import type { Joining } from '../core/joining.ts'
import { readJoinings } from '../queries/joinings.ts'
import { readBody } from './read-body.ts'

/** How many may wait for a seat. Whoever waited longest gives way: strangers who ask without end close the door to nobody. */
const MOST_WAITING = 200

/** Keeps the public keys of who asks for a seat. Asked again with the same key, it answers the same. */
export async function joinBody(
  services: Services,
  { city, body }: { readonly city: string; readonly body: string },
  joining: Joining,
): Promise<Result<undefined, 'not-found'>> {
  if (!(await readBody(services, city, body))) return refuse('not-found')
  const row = { city, body, key: joining.key, content: JSON.stringify(joining), joined_at: services.clock() }
  await inCity(services.db, city, async (tx) => {
    await tx
      .insertInto('recourse.joinings')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const waiting = [...(await readJoinings(tx, { city, body }))].sort((one, other) => other.joined_at.getTime() - one.joined_at.getTime())
    const over = waiting.slice(MOST_WAITING).map(({ key }) => key)
    if (over.length > 0) await tx.deleteFrom('recourse.joinings').where('city', '=', city).where('body', '=', body).where('key', 'in', over).execute()
  })
  return accept(undefined)
}
