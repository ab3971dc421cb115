import { getConstructionPlans } from 'pg-boss'
import { APP_ROLE, OWNER_ROLE, withClient } from '../db/roles.ts'

/** The queue's own tables, made once by the owner; the app may use them and not change them. */
export async function installJobs(url: string): Promise<void> {
  await withClient(
    url,
    async (client) => {
      const { rows } = await client.query("select to_regnamespace('pgboss') is not null as installed")
      if (rows[0]?.installed === true) return
      await client.query(getConstructionPlans('pgboss'))
      await client.query(
        `grant usage on schema pgboss to ${APP_ROLE}; grant all on all tables in schema pgboss to ${APP_ROLE}; grant execute on all functions in schema pgboss to ${APP_ROLE}`,
      )
    },
    OWNER_ROLE,
  )
}
