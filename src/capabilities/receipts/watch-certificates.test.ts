import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { toHex } from '../../foundation/bytes.ts'
import { sha256 } from '../../foundation/digest.ts'
import { ed25519PublicKey } from '../../foundation/signature.ts'
import { listen } from '../../site.ts'
import { inCity } from '../../platform/db/database.ts'
import { buildTown, type Town } from '../../testing/cast.ts'
import { inventedEntries, openJournalStage, type JournalStage } from '../../testing/journal-stage.ts'
import { authorities, key, NOW, seed } from '../../testing/receipt-fixtures.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { monitorOnce, openPublicLog, type Alert } from '../journal/index.ts'
import { readUnitSigner } from './actions/authorities.ts'
import { watchCertificates } from './actions/watch-certificates.ts'
import { certificateId, decodeCertificate, issueCertificate, type CertificateBody } from './core/certificate.ts'
import { judgeCertificate } from './core/judge-certificate.ts'

const DAY = 86_400
let site: TestSite
let town: Town
let stage: JournalStage
let address: { readonly port: number; readonly close: () => Promise<void> }
const alerts: Alert[] = []
const rootId = () => toHex(certificateId(town.root.certificate))

beforeAll(async () => {
  site = await openTestSite()
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: '127.0.0.1:3000', pastDays: 0 })
  stage = await openJournalStage(site, { city: town.code, origin: 'amiens.example/journal' })
  await stage.grow(inventedEntries(3))
  address = await listen(site.site, { host: '127.0.0.1', port: 0 })
  expect(await round()).toEqual([])
})
afterAll(async () => {
  await address.close()
  await stage.close()
  await site.close()
})
beforeEach(() => void alerts.splice(0))

/** One round of the monitor as the terminal runs it: the journal and the city, each over HTTP. */
async function round(root = rootId(), memory = 'watch') {
  const place = `http://127.0.0.1:${address.port}`
  const found = await monitorOnce({
    log: openPublicLog(`${place}/journal`),
    policy: stage.policy,
    folder: join(site.folder, memory),
    clock: site.services.clock,
    certificates: watchCertificates({ site: place, root, clock: site.services.clock }),
    deliver: async (alert) => void alerts.push(alert),
  })
  return found.map(({ code, evidence }) => [code, evidence.digest, evidence.why])
}

const digestOf = (certificate: string) => toHex(sha256(certificate))
/** Into the journal, as the city's own program enters what it issues. */
async function enter(certificate: string) {
  const entry = { type: 'certificate', businessKey: digestOf(certificate), version: 1, day: '2027-03-01', sha256: sha256(certificate) } as const
  await stage.grow([entry])
}
/** Where the city shows it, as who holds its database could put it. */
async function show(certificate: string, unit = 1) {
  const body = decodeCertificate(certificate)
  await inCity(site.services.db, town.code, async (tx) => {
    const { device } = await tx.selectFrom('receipts.devices').where('city', '=', town.code).select('device').executeTakeFirstOrThrow()
    const [valid_from, valid_to] = [body?.from ?? 0, body?.to ?? 0].map((seconds) => new Date(seconds * 1000))
    if (valid_from === undefined || valid_to === undefined) throw new Error('it has a time')
    const row = { city: town.code, key_id: Buffer.from(certificateId(certificate)), device, unit, certificate, valid_from, valid_to }
    await tx.insertInto('receipts.certificates').values({ ...row, issued_at: site.services.clock() }).execute() // prettier-ignore
  })
}

async function deviceBody(changes: Partial<CertificateBody> = {}): Promise<{ readonly body: CertificateBody; readonly unitSeed: Uint8Array }> {
  const signer = await readUnitSigner(site.services, town.code, 1)
  if (signer === undefined) throw new Error('the unit has its key')
  const from = Math.floor(site.now / 1000)
  const key = { algorithm: 'Ed25519' as const, bytes: ed25519PublicKey(site.services.random(32)) }
  const common = { kind: 'device', city: town.code, cityNumber: town.number, unit: 1, issuer: toHex(signer.certificate.id) } as const
  return { body: { ...common, key, from, to: from + 2 * DAY, ...changes }, unitSeed: signer.seed }
}

describe('a certificate in the journal that nobody should have made', () => {
  test('one that the unit issued and the city shows: nothing to tell', async () => {
    const { body, unitSeed } = await deviceBody()
    const honest = issueCertificate(body, unitSeed)
    await show(honest)
    await enter(honest)
    expect([await round(), alerts]).toEqual([[], []])
  })

  test('not shown by the city: told once, and it does not become expected with time', async () => {
    const { body, unitSeed } = await deviceBody()
    const hidden = issueCertificate(body, unitSeed)
    await enter(hidden)
    const found = [['certificate-unexpected', digestOf(hidden), 'the city shows no such certificate']]
    expect([await round(), await round()]).toEqual([found, found])
    expect(alerts.map(({ code, over, evidence }) => [code, over, evidence.digest])).toEqual([['certificate-unexpected', false, digestOf(hidden)]])
  })

  const cases = {
    'signed with a key that is not its unit’s': ['certificate-forged', async () => issueCertificate((await deviceBody()).body, seed('thief'))],
    'signed with the root’s key in place of its unit’s': [
      'certificate-forged',
      async () => issueCertificate((await deviceBody()).body, town.root.seed),
    ],
    'of a unit that the city does not show': ['certificate-of-another', async () => issueCertificate((await deviceBody({ issuer: '0'.repeat(16) })).body, seed('thief'))], // prettier-ignore
    'for another unit than its issuer’s': ['certificate-of-another', async () => issueBy(await deviceBody({ unit: 2 }))],
    'for another city': ['certificate-of-another', async () => issueBy(await deviceBody({ city: '59350' }))],
    'that outlives its unit': ['certificate-not-valid-then', async () => issueBy(await deviceBody({ to: Math.floor(site.now / 1000) + 900 * DAY }))],
    'that had ended before its unit began': ['certificate-not-valid-then', async () => issueBy(await deviceBody({ from: 1000, to: 1000 + DAY }))],
    'that ends before it begins': [
      'certificate-not-valid-then',
      async () => issueBy(await deviceBody({ to: Math.floor(site.now / 1000) - 500 * DAY })),
    ],
    'of another root, under its own name': ['root-of-another', async () => ownRoot()],
  } as const
  const issueBy = ({ body, unitSeed }: Awaited<ReturnType<typeof deviceBody>>) => issueCertificate(body, unitSeed)
  const ownRoot = () => {
    const from = Math.floor(site.now / 1000)
    const own = { algorithm: 'Ed25519', bytes: ed25519PublicKey(seed('thief')) } as const
    return issueCertificate(
      { kind: 'root', city: town.code, cityNumber: town.number, unit: 0, key: own, from, to: from + DAY, issuer: '' },
      seed('thief'),
    )
  }
  for (const [what, [why, make]] of Object.entries(cases))
    test(`shown, but ${what}: told, with the reason`, async () => {
      const certificate = await make()
      await show(certificate)
      await enter(certificate)
      expect(await round()).toContainEqual(['certificate-unexpected', digestOf(certificate), why])
      expect(alerts.map(({ evidence }) => evidence.digest)).toContain(digestOf(certificate))
    })

  test('whose time was over when it entered: it could only sign what is dated before, and is told as such', async () => {
    const from = Math.floor(site.now / 1000) - 5 * DAY
    const late = issueBy(await deviceBody({ from, to: from + 3 * DAY }))
    await round()
    await show(late)
    await enter(late)
    expect(await round()).toContainEqual(['certificate-unexpected', digestOf(late), 'certificate-over-when-entered'])
  })

  test('whoever holds another root id, as its keeper printed it, is told of every certificate of this city', async () => {
    const found = await round('f'.repeat(16), 'another-root')
    const unshown = found.filter(([, , why]) => why === 'root-of-another')
    for (const digest of [digestOf(town.root.certificate)]) expect(unshown.map(([, own]) => own)).toContain(digest)
    expect(unshown.length).toBeGreaterThan(10)
  })

  test('a certificate that the city shows and the journal does not name is told, until it is entered', async () => {
    const { body, unitSeed } = await deviceBody()
    const beside = issueCertificate(body, unitSeed)
    await show(beside)
    site.now += 21_000 // the day's list is kept for twenty seconds
    const told = ['certificate-not-in-journal', digestOf(beside), undefined]
    expect(await round()).toContainEqual(told)
    await enter(beside)
    expect(await round()).not.toContainEqual(told)
    expect(alerts.map(({ code, over }) => [code, over])).toEqual([['certificate-not-in-journal', false], ['certificate-not-in-journal', true]]) // prettier-ignore
  })
})

describe('who was told no root id', () => {
  const own = authorities()
  const judge = async (certificate: string, shown: readonly string[], root?: string) => {
    const judged = await judgeCertificate(certificate, { authorities: shown, root })
    return judged.ok ? 'holds' : judged.code
  }
  const second = issueCertificate({ kind: 'root', city: '80021', cityNumber: 1, unit: 0, key: key('thief'), from: NOW - 1000, to: NOW + 1000, issuer: '' }, seed('thief')) // prettier-ignore

  test('believes the one root that the city shows, and no other beside it or in its place', async () => {
    for (const certificate of Object.values(own)) expect(await judge(certificate, [own.root, own.unit])).toBe('holds')
    expect(await judge(second, [own.root, own.unit])).toBe('root-of-another')
    for (const certificate of [...Object.values(own), second]) expect(await judge(certificate, [own.root, second, own.unit])).toBe('root-of-another')
    expect(await judge(own.root, [])).toBe('root-of-another')
    const inner = issueCertificate({ kind: 'unit', city: '80021', cityNumber: 1, unit: 4, key: key('thief'), from: NOW - 1000, to: NOW + 1000, issuer: toHex(certificateId(own.unit)) }, seed('unit')) // prettier-ignore
    expect(await judge(inner, [own.root, own.unit]), 'a unit has no units').toBe('root-of-another')
    expect(await judge(second, [own.root, second, own.unit], toHex(certificateId(own.root)))).toBe('root-of-another')
    expect(await judge(own.device, [own.root, second, own.unit], toHex(certificateId(own.root)))).toBe('holds')
  })

  test('a unit that its root did not sign, and a root that did not sign itself: forged, whatever id they bear', async () => {
    const span = { city: '80021', cityNumber: 1, from: NOW - 1000, to: NOW + 1000 }
    const root = toHex(certificateId(own.root))
    const unit = issueCertificate({ kind: 'unit', ...span, unit: 4, key: key('thief'), issuer: root }, seed('thief'))
    expect(await judge(unit, [own.root, own.unit])).toBe('certificate-forged')
    const device = issueCertificate({ kind: 'device', ...span, unit: 4, key: key('device'), issuer: toHex(certificateId(unit)) }, seed('thief'))
    expect(await judge(device, [own.root, unit]), 'under such a unit').toBe('certificate-forged')
    const unsigned = issueCertificate({ kind: 'root', ...span, unit: 0, key: key('root'), issuer: '' }, seed('thief'))
    expect(await judge(unsigned, [unsigned])).toBe('certificate-forged')
    expect(await judge(unsigned, [unsigned], toHex(certificateId(unsigned)))).toBe('certificate-forged')
  })

  test('a device whose unit had ended, or had not begun, and a letter changed anywhere: refused', async () => {
    const ended = authorities({ unit: { to: NOW - 500 }, device: { from: NOW - 400 } })
    expect(await judge(ended.device, [ended.root, ended.unit])).toBe('certificate-not-valid-then')
    for (let at = 0; at < own.device.length; at += 7) {
      const letter = own.device[at] === 'A' ? 'B' : 'A'
      expect(await judge(`${own.device.slice(0, at)}${letter}${own.device.slice(at + 1)}`, [own.root, own.unit])).toMatch(/^certificate-/)
    }
  })
})
