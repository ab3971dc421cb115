import { fromBase64url } from '../../../foundation/base64url.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { verifySignature, type PublicKey } from '../../../foundation/signature.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { REQUEST_TOLERANCE_SECONDS, requestMessage } from '../core/request-signature.ts'

export type AuthenticatedDevice = { readonly device: string; readonly unit: number; readonly number: number; readonly key: PublicKey }

export type DeviceRefusal = 'device-unknown' | 'device-stopped' | 'clock-off' | 'signature-wrong'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Who sends this, by the signature of the phone's own key over the request. A stopped device syncs no more; its receipts still count. */
export async function authenticateDevice(services: Services, call: Call, body: Uint8Array): Promise<Result<AuthenticatedDevice, DeviceRefusal>> {
  const device = call.header('x-visavis-device') ?? ''
  const time = Number(call.header('x-visavis-time'))
  const signature = fromBase64url(call.header('x-visavis-signature') ?? '')
  if (!UUID.test(device) || signature === undefined || !Number.isSafeInteger(time)) return refuse('device-unknown')
  const known = await findDevice(services, call.city.code, device)
  if (known === undefined) return refuse('device-unknown')
  const now = Math.floor(call.now.getTime() / 1000)
  if (Math.abs(now - time) > REQUEST_TOLERANCE_SECONDS) return refuse('clock-off', { now })
  const message = requestMessage({ method: call.method, path: call.path, time, body })
  if (!verifySignature(known.key, message, signature)) return refuse('signature-wrong')
  return known.stopped ? refuse('device-stopped', { reason: known.stopped }) : accept(known)
}

async function findDevice(
  services: Services,
  city: string,
  device: string,
): Promise<(AuthenticatedDevice & { readonly stopped: string | null }) | undefined> {
  const row = await inCity(services.db, city, (tx) =>
    tx
      .selectFrom('receipts.devices as d')
      .leftJoin('receipts.device_stops as s', (join) => join.onRef('s.city', '=', 'd.city').onRef('s.device', '=', 'd.device'))
      .where('d.city', '=', city)
      .where('d.device', '=', device)
      .select(['d.unit', 'd.number', 'd.algorithm', 'd.public_key', 's.reason'])
      .executeTakeFirst(),
  )
  if (row === undefined) return undefined
  return { device, unit: row.unit, number: row.number, key: { algorithm: row.algorithm, bytes: new Uint8Array(row.public_key) }, stopped: row.reason }
}
