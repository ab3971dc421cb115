import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { inCity } from '../../platform/db/database.ts'
import { buildTown, quietCheck, type Town } from '../../testing/cast.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { toBase64url } from '../../foundation/base64url.ts'
import { CHAIN_START, chainLink, manifestMessage } from './core/receipt.ts'
import { holderHash, holderOf, signClaim, type ClaimKind } from './core/holder.ts'
import { aesOverWebCrypto, chainFor, openBundle, prefixOf, receiptOf, verifyDetail } from './core/open-bundle.ts'
import { verifyReceipt } from './core/verify-receipt.ts'
import { canonicalJson, type Json } from '../../foundation/canonical-json.ts'
import { submissionJson, type MadeReceipt } from './replay/soft-device.ts'
import { registerSoftDevice } from './replay/register-soft-device.ts'
import type { Bundle } from './core/bundle.ts'
import { readIssueSeconds } from './queries/issue-seconds.ts'
import { fromBase64url } from '../../foundation/base64url.ts'

let site: TestSite
let town: Town
beforeAll(async () => {
  site = await openTestSite()
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'amiens.test' })
  await buildTown(site, { code: '59350', name: 'Lille', host: 'lille.test' })
})
afterAll(() => site.close())

const made = (changes: Parameters<typeof quietCheck>[1] = {}, unit = 1): MadeReceipt =>
  town.phone.issue(quietCheck(site.now, changes), { city: town.number, unit, secret: site.services.random(16) })
const json = { 'content-type': 'application/json', accept: 'application/json' }
const send = (receipt: MadeReceipt, headers: Record<string, string> = {}) =>
  site.request(`/agent/api/recus/${receipt.id}`, {
    method: 'PUT',
    body: submissionJson(receipt.submission),
    host: 'amiens.test',
    headers: { ...json, ...headers },
  })
const rows = async (table: string) => {
  const counted = await inCity(site.services.db, town.code, (tx) => sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`.execute(tx))
  return counted.rows[0]?.n ?? -1
}

/** Entries of a type that wait for the journal. */
const leavesOf = async (type: string) => {
  const all = await inCity(site.services.db, town.code, (tx) => tx.selectFrom('journal.queue').select('leaf').execute())
  return all.filter(({ leaf }) => Buffer.from(leaf).toString().startsWith(`visavis1 ${type} `)).length
}

describe('a receipt reaches the register', () => {
  test('signed by the phone → 201, one row, one journal entry, and the same bytes again → 200 and nothing more', async () => {
    const receipt = made()
    const before = [await rows('receipts.receipts'), await rows('journal.queue')]
    expect((await send(receipt)).status).toBe(201)
    expect((await send(receipt)).status).toBe(200)
    expect([await rows('receipts.receipts'), await rows('journal.queue')]).toEqual([(before[0] ?? 0) + 1, (before[1] ?? 0) + 1])
  })

  test('how long it took is what the phone signed, from the opening of the check to the receipt: never the time of the check against itself', async () => {
    const day = new Date(site.now).toISOString().slice(0, 10)
    for (const seconds of [40, 90, 600])
      expect((await send(made({ started: Math.floor(site.now / 1000) - 700, ended: Math.floor(site.now / 1000) - 700 + seconds }))).status).toBe(201)
    const all = await readIssueSeconds(site.services.db, { city: town.code, since: day, before: '2099-01-01' })
    expect(all, 'the median of 40, 90, 120 (the receipt before) and 600').toBe(105)
    expect(await readIssueSeconds(site.services.db, { city: '59350', since: day, before: '2099-01-01' })).toBeUndefined()
  })

  test('one bit of the payload changed on the way → 403, nothing stored', async () => {
    const receipt = made()
    const payload = new Uint8Array(receipt.submission.payload)
    payload[27] = (payload[27] ?? 0) ^ 64
    const detail = receipt.submission.detail.replace('"explained":true', '"explained":false')
    const answer = await site.request(`/agent/api/recus/${receipt.id}`, {
      method: 'PUT',
      body: submissionJson({ ...receipt.submission, payload, detail }),
      host: 'amiens.test',
      headers: json,
    })
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'signature-wrong' })
  })

  test('the record says another result than the QR → refused: both must agree', async () => {
    const receipt = made()
    const detail = receipt.submission.detail.replace('"contravention"', '"nothing"')
    const answer = await site.request(`/agent/api/recus/${receipt.id}`, {
      method: 'PUT',
      body: submissionJson({ ...receipt.submission, detail }),
      host: 'amiens.test',
      headers: json,
    })
    expect(await answer.json()).toMatchObject({ code: 'detail-differs-from-receipt' })
  })

  test('municipal police signs a contrôle d’identité (CPP 78-2) → refused: only the relevé (CPP 78-6) is theirs', async () => {
    const answer = await send(made({ act: 'controle_identite', ground: 'PJ1', motive: 'theft' }))
    expect(await answer.json()).toMatchObject({ code: 'ground-not-of-this-service' })
  })

  test('three days late → accepted and flagged: refusing would be deletion', async () => {
    const answer = await send(made({ started: Math.floor(site.now / 1000) - 3 * 86_400, ended: Math.floor(site.now / 1000) - 3 * 86_400 + 60 }))
    expect(answer.status).toBe(201)
    expect(await answer.json()).toMatchObject({ late: true })
  })

  test('a phone whose clock is an hour off → accepted and flagged', async () => {
    expect(await (await send(made(), { 'x-visavis-clock': String(site.now - 3_600_000) })).json()).toMatchObject({ clockOff: true, late: false })
  })

  test('another city’s host does not know this phone', async () => {
    const receipt = made()
    const answer = await site.request(`/agent/api/recus/${receipt.id}`, {
      method: 'PUT',
      body: submissionJson(receipt.submission),
      host: 'lille.test',
      headers: json,
    })
    expect(await answer.json()).toMatchObject({ code: 'certificate-unknown' })
  })
})

describe('two receipts under one number', () => {
  test('different bytes → 409, both kept, an entry in the outbox, the phone suspended; what it sends later is marked', async () => {
    const seconds = Math.floor(site.now / 1000)
    const rogue = await registerSoftDevice(site.services, {
      city: town.code,
      unit: 1,
      span: [seconds - 86_400, seconds],
      seed: new Uint8Array(32).fill(7),
    })
    const twin = await registerSoftDevice(site.services, {
      city: town.code,
      unit: 1,
      span: [seconds - 86_400, seconds],
      seed: new Uint8Array(32).fill(7),
    })
    const numbering = { city: town.number, unit: 1 }
    const first = rogue.issue(quietCheck(site.now), { ...numbering, secret: site.services.random(16) })
    const other = twin.issue(quietCheck(site.now, { motive: 'dumping' }), { ...numbering, secret: site.services.random(16) })
    expect(other.id).toBe(first.id)
    expect((await send(first)).status).toBe(201)
    expect((await send(other)).status).toBe(409)
    expect(await rows('receipts.equivocations')).toBe(1)
    expect(await leavesOf('equivocation'), 'and the journal holds that both were signed').toBe(1)
    const later = await send(rogue.issue(quietCheck(site.now), { ...numbering, secret: site.services.random(16) }))
    expect(await later.json()).toMatchObject({ standing: 'after_suspension' })
  })
})

test('a phone that was handed back: its revocation is in the journal, and what it signs afterwards is kept and marked', async () => {
  const now = Math.floor(site.now / 1000)
  const phone = await registerSoftDevice(site.services, { city: town.code, unit: 1, span: [now - 3600, now + 3600] })
  const issue = () => phone.issue(quietCheck(site.now), { city: town.number, unit: 1, secret: site.services.random(16) })
  const first = issue()
  expect((await send(first)).status).toBe(201)
  const [keyId = ''] = first.id.split('-')
  const device = await inCity(site.services.db, town.code, (tx) =>
    tx.selectFrom('receipts.certificates').where('key_id', '=', Buffer.from(keyId, 'hex')).select('device').executeTakeFirstOrThrow(),
  )
  const before = await leavesOf('revocation')
  const revoke = () =>
    site.request(`/services/1/appareils/${device.device}/revocation`, { method: 'POST', host: 'amiens.test', headers: { cookie: town.cookies.supervisor, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' } }) // prettier-ignore
  expect([(await revoke()).status, (await revoke()).status]).toEqual([303, 303])
  expect(await leavesOf('revocation'), 'once').toBe(before + 1)
  site.now += 6000 // what is known of a phone is kept for five seconds
  expect(await (await send(issue())).json()).toMatchObject({ standing: 'after_revocation' })
})

describe('the end of a shift', () => {
  test('three numbers announced, two arrived → one missing, in the outbox as a gap; the third arrives → none', async () => {
    const seconds = Math.floor(site.now / 1000)
    const phone = await registerSoftDevice(site.services, { city: town.code, unit: 1, span: [seconds - 86_400, seconds] })
    const shift = [1, 2, 3].map(() => phone.issue(quietCheck(site.now), { city: town.number, unit: 1, secret: site.services.random(16) }))
    const [first, second, third] = shift
    if (!first || !second || !third) throw new Error('three were issued')
    await send(first)
    await send(third)
    const head = shift.reduce((previous, { submission }) => chainLink(previous, submission), CHAIN_START)
    const [keyId = ''] = first.id.split('-')
    const manifest = { keyId, first: 1, last: 3, head }
    const body = JSON.stringify({ ...manifest, head: toBase64url(head), signature: toBase64url(phone.sign(manifestMessage(manifest))) })
    const post = async () => (await site.request('/agent/api/services', { method: 'POST', body, host: 'amiens.test', headers: json })).json()
    expect(await post()).toEqual({ missing: 1, ticket: expect.any(String) })
    await send(second)
    expect(await post()).toEqual({ missing: 0, headMatches: true, ticket: expect.any(String) })
    // In the journal as each time knew it, and no third time: what is known now is not what was known then.
    expect(await post()).toEqual({ missing: 0, headMatches: true, ticket: expect.any(String) })
    const before = [await leavesOf('manifest'), await leavesOf('gap'), await leavesOf('equivocation')]
    expect(before[0]).toBeGreaterThanOrEqual(2)
    expect(before[1]).toBeGreaterThanOrEqual(1)
    // The same numbers under another head, signed too: both are in the journal, and that they contradict each other.
    const other = { ...manifest, head: new Uint8Array(32).fill(9) }
    const contrary = JSON.stringify({ ...other, head: toBase64url(other.head), signature: toBase64url(phone.sign(manifestMessage(other))) })
    const answer = await site.request('/agent/api/services', { method: 'POST', body: contrary, host: 'amiens.test', headers: json })
    expect(await answer.json()).toEqual({ missing: 0, headMatches: false, ticket: expect.any(String) })
    expect([await leavesOf('manifest'), await leavesOf('gap'), await leavesOf('equivocation')]).toEqual([
      (before[0] ?? 0) + 1,
      before[1],
      (before[2] ?? 0) + 1,
    ])
    const page = await site.request('/services/1', { host: 'amiens.test', headers: { cookie: town.cookies.supervisor } })
    expect(await page.text()).toContain('1 – 3')
  })
})

describe('the holder', () => {
  const lookUp = async (path: string, receipt: MadeReceipt) => {
    const bundle: Bundle = (await (await site.request(path, { host: 'amiens.test' })).json()) as Bundle // parsing: our own file
    const [content] = await openBundle(bundle, receipt.holderHash, aesOverWebCrypto(crypto.subtle))
    return { bundle, content }
  }

  test('finds the receipt in the day’s public file and in its bucket, and verifies it up to the root; a stranger’s hash opens nothing', async () => {
    const receipt = made()
    await send(receipt)
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(new Date(quietCheck(site.now).started * 1000))
    for (const path of [`/recus/jours/${day}`, `/recus/lots/${prefixOf(receipt.holderHash)}`]) {
      site.now += 60_000
      const { bundle, content } = await lookUp(path, receipt)
      const found = content && receiptOf(content)
      const chain = found && chainFor(bundle, found.payload.keyId)
      if (!content || !found || !chain) throw new Error('not found')
      expect((await verifyReceipt(found, chain)).ok).toBe(true)
      expect((await verifyDetail(content, found, chain)).ok).toBe(true)
      expect(await openBundle(bundle, holderHash(holderOf(site.services.random(16)).publicKey), aesOverWebCrypto(crypto.subtle))).toEqual([])
    }
  })

  const claim = async (receipt: MadeReceipt, asked: { kind: ClaimKind; path: string; secret: Uint8Array<ArrayBuffer>; content: Json }) => {
    const offered = (await (await site.request('/recus/defi', { host: 'amiens.test' })).json()) as { challenge: string } // parsing: our own answer
    const challenge = fromBase64url(offered.challenge) ?? new Uint8Array(32)
    const content = canonicalJson(asked.content)
    const signature = signClaim(asked.secret, { kind: asked.kind, receipt: receipt.id, challenge, content })
    const body = JSON.stringify({
      challenge: offered.challenge,
      content,
      publicKey: toBase64url(holderOf(asked.secret).publicKey),
      signature: toBase64url(signature),
    })
    const post = () => site.request(`/recus/${receipt.id}/${asked.path}`, { method: 'POST', body, host: 'amiens.test', headers: json })
    return { first: await post(), again: post }
  }

  test('contests with the key: recorded; the same challenge again, or another key → refused', async () => {
    const receipt = made()
    await send(receipt)
    const contest = { kind: 'contest', path: 'contestation', content: { words: 'On ne m’a rien expliqué.' } } as const
    const { first, again } = await claim(receipt, { ...contest, secret: receipt.secret })
    expect(first.status).toBe(201)
    expect(await (await again()).json()).toMatchObject({ code: 'challenge-spent' })
    expect((await claim(receipt, { ...contest, secret: site.services.random(16) })).first.status).toBe(403)
  })

  test('moves the receipt to another key: the old one can no longer act, the new one can', async () => {
    const receipt = made()
    await send(receipt)
    const fresh = site.services.random(16)
    const content = { newHolderHash: toBase64url(holderHash(holderOf(fresh).publicKey)) }
    expect((await claim(receipt, { kind: 'transfer', path: 'transfert', secret: receipt.secret, content })).first.status).toBe(201)
    const observe = { kind: 'observe', path: 'observations', content: { words: 'À moi.' } } as const
    expect((await claim(receipt, { ...observe, secret: receipt.secret })).first.status).toBe(403)
    expect((await claim(receipt, { ...observe, secret: fresh })).first.status).toBe(201)
  })
})

describe('cards', () => {
  test('printed, handed over once; a second use keeps the receipt without its card; another unit’s and an unknown card are named', async () => {
    const { printCards } = await import('./actions/print-cards.ts')
    const printed = await printCards(site.services, { city: town.code, cityName: 'Amiens', unit: 1, count: 2, origin: 'http://amiens.test' })
    if (!printed.ok) throw new Error(printed.code)
    expect(new TextDecoder().decode(printed.value.pdf.subarray(0, 5))).toBe('%PDF-')
    const [card = ''] = printed.value.cards
    const stored = await inCity(site.services.db, town.code, (tx) =>
      tx.selectFrom('receipts.cards').where('city', '=', town.code).where('card', '=', card).select('holder_hash').executeTakeFirstOrThrow(),
    )
    const hash = new Uint8Array(stored.holder_hash)
    const use = (name: string, holder: Uint8Array<ArrayBuffer>) =>
      send(
        town.phone.issue(quietCheck(site.now, { delivery: { mode: 'card', card: name } }), {
          city: town.number,
          unit: 1,
          secret: new Uint8Array(16),
          holderHash: holder,
        }),
      )
    expect(await (await use(card, hash)).json()).toMatchObject({ cardProblem: null })
    expect(await (await use(card, hash)).json()).toMatchObject({ cardProblem: 'spent' })
    expect(await (await use('22222222', hash)).json()).toMatchObject({ cardProblem: 'unknown' })
  })
})
