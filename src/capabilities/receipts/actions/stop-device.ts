import { recordAct } from '../../../platform/audit/record-act.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { commitEntries } from '../../journal/index.ts'

/** A phone lost or handed back signs no more that counts: what it sends afterwards is kept and marked. `false`: not a phone of this unit. */
export async function stopDevice(services: Services, call: Call, stop: { readonly unit: number; readonly device: string }): Promise<boolean> {
  if (call.actor.kind !== 'staff' || !/^[0-9a-f-]{36}$/.test(stop.device)) return false
  const { account } = call.actor
  const city = call.city.code
  return inCity(services.db, city, async (tx) => {
    const known = await tx
      .selectFrom('receipts.devices')
      .where('city', '=', city)
      .where('unit', '=', stop.unit)
      .where('device', '=', stop.device)
      .select('device')
      .executeTakeFirst()
    if (known === undefined) return false
    const row = { city, device: stop.device, reason: 'revoked', stopped_at: call.now, stopped_by: account } as const
    await tx
      .insertInto('receipts.device_stops')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const entry = {
      type: 'revocation',
      businessKey: stop.device,
      version: 1,
      day: dateAt(call.now).toString(),
      payload: { device: stop.device },
    } as const
    await commitEntries(tx, { city, now: call.now, random: services.random }, [entry])
    await recordAct(tx, { city, now: call.now, actor: call.actor, random: services.random }, { act: 'device-revoked', subject: stop.device })
    return true
  })
}
