import { toBase64url } from '../../foundation/base64url.ts'
import { inCity, type Database } from '../db/database.ts'
import type { Actor } from '../http/route.ts'
import { sessionCookieName } from '../http/session-cookie.ts'
import { tokenHash, type Place, type Vault } from './one-time.ts'

const HOURS = 10
const ANONYMOUS: Actor = { kind: 'anonymous' }

/** Opens a session of ten hours, a shift. Answers the cookie to set. */
export async function openSession(
  { db, random }: Vault,
  { city, now }: Place,
  signIn: { readonly account: string; readonly origin: string },
): Promise<string> {
  const token = toBase64url(random(32))
  const row = {
    city,
    token_hash: tokenHash(token),
    account: signIn.account,
    created_at: now,
    expires_at: new Date(now.getTime() + HOURS * 3_600_000),
  }
  await inCity(db, city, (tx) => tx.insertInto('platform.sessions').values(row).execute())
  return cookieOf(signIn.origin, token, HOURS * 3600)
}

export async function closeSession(
  db: Database,
  city: string,
  session: { readonly token: string | undefined; readonly origin: string },
): Promise<string> {
  const { token } = session
  if (token !== undefined) {
    await inCity(db, city, (tx) => tx.deleteFrom('platform.sessions').where('city', '=', city).where('token_hash', '=', tokenHash(token)).execute())
  }
  return cookieOf(session.origin, '', 0)
}

/** Whom a session speaks for. A demo account is nobody outside demo mode, even with a session made before. */
export async function actorOf(
  { db, allowDemo }: { readonly db: Database; readonly allowDemo: boolean },
  { city, now }: Place,
  token: string | undefined,
): Promise<Actor> {
  if (token === undefined || token === '') return ANONYMOUS
  const row = await inCity(db, city, (tx) =>
    tx
      .selectFrom('platform.sessions as s')
      .innerJoin('platform.accounts as a', (join) => join.onRef('a.city', '=', 's.city').onRef('a.account', '=', 's.account'))
      .leftJoin('platform.account_closings as c', (join) => join.onRef('c.city', '=', 'a.city').onRef('c.account', '=', 'a.account'))
      .where('s.city', '=', city)
      .where('s.token_hash', '=', tokenHash(token))
      .where('s.expires_at', '>', now)
      .where('c.closed_at', 'is', null)
      .select(['a.account', 'a.email', 'a.role', 'a.unit', 'a.demo'])
      .executeTakeFirst(),
  )
  if (row === undefined || (row.demo && !allowDemo)) return ANONYMOUS
  return { kind: 'staff', account: row.account, email: row.email, role: row.role, unit: row.unit ?? undefined, demo: row.demo }
}

function cookieOf(origin: string, token: string, seconds: number): string {
  const secure = origin.startsWith('https:') ? '; Secure' : ''
  return `${sessionCookieName(origin)}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`
}
