import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { APP_ROLE } from './roles.ts'
import type { DB } from './tables.ts'

export type Database = Kysely<DB>
export type CityTransaction = Transaction<DB>

export type Connection = { readonly db: Database; readonly pool: pg.Pool; readonly close: () => Promise<void> }

// 64-bit counts come back as numbers: every count here is far below 2^53. Dates stay the text that PostgreSQL writes.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

/** Every connection takes the app's role before its first statement: row security holds whoever the login is. */
export function connect(url: string, size = 10): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    options: `-c role=${APP_ROLE} -c citus.propagate_set_commands=local -c idle_in_transaction_session_timeout=30000 -c statement_timeout=30000`,
  })
  // A connection that drops while idle is replaced at its next use; without a listener it would end the program.
  pool.on('error', () => undefined)
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}

const INSEE = /^(?:\d{2}|2[AB])\d{3}$/

/**
 * One transaction in one city: row security lets nothing else through. The statement form of SET, not `set_config()`,
 * because a distributed PostgreSQL (Citus) forwards only the former.
 */
export async function inCity<Value>(db: Database, city: string, work: (tx: CityTransaction) => Promise<Value>): Promise<Value> {
  if (!INSEE.test(city)) throw new RangeError('an INSEE code has five signs')
  return db.transaction().execute(async (tx) => {
    await sql.raw(`set local visavis.city = '${city}'`).execute(tx)
    return work(tx)
  })
}
