import { addDays, dateAt, startOfDate } from '../../../foundation/local-date.ts'
import type { Services } from '../../../platform/services.ts'
import { CIRCUMSTANCES } from '../core/motive.ts'
import type { CheckDetail } from '../core/detail.ts'
import { MOTIVES_OF_GROUND } from '../core/motive.ts'
import { checkSubmission } from './check-submission.ts'
import { DeviceDirectory } from './device-directory.ts'
import { registerSoftDevice } from '../replay/register-soft-device.ts'
import { storeReceipts } from './store-receipts.ts'

export type DemoReceipts = {
  readonly city: string
  readonly cityNumber: number
  readonly unit: number
  readonly quarters: readonly number[]
  readonly days: number
}

/** Invented receipts of an invented unit, signed and stored by the same path as real ones. */
export async function issueDemoReceipts(services: Services, asked: DemoReceipts): Promise<number> {
  const now = services.clock()
  const today = dateAt(now)
  const first = startOfDate(addDays(today, -asked.days))
  const device = await registerSoftDevice(services, { city: asked.city, unit: asked.unit, span: [first.getTime() / 1000, now.getTime() / 1000] })
  const directory = new DeviceDirectory(services.db, services.clock)
  const checked = []
  const pick = (limit: number) => (services.random(1)[0] ?? 0) % limit
  for (let back = asked.days; back >= 1; back -= 1) {
    const start = startOfDate(addDays(today, -back)).getTime() / 1000
    for (let index = 0; index < 2 + pick(3); index += 1) {
      const detail = inventDetail({
        started: Math.floor(start + 9 * 3600 + pick(200) * 200),
        quarter: asked.quarters[pick(asked.quarters.length)] ?? 1,
        pick,
      })
      const made = device.issue(detail, { city: asked.cityNumber, unit: asked.unit, secret: services.random(16) })
      const reception = { id: made.id, cityNumber: asked.cityNumber, now: new Date((detail.ended + 60) * 1000), deviceClock: undefined }
      const outcome = await checkSubmission(made.submission, reception, (keyId) => directory.find(asked.city, keyId))
      if (!outcome.ok) throw new Error(`an invented receipt was refused: ${outcome.code}`)
      checked.push(outcome.value)
    }
  }
  for (let index = 0; index < checked.length; index += 100)
    await storeReceipts({ db: services.db, city: asked.city, random: services.random }, checked.slice(index, index + 100))
  return checked.length
}

type Invention = { readonly started: number; readonly quarter: number; readonly pick: (limit: number) => number }

function inventDetail({ started, quarter, pick }: Invention): CheckDetail {
  const motives = MOTIVES_OF_GROUND.RI1
  const undelivered = pick(12) === 0
  return {
    v: 1,
    act: 'releve_identite',
    ground: 'RI1',
    groundText: '2016-06-05',
    motive: motives[pick(motives.length)] ?? 'noise',
    circumstances: pick(6) === 0 ? [CIRCUMSTANCES[pick(CIRCUMSTANCES.length)] ?? 'event'] : [],
    started,
    ended: started + 60 + pick(240),
    quarter,
    section: quarter * 10 + 1 + pick(3),
    officers: [{ kind: 'card', number: 1001 + pick(4) }],
    dress: 'uniform',
    explained: pick(8) !== 0,
    camera: pick(2) === 0,
    followUps: [],
    result: pick(3) === 0 ? 'nothing' : 'contravention',
    delivery: undelivered ? { mode: 'not_delivered', reason: pick(2) === 0 ? 'left' : 'refused' } : { mode: 'screen' },
    language: 'fr',
  }
}
