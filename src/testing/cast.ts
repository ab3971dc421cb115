import { expectAccepted } from '../foundation/result.ts'
import { createCity, writeQuarters, writeSections, writeUnit } from '../capabilities/city/index.ts'
import { createRoot, createUnitKey, registerSoftDevice, type CheckDetail, type KeyFile, type SoftDevice } from '../capabilities/receipts/index.ts'
import { createAccount } from '../platform/identity/accounts.ts'
import { openSession } from '../platform/identity/sessions.ts'
import type { StaffRole } from '../platform/http/route.ts'
import type { TestSite } from './test-site.ts'

/** The named cast: a town, its two units, the officer's phone, the people who sign in. */
export type Town = {
  readonly code: string
  readonly number: number
  readonly host: string
  readonly root: KeyFile
  readonly phone: SoftDevice
  readonly cookies: Readonly<Record<`${StaffRole}` | 'neighbour', string>>
}

const DAY = 86_400

type Place = {
  /** How far back the phone's certificates reach. */
  readonly pastDays?: number
  readonly code: string
  readonly name: string
  readonly host: string
  readonly optionalFields?: readonly ('age_band' | 'sex')[]
}

export async function buildTown(site: TestSite, place: Place): Promise<Town> {
  const { services } = site
  const { db } = services
  const now = services.clock()
  const { code, host } = place
  const number = await createCity(db, {
    code,
    name: place.name,
    hosts: [host.replace(/:\d+$/, '')],
    contact: 'contact@ville.example',
    dataProtectionContact: 'dpo@ville.example',
    demo: true,
    optionalFields: place.optionalFields ?? [],
    now,
  })
  expectAccepted(await writeUnit(db, code, { unit: 1, name: 'Police municipale', kind: 'police_municipale', acts: ['releve_identite'], now }))
  expectAccepted(
    await writeUnit(db, code, {
      unit: 2,
      name: 'Commissariat',
      kind: 'police_nationale',
      acts: ['controle_identite', 'verification_identite', 'controle_routier'],
      now,
    }),
  )
  await writeQuarters(db, code, [{ quarter: 1, name: 'Saint-Leu', tile: [0, 0], source: 'essai', residents: 9000 }, { quarter: 2, name: 'Étouvie', tile: [1, 0], source: 'essai', residents: 8000 }]) // prettier-ignore
  await writeSections(db, code, [{ section: 11, quarter: 1, name: 'Rue des Hortillons' }])
  const seconds = Math.floor(now.getTime() / 1000)
  const root = await createRoot(services, { code, number, demo: true }, { from: seconds - 400 * DAY })
  for (const unit of [1, 2])
    expectAccepted(await createUnitKey(services, { city: { code, number, demo: true }, unit, root, from: seconds - 400 * DAY, days: 800 }))
  const phone = await registerSoftDevice(services, { city: code, unit: 1, span: [seconds - (place.pastDays ?? 40) * DAY, seconds + 9 * DAY] })
  const people = [['admin', 'admin', undefined], ['supervisor', 'supervisor', 1], ['auditor', 'auditor', undefined], ['observer', 'observer', undefined], ['neighbour', 'supervisor', 2]] as const // prettier-ignore
  const cookies: Record<string, string> = {}
  for (const [name, role, unit] of people) {
    const account = expectAccepted(await createAccount(services, { city: code, now }, { email: `${name}@${code}.example`, role, unit, demo: false }))
    cookies[name] = (await openSession(services, { city: code, now }, { account, origin: `http://${host}` })).split(';')[0] ?? ''
  }
  const { admin = '', supervisor = '', auditor = '', observer = '', neighbour = '' } = cookies
  return { code, number, host, root, phone, cookies: { admin, supervisor, auditor, observer, neighbour } }
}

/** A relevé for noise in Saint-Leu, twenty minutes ago, handed over on the screen. */
export function quietCheck(now: number, changes: Partial<CheckDetail> = {}): CheckDetail {
  const started = Math.floor(now / 1000) - 1200
  return {
    v: 1,
    act: 'releve_identite',
    ground: 'RI1',
    groundText: '2016-06-05',
    motive: 'noise',
    circumstances: [],
    started,
    ended: started + 120,
    quarter: 1,
    section: 11,
    officers: [{ kind: 'card', number: 1001 }],
    dress: 'uniform',
    explained: true,
    camera: false,
    followUps: [],
    result: 'contravention',
    delivery: { mode: 'screen' },
    language: 'fr',
    ...changes,
  }
}
