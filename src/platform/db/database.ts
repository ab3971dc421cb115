import { Kysely, PostgresDialect, sql, type RawBuilder, type Transaction } from 'kysely'
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

/** Behind each database, for what it cannot say itself: a statement that is prepared once a connection. */
const pools = new WeakMap<object, pg.Pool>()

/** Every connection takes the app's role before its first statement: row security holds whoever the login is. Statements are short: none is worth a compiler. */
export function connect(url: string, size = 10): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    pipeline: true,
    options: `-c role=${APP_ROLE} -c citus.propagate_set_commands=local -c jit=off -c idle_in_transaction_session_timeout=30000 -c statement_timeout=30000`,
  })
  // A connection that drops is replaced at its next use, and whoever was using it is told by its query; without these two
  // listeners, for one at rest and for one at work, it would end the program.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  pools.set(db, pool)
  return { db, pool, close: () => db.destroy() }
}

/** Transactions under way, and their city. */
const openIn = new WeakMap<object, string>()

const INSEE = /^(?:\d{2}|2[AB])\d{3}$/

/**
 * One transaction in one city: row security lets nothing else through. The statement form of SET, not `set_config()`,
 * because a distributed PostgreSQL (Citus) forwards only the former; it travels with BEGIN, in one message. Given a transaction
 * that is open in the same city, the work joins it: an act and its line in the register of acts stand or fall together.
 */
export async function inCity<Value>(db: Database, city: string, work: (tx: CityTransaction) => Promise<Value>): Promise<Value> {
  const begin = sql.raw(beginIn(city))
  const open = openIn.get(db)
  if (open !== undefined && open !== city) throw new RangeError('a transaction stays in its city')
  if (open !== undefined) return work(db as CityTransaction) // parsing: it is in the list of those that are open
  return db.connection().execute(async (connection) => {
    await begin.execute(connection)
    openIn.set(connection, city)
    try {
      const value = await work(connection as CityTransaction) // parsing: a connection whose transaction has begun is one
      await sql.raw('commit').execute(connection)
      return value
    } catch (error) {
      // A connection that cannot even roll back is gone, and its transaction with it.
      await sql
        .raw('rollback')
        .execute(connection)
        .catch(() => undefined)
      throw error
    }
  })
}

/**
 * The same, when all its statements are known beforehand: written to the connection in one go, so that a transaction costs one
 * journey to the database, not one a statement; each is read and planned once a connection, not once a group. All or nothing; answers the
 * rows of each.
 */
export async function inCityAtOnce(db: Database, city: string, statements: readonly RawBuilder<unknown>[]): Promise<readonly (readonly unknown[])[]> {
  const pool = pools.get(db)
  if (pool === undefined) throw new RangeError('only a database that was connected to has a pool')
  const prepared = statements.map((statement) => {
    const { sql: text, parameters } = statement.compile(db)
    return { name: nameOf(text), text, values: [...parameters] }
  })
  const client = await pool.connect()
  try {
    const settled = await Promise.allSettled([client.query(beginIn(city)), ...prepared.map((query) => client.query(query)), client.query('commit')])
    const failed = settled.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
    return settled.slice(1, -1).map((one) => (one.status === 'fulfilled' ? one.value.rows : []))
  } finally {
    client.release()
  }
}

/** Few texts, each again and again: named once. */
const names = new Map<string, string>()

function nameOf(text: string): string {
  const name = names.get(text) ?? `at-once-${names.size + 1}`
  names.set(text, name)
  return name
}

function beginIn(city: string): string {
  if (!INSEE.test(city)) throw new RangeError('an INSEE code has five signs')
  return `begin; set local visavis.city = '${city}'`
}
