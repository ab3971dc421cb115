import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { StartRefused } from '../config/stop.ts'

/** Two roles that own no login: `visavis_owner` makes and changes tables, `visavis_app` reads and writes rows under row security. */
export const OWNER_ROLE = 'visavis_owner'
export const APP_ROLE = 'visavis_app'
const LOGIN = 'visavis'

const ROLES = `
do $$
begin
  if not exists (select from pg_roles where rolname = '${OWNER_ROLE}') then create role ${OWNER_ROLE} nologin; end if;
  if not exists (select from pg_roles where rolname = '${APP_ROLE}') then create role ${APP_ROLE} nologin; end if;
end $$;`

/**
 * Makes the roles, a login that may take either, and an empty database. Answers the address for VISAVIS_DATABASE_URL.
 * Run again, it gives the login a new password and leaves the data alone.
 */
export async function createRolesAndDatabase(adminUrl: string, database: string): Promise<string> {
  if (!/^[a-z_][a-z0-9_]{0,40}$/.test(database)) throw new Error(`${database} is not a database name we accept`)
  const password = randomBytes(18).toString('hex')
  await withClient(adminUrl, async (client) => {
    await client.query(ROLES)
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [LOGIN])
    const verb = rowCount === 0 ? 'create' : 'alter'
    await client.query(`${verb} role ${LOGIN} login createdb nosuperuser nobypassrls password '${password}'`)
    await client.query(`grant ${OWNER_ROLE}, ${APP_ROLE} to ${LOGIN}`)
    const existing = await client.query('select from pg_database where datname = $1', [database])
    if (existing.rowCount === 0) await client.query(`create database ${database} owner ${LOGIN}`)
    await client.query(`grant create, connect, temporary on database ${database} to ${OWNER_ROLE}`)
  })
  const url = new URL(adminUrl)
  url.username = LOGIN
  url.password = password
  url.pathname = `/${database}`
  return url.href
}

export async function withClient<Value>(url: string, work: (client: pg.Client) => Promise<Value>, role?: string): Promise<Value> {
  const client = new pg.Client({ connectionString: url, ...(role && { options: `-c role=${role}` }) })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** In production the program never holds a login that row security does not bind. */
export async function refuseSuperuser(url: string): Promise<void> {
  const row = await withClient(
    url,
    async (client) => (await client.query('select rolsuper or rolbypassrls as unbound from pg_roles where rolname = current_user')).rows[0],
  )
  if (row?.unbound === true)
    throw new StartRefused(
      'VISAVIS_DATABASE_URL uses a superuser, whom row security does not bind. Make a login with: npm run visavis -- db roles ADMIN_URL',
    )
}
