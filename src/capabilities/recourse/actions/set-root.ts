import { timingSafeEqual } from 'node:crypto'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import { tokenHash } from '../../../platform/identity/one-time.ts'
import type { Services } from '../../../platform/services.ts'
import { readBody } from './read-body.ts'

export type RootRefusal = 'not-found' | 'code-refused' | 'already-founded'

/** Once: the same root again answers the same, another is refused. */
export async function setRoot(
  services: Services,
  { city, body, token, root }: { readonly city: string; readonly body: string; readonly token: string; readonly root: string },
): Promise<Result<undefined, RootRefusal>> {
  const found = await readBody(services, city, body)
  if (!found) return refuse('not-found')
  if (!timingSafeEqual(tokenHash(token), found.foundingHash)) return refuse('code-refused')
  const kept = await inCity(services.db, city, async (tx) => {
    await tx
      .insertInto('recourse.roots')
      .values({ city, body, root, set_at: services.clock() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return (await readBody({ db: tx }, city, body))?.root
  })
  return kept === root ? accept(undefined) : refuse('already-founded')
}
