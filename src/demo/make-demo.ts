import { createHash } from 'node:crypto'
import { addDays, dateAt } from '../foundation/local-date.ts'
import { expectAccepted } from '../foundation/result.ts'
import {
  addOfficer,
  createCity,
  declareChecks,
  readCities,
  readDeclaredChecks,
  writeQuarters,
  writeSections,
  writeUnit,
} from '../capabilities/city/index.ts'
import { createEnrolment, createRoot, createUnitKey, issueDemoReceipts, readUnitSigner } from '../capabilities/receipts/index.ts'
import { createAccount, readAccounts } from '../platform/identity/accounts.ts'
import type { Services } from '../platform/services.ts'
import { makeDemoBody } from './demo-recourse.ts'
import { AMIENS_QUARTERS, AMIENS_SECTIONS } from './amiens.ts'

export const DEMO_CITY = '80021'
const CODE = DEMO_CITY
const UNIT = 1
const NOBODY = '00000000-0000-7000-8000-000000000000'
const DAY = 86_400
const DEMO_ACCOUNTS = [
  ['admin', 'mairie@amiens.example'],
  ['supervisor', 'chef@amiens.example'],
  ['auditor', 'controle@amiens.example'],
  ['observer', 'observatoire@amiens.example'],
] as const

export type Demo = { readonly accounts: readonly { readonly role: string; readonly email: string }[]; readonly enrolmentCode: string }

/** The demonstration city, made once and kept; each start adds a fresh enrolment code. Everything in it is invented. */
export async function makeDemo(services: Services): Promise<Demo> {
  const now = services.clock()
  const existing = (await readCities(services.db)).find(({ code }) => code === CODE)
  if (existing !== undefined && !existing.demo) throw new Error('a real city is never filled with demonstration data')
  const number = await createCity(services.db, {
    code: CODE,
    name: 'Amiens',
    hosts: [],
    contact: 'contact@amiens.example',
    dataProtectionContact: 'dpo@amiens.example',
    demo: true,
    now,
  })
  // The declared checks are written last: their absence means that the filling was cut off, and it is done again.
  if ((await readDeclaredChecks(services.db, { city: CODE, since: '2000-01-01' })).length === 0) await fill(services, number, now)
  await makeDemoBody(services, CODE)
  const accounts = (await readAccounts(services.db, CODE)).filter(({ demo }) => demo).map(({ role, email }) => ({ role, email }))
  const enrolmentCode = await createEnrolment(services, { city: CODE, unit: UNIT, createdBy: NOBODY, validMinutes: 24 * 60 })
  return { accounts, enrolmentCode }
}

async function fill(services: Services, number: number, now: Date): Promise<void> {
  const { db } = services
  expectAccepted(
    await writeUnit(db, CODE, { unit: UNIT, name: 'Police municipale d’Amiens', kind: 'police_municipale', acts: ['releve_identite'], now }),
  )
  await writeQuarters(db, CODE, AMIENS_QUARTERS)
  await writeSections(db, CODE, AMIENS_SECTIONS)
  for (const [account, email] of DEMO_ACCOUNTS) {
    await createAccount(services, { city: CODE, now }, { email, role: account, unit: account === 'supervisor' ? UNIT : undefined, demo: true })
  }
  const city = { code: CODE, number, demo: true }
  const from = Math.floor(now.getTime() / 1000) - 200 * DAY
  if ((await readUnitSigner(services, CODE, UNIT)) === undefined) {
    const root = await createRoot(services, city, { from })
    expectAccepted(await createUnitKey(services, { city, unit: UNIT, root, from, days: 600 }))
  }
  await issueDemoReceipts(services, {
    city: CODE,
    cityNumber: number,
    unit: UNIT,
    quarters: AMIENS_QUARTERS.map(({ quarter }) => quarter),
    days: 100,
  })
  for (const officer of [1001, 1002, 1003, 1004]) await addOfficer(db, { city: CODE, unit: UNIT, number: officer, since: '2026-01-01' })
  await declareDays(services, now)
}

/** A number of checks for each day; one month is left undeclared, so that its gap can be seen. */
async function declareDays(services: Services, now: Date): Promise<void> {
  const today = dateAt(now)
  const silent = today.subtract({ months: 2 }).toPlainYearMonth().toString()
  for (let back = 1; back <= 100; back += 1) {
    const day = addDays(today, -back)
    if (day.toPlainYearMonth().toString() === silent) continue
    const checks = 3 + ((createHash('sha256').update(day.toString()).digest()[0] ?? 0) % 3)
    await declareChecks(services.db, { city: CODE, unit: UNIT, day: day.toString(), checks, by: NOBODY, now, today: today.toString() })
  }
}
