import { toBase64url } from '../../../foundation/base64url.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import { tokenHash } from '../../../platform/identity/one-time.ts'
import type { Services } from '../../../platform/services.ts'
import { bodyProfile } from '../core/body-profile.ts'
import type { Roster } from '../core/vault/roster.ts'
import { readBodies } from '../queries/bodies.ts'

export type Declaration = {
  readonly city: string
  readonly body: string
  readonly kind: string
  readonly profile: unknown
  readonly by: string | undefined
}

export type DeclareRefusal = 'body-name' | 'body-kind' | 'body-profile' | 'body-taken'

const KINDS: readonly Roster['kind'][] = ['recourse', 'ethics']

/** The city declares a body that the council made, and hands over the founding token: whoever has it first sets the root, once. */
export async function declareBody(services: Services, declaration: Declaration): Promise<Result<string, DeclareRefusal>> {
  const { city, body, by } = declaration
  const kind = KINDS.find((one) => one === declaration.kind)
  const profile = bodyProfile.safeParse(declaration.profile)
  if (!/^[a-z][a-z0-9-]{1,39}$/.test(body)) return refuse('body-name')
  if (kind === undefined) return refuse('body-kind')
  if (!profile.success) return refuse('body-profile', { field: String(profile.error.issues[0]?.path[0] ?? '') })
  const token = toBase64url(services.random(24))
  const row = {
    city,
    body,
    kind,
    profile: JSON.stringify(profile.data),
    founding_hash: tokenHash(token),
    declared_at: services.clock(),
    declared_by: by ?? null,
  }
  const added = await inCity(services.db, city, (tx) =>
    tx
      .insertInto('recourse.bodies')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('body')
      .executeTakeFirst(),
  )
  return added === undefined ? refuse('body-taken') : accept(token)
}

/** Says anew what a declared body's page says of it: what was said before stays in the table. */
export async function describeBody(
  services: Services,
  { city, body, profile, by }: Omit<Declaration, 'kind'>,
): Promise<Result<string, 'not-found' | 'body-profile'>> {
  const read = bodyProfile.safeParse(profile)
  if (!read.success) return refuse('body-profile', { field: String(read.error.issues[0]?.path[0] ?? '') })
  if (!(await readBodies(services.db, city)).some((one) => one.body === body)) return refuse('not-found')
  const row = { city, body, said_at: services.clock(), profile: JSON.stringify(read.data), said_by: by ?? null }
  await inCity(services.db, city, (tx) => tx.insertInto('recourse.profiles').values(row).execute())
  return accept(body)
}
