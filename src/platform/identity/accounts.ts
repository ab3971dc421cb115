import { toBase64url } from '../../foundation/base64url.ts'
import { uuidV7 } from '../../foundation/ids.ts'
import { accept, refuse, type Result } from '../../foundation/result.ts'
import { inCity, type CityTransaction, type Database } from '../db/database.ts'
import type { StaffRole } from '../http/route.ts'
import { tokenHash, type Place, type Vault } from './one-time.ts'

export type Account = {
  readonly account: string
  readonly email: string
  readonly role: StaffRole
  readonly unit: number | undefined
  readonly demo: boolean
  readonly closedAt: Date | undefined
}

const INVITATION_DAYS = 7

/** Everyone who has or had an account, by address. */
export async function readAccounts(db: Database, city: string): Promise<readonly Account[]> {
  return inCity(db, city, async (tx) => (await accountsOf(tx, city).execute()).map(toAccount))
}

/** An account that may sign in: known and not closed. */
export async function findOpenAccount(
  db: Database,
  city: string,
  by: { readonly email: string } | { readonly account: string },
): Promise<Account | undefined> {
  const row = await inCity(db, city, (tx) => {
    const all = accountsOf(tx, city).where('c.closed_at', 'is', null)
    return ('email' in by ? all.where('a.email', '=', by.email.trim().toLowerCase()) : all.where('a.account', '=', by.account)).executeTakeFirst()
  })
  return row && toAccount(row)
}

export type NewAccount = { readonly email: string; readonly role: StaffRole; readonly unit: number | undefined; readonly demo: boolean }

export async function createAccount({ db, random }: Vault, { city, now }: Place, made: NewAccount): Promise<Result<string, 'email-taken'>> {
  const account = uuidV7(now.getTime(), random(10))
  const row = { city, account, email: made.email.trim().toLowerCase(), role: made.role, unit: made.unit ?? null, demo: made.demo, created_at: now }
  const inserted = await inCity(db, city, (tx) =>
    tx
      .insertInto('platform.accounts')
      .values(row)
      .onConflict((conflict) => conflict.columns(['city', 'email']).doNothing())
      .returning('account')
      .executeTakeFirst(),
  )
  return inserted ? accept(inserted.account) : refuse('email-taken')
}

/** The account stays, with who closed it and when; its sessions and keys end at once. */
export async function closeAccount(db: Database, { city, now }: Place, closing: { readonly account: string; readonly by: string }): Promise<void> {
  await inCity(db, city, async (tx) => {
    const row = { city, account: closing.account, closed_at: now, closed_by: closing.by }
    await tx
      .insertInto('platform.account_closings')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await tx.deleteFrom('platform.sessions').where('city', '=', city).where('account', '=', closing.account).execute()
    await tx.deleteFrom('platform.passkeys').where('city', '=', city).where('account', '=', closing.account).execute()
  })
}

/** A link by which someone makes their first passkey, valid a week, used once. Answers its token. */
export async function invite({ random }: Pick<Vault, 'random'>, place: Place & { readonly tx: CityTransaction }, account: string): Promise<string> {
  const token = toBase64url(random(32))
  const expires = new Date(place.now.getTime() + INVITATION_DAYS * 86_400_000)
  await place.tx
    .insertInto('platform.invitations')
    .values({ city: place.city, token_hash: tokenHash(token), account, expires_at: expires, used_at: null })
    .execute()
  return token
}

/** Looks without using: the page that explains the link may be opened twice. */
export async function findInvitation(db: Database, { city, now }: Place, token: string): Promise<string | undefined> {
  const row = await inCity(db, city, (tx) =>
    tx
      .selectFrom('platform.invitations')
      .where('city', '=', city)
      .where('token_hash', '=', tokenHash(token))
      .where('used_at', 'is', null)
      .where('expires_at', '>', now)
      .select('account')
      .executeTakeFirst(),
  )
  return row?.account
}

export async function spendInvitation(tx: CityTransaction, { city, now }: Place, token: string): Promise<string | undefined> {
  const row = await tx
    .updateTable('platform.invitations')
    .set({ used_at: now })
    .where('city', '=', city)
    .where('token_hash', '=', tokenHash(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('account')
    .executeTakeFirst()
  return row?.account
}

function accountsOf(tx: CityTransaction, city: string) {
  return tx
    .selectFrom('platform.accounts as a')
    .leftJoin('platform.account_closings as c', (join) => join.onRef('c.city', '=', 'a.city').onRef('c.account', '=', 'a.account'))
    .where('a.city', '=', city)
    .select(['a.account', 'a.email', 'a.role', 'a.unit', 'a.demo', 'c.closed_at'])
    .orderBy('a.email')
}

function toAccount(row: { account: string; email: string; role: StaffRole; unit: number | null; demo: boolean; closed_at: Date | null }): Account {
  return { account: row.account, email: row.email, role: row.role, unit: row.unit ?? undefined, demo: row.demo, closedAt: row.closed_at ?? undefined }
}
