import { accept, refuse, type Result } from '../../../foundation/result.ts'
import type { Services } from '../../../platform/services.ts'
import { readCities, readQuarters, readUnits } from '../../city/index.ts'
import { readAnchor } from '../../journal/index.ts'
import { toHex } from '../../../foundation/bytes.ts'
import type { DeviceContext } from '../api/device-context.ts'
import { RECEIPT_LANGUAGES } from '../core/detail.ts'
import { AHEAD_SECONDS } from '../core/windows.ts'
import { readFreeCards } from '../queries/free-cards.ts'
import type { AuthenticatedDevice } from './authenticate-device.ts'
import { readUnitSigner } from './authorities.ts'
import { issueCertificates } from './issue-certificates.ts'

type CityIdentity = { readonly code: string; readonly name: string; readonly number: number; readonly demo: boolean }

/** Everything a phone needs to work alone for a week: certificates ahead, places, the unit's acts, free cards. */
export async function readDeviceContext(
  services: Services,
  city: CityIdentity,
  device: AuthenticatedDevice,
): Promise<Result<DeviceContext, 'unit-key-missing'>> {
  const signer = await readUnitSigner(services, city.code, device.unit)
  if (signer === undefined) return refuse('unit-key-missing')
  const now = Math.floor(services.clock().getTime() / 1000)
  const request = { city: city.code, signer, devices: [device], span: [now, now + AHEAD_SECONDS] as const }
  const [certificates, units, cities, quarters, cards, anchor] = await Promise.all([
    issueCertificates(services, request),
    readUnits(services.db, city.code),
    readCities(services.db),
    readQuarters(services.db, city.code),
    readFreeCards(services.db, { city: city.code, unit: device.unit }),
    readAnchor(services.db, city.code),
  ])
  const unit = units.find((candidate) => candidate.unit === device.unit)
  if (unit === undefined) return refuse('unit-key-missing')
  const own = cities.find(({ code }) => code === city.code)
  return accept({
    now,
    city: { code: city.code, name: city.name, number: city.number, demo: city.demo },
    unit: { unit: unit.unit, name: unit.name, kind: unit.kind, acts: [...unit.acts] },
    device: { id: device.device, number: device.number },
    languages: RECEIPT_LANGUAGES.filter((language) => own?.languages.includes(language)),
    optionalFields: [...(own?.optionalFields ?? [])],
    certificates: [...certificates],
    quarters: quarters.map(({ quarter, name, sections }) => ({ quarter, name, sections: [...sections] })),
    anchor: { size: anchor.size, rootPrefix: toHex(anchor.rootPrefix) },
    cards: cards.map((card) => ({ card: card.card, holderHash: card.holder_hash.toString('base64url') })),
  })
}
