import { PgBoss } from 'pg-boss'
import { PARIS } from '../../foundation/civil-date.ts'
import type { Job } from '../capability.ts'
import { APP_ROLE } from '../db/roles.ts'
import type { Services } from '../services.ts'

export type Jobs = { readonly stop: () => Promise<void> }

/** Every job runs for each city in turn; what fails in one is logged and does not stop the others. */
export async function startJobs(
  services: Services,
  url: string,
  work: { readonly jobs: readonly Job[]; readonly cities: () => Promise<readonly string[]> },
): Promise<Jobs> {
  const address = new URL(url)
  address.searchParams.set('options', `-c role=${APP_ROLE}`)
  const boss = new PgBoss({ connectionString: address.href, schema: 'pgboss', migrate: false, createSchema: false, max: 3 })
  boss.on('error', (error) => services.log.warn({ error }, 'jobs'))
  await boss.start()
  for (const job of work.jobs) {
    await boss.createQueue(job.name)
    await boss.work(job.name, { pollingIntervalSeconds: 15 }, () => runEverywhere(services, job, work.cities))
    await boss.schedule(job.name, job.schedule, null, { tz: PARIS })
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 10_000 }) }
}

async function runEverywhere(services: Services, job: Job, cities: () => Promise<readonly string[]>): Promise<void> {
  for (const city of await cities()) {
    try {
      await job.run(services, city)
    } catch (error) {
      services.log.error({ job: job.name, city, error }, 'job-failed')
    }
  }
}
