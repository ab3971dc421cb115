import { refreshIndex } from '../capabilities/search/index.ts'
import type { Services } from '../platform/services.ts'
import { fillActivity } from './demo-activity.ts'
import { fillCommitments } from './demo-commitments.ts'

export type Filling = { readonly stop: () => Promise<void> }

/** What takes seconds is made while the site is open already. */
export function fillDemo(services: Services, city: string): Filling {
  let stopping = false
  const steps = async () => {
    await fillActivity(services, city, () => stopping)
    if (!stopping) await fillCommitments(services, city)
    if (!stopping) await refreshIndex(services, city)
  }
  const running = steps().catch((error: unknown) => {
    if (!stopping) services.log.error({ error }, 'demo-not-filled')
  })
  return {
    stop: async () => {
      stopping = true
      await running
    },
  }
}
