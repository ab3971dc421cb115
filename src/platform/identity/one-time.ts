import { createHash } from 'node:crypto'
import { toBase64url } from '../../foundation/base64url.ts'
import type { Bytes } from '../../foundation/bytes.ts'
import { inCity, type Database } from '../db/database.ts'

export type Vault = { readonly db: Database; readonly random: (length: number) => Bytes }
export type Place = { readonly city: string; readonly now: Date }

/** Tokens are 256 random bits; the database keeps their digest, so that a copy of it opens no session. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(`visavis-token\n${token}`).digest()
}

/** Remembers something for the second half of a sign-in. Answers the token that recalls it, once. */
export async function remember({ db, random }: Vault, { city, now }: Place, content: Readonly<Record<string, string>>): Promise<string> {
  const token = toBase64url(random(32))
  const row = { city, token_hash: tokenHash(token), content: JSON.stringify(content), expires_at: new Date(now.getTime() + 10 * 60_000) }
  await inCity(db, city, (tx) => tx.insertInto('platform.sign_in_attempts').values(row).execute())
  return token
}

/** `undefined` when it was recalled already, is too old, or never was. */
export async function recall({ db }: Pick<Vault, 'db'>, { city, now }: Place, token: string): Promise<Readonly<Record<string, string>> | undefined> {
  const row = await inCity(db, city, (tx) =>
    tx
      .deleteFrom('platform.sign_in_attempts')
      .where('city', '=', city)
      .where('token_hash', '=', tokenHash(token))
      .returning(['content', 'expires_at'])
      .executeTakeFirst(),
  )
  if (row === undefined || row.expires_at <= now || typeof row.content !== 'object' || row.content === null) return undefined
  return Object.fromEntries(Object.entries(row.content).map(([name, value]) => [name, String(value)]))
}
