import { refuse } from '../../../foundation/result.ts'
import { refusedJson, type Answer, type Call, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { parseJson } from '../../../platform/http/body.ts'
import { authenticateDevice, type AuthenticatedDevice } from '../actions/authenticate-device.ts'
import { enrolDevice, enrolmentShape } from '../actions/enrol-device.ts'
import { readDeviceContext } from '../actions/device-context.ts'
import { readCardState } from '../queries/card-state.ts'
import { jsonOf } from './intake-routes.ts'

/** What a phone asks for itself: enrolment by a code, then requests signed with its key. */
export function deviceRoutes(services: Services): readonly Route[] {
  const signed =
    (answer: (call: Call, device: AuthenticatedDevice, body: unknown) => Promise<Answer>) =>
    async (call: Call): Promise<Answer> => {
      const body = await call.body()
      const device = await authenticateDevice(services, call, body)
      if (!device.ok) return refusedJson(device)
      const parsed = parseJson(body)
      return answer(call, device.value, parsed.ok ? parsed.value : undefined)
    }
  return [
    { method: 'POST', path: '/agent/api/enrolement', access: { kind: 'device' }, hourlyLimit: 30, handle: (call) => enrol(services, call) },
    { method: 'POST', path: '/agent/api/contexte', access: { kind: 'device' }, handle: signed((call, device) => context(services, call, device)) },
    {
      method: 'POST',
      path: '/agent/api/cartes/:card',
      access: { kind: 'device' },
      handle: signed(async (call, device) => ({
        kind: 'json',
        value: await readCardState(services.db, { city: call.city.code, unit: device.unit, card: call.param('card') }),
      })),
    },
  ]
}

async function enrol(services: Services, call: Call): Promise<Answer> {
  const parsed = enrolmentShape.safeParse(await jsonOf(call))
  if (!parsed.success) return refusedJson(refuse('malformed', { part: parsed.error.issues[0]?.path.join('.') ?? 'body' }))
  const enrolled = await enrolDevice(services, call.city.code, parsed.data)
  if (!enrolled.ok) return refusedJson(enrolled)
  const answer = await context(services, call, enrolled.value)
  return answer
}

async function context(services: Services, call: Call, device: AuthenticatedDevice): Promise<Answer> {
  const read = await readDeviceContext(
    services,
    { code: call.city.code, name: call.city.name, number: call.city.number, demo: call.city.demo },
    device,
  )
  return read.ok ? { kind: 'json', value: read.value } : refusedJson(read)
}
