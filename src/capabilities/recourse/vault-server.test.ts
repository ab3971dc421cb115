import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { toHex, utf8 } from '../../foundation/bytes.ts'
import { sha256 } from '../../foundation/digest.ts'
import { expectAccepted, refuse } from '../../foundation/result.ts'
import { inCity } from '../../platform/db/database.ts'
import { buildTown, type Town } from '../../testing/cast.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { castCase, castMember, HOUR, newestOf, nextRoster, random, TODAY, trustOf, type CastBody } from '../../testing/vault/vault-cast.ts'
import { fileCast, foundCastBody } from '../../testing/vault/vault-stage.ts'
import { forgetUploads } from './actions/forget-uploads.ts'
import { setRoot } from './actions/set-root.ts'
import { ageKeyOf } from './core/vault/age-key.ts'
import { seal } from './core/vault/seal.ts'
import { writeAddition, writeFiling } from './api/filing.ts'
import {
  askBody,
  askCase,
  askCases,
  askJoinings,
  askUngranted,
  sendAddition,
  sendFiling,
  sendGrants,
  sendJoining,
  sendRoster,
  type Client,
} from './browser/shared/vault-client.ts'
import { askPart, sendBegin, sendPart } from './browser/shared/upload-client.ts'
import { doWork } from './browser/shared/do-work.ts'
import { continueCase } from './core/vault/continue-case.ts'
import { openGrant } from './core/vault/epoch.ts'
import { grantAll } from './core/vault/filing.ts'
import type { HolderKeys } from './core/vault/holder-keys.ts'
import { openCase } from './core/vault/open-case.ts'
import { hashOf } from './core/vault/signed.ts'
import { toBase64 } from '../../foundation/base64.ts'

const BODY = 'recours-amiens'
let site: TestSite
let town: Town
let client: Client
let body: CastBody
beforeAll(async () => {
  site = await openTestSite({ VISAVIS_TRUST_PROXY: '1' })
  site.now = Date.parse(`${TODAY}T09:20:00Z`)
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'amiens.test' })
  client = clientFrom(someAddress)
  body = await foundCastBody(site.services, town.code)
})
afterAll(() => site.close())

/** As a person with an address of their own, or many with one. */
function clientFrom(address: () => string): Client {
  const headersOf = (init: RequestInit) => ({
    ...Object.fromEntries(new Headers(init.headers)),
    'x-forwarded-for': address(),
    'x-forwarded-proto': 'http',
  })
  return { ask: (path, init) => site.request(path, { ...init, headers: headersOf(init), host: town.host }), now: () => site.services.clock() }
}
const someAddress = () => `10.${[0, 0, 0].map(() => random(1)[0]).join('.')}`

const counted = ['cases', 'epochs', 'grants', 'items', 'envelopes', 'shares'] as const
const rowsKept = () =>
  inCity(site.services.db, town.code, async (tx) => {
    const counts = await Promise.all(counted.map((table) => tx.selectFrom(`recourse.${table}`).select((select) => select.fn.countAll<number>().as('n')).executeTakeFirstOrThrow())) // prettier-ignore
    return counts.reduce((sum, { n }) => sum + n, 0)
  })

async function open(cast: { readonly filing: { readonly caseId: string } }, keys: HolderKeys, of: CastBody = body) {
  const answer = await askCase(client, cast.filing.caseId, keys)
  return answer.ok ? openCase(answer.value, { keys, caseId: cast.filing.caseId, trust: trustOf(of) }) : answer
}

const post = (path: string, sent: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  site.request(`/coffre/api${path}`, {
    method: 'POST',
    host: town.host,
    body: sent,
    headers: { 'content-type': 'application/json', 'x-forwarded-for': someAddress(), 'x-forwarded-proto': 'http', ...headers },
  })

describe('filing', () => {
  test('is kept whole, acknowledged with its hour, and read by the citizen and the members', async () => {
    const cast = await fileCast(client, body)
    for (const keys of [cast.citizen, ...body.members.map((member) => member.keys)])
      expect(expectAccepted(await open(cast, keys)).items[0]?.content.body).toEqual({ text: 'On m’a contrôlé trois fois.' })
    expect(await askCase(client, cast.filing.caseId, body.authority)).toMatchObject({ code: 'not-found' })
    expect(await askCase(client, '00'.repeat(16), body.members[0]?.keys ?? cast.citizen)).toMatchObject({ code: 'not-found' })
    const kept = await inCity(site.services.db, town.code, (tx) => tx.selectFrom('recourse.cases').selectAll().execute())
    expect(kept[0]?.filed_at.toISOString()).toBe('2027-03-01T09:00:00.000Z')
  })

  test('sent twice is one case; other bytes under the same keys are refused', async () => {
    const cast = await castCase(body)
    const bytes = writeFiling(cast.filing)
    const before = await rowsKept()
    expectAccepted(await sendFiling(client, BODY, { bytes, keys: cast.citizen }))
    const after = await rowsKept()
    expectAccepted(await sendFiling(client, BODY, { bytes, keys: cast.citizen }))
    expect([after > before, await rowsKept()]).toEqual([true, after])
    const other = await castCase(body)
    const forged = writeFiling({ ...cast.filing, item: other.filing.item })
    expect(await sendFiling(client, BODY, { bytes: forged, keys: cast.citizen })).toMatchObject({ code: 'already-used' })
  })

  test('has an entry in the journal that counts it for its body, and says nothing of it', async () => {
    await fileCast(client, body)
    const leaves = await inCity(site.services.db, town.code, (tx) => tx.selectFrom('journal.queue').select('leaf').execute())
    const filings = leaves.map(({ leaf }) => Buffer.from(leaf).toString()).filter((leaf) => leaf.startsWith('visavis1 filing '))
    const kept = await inCity(site.services.db, town.code, (tx) => tx.selectFrom('recourse.cases').select('case_id').execute())
    expect(filings).toHaveLength(kept.length)
    expect(new Set(filings.map((leaf) => /tag:(\S+)/.exec(leaf)?.[1])).size).toBe(1)
  })

  test.each([
    ['plain JSON', () => utf8(JSON.stringify({ plainte: 'On m’a frappé.' }))],
    ['a form', () => utf8('plainte=On+m%27a+frapp%C3%A9')],
    ['nothing', () => new Uint8Array()],
    ['plain text where a sealed file should be', (bytes: Uint8Array) => utf8(Buffer.from(bytes).toString().replace(/"item":"[^"]*"/, `"item":"${Buffer.from('je me plains '.repeat(300)).toString('base64')}"`))], // prettier-ignore
    [
      'a text in place of an envelope',
      (bytes: Uint8Array) =>
        utf8(
          Buffer.from(bytes)
            .toString()
            .replace(/"file":"YWdl[^"]*"/, '"file":"U2FtaSBCLg=="'),
        ),
    ],
    ['an unknown member beside the rest', (bytes: Uint8Array) => utf8(Buffer.from(bytes).toString().replace('{', '{"note":"en clair",'))],
  ])('%s: 415, and nothing is kept', async (_, spoil) => {
    const cast = await castCase(body)
    const spoilt = spoil(writeFiling(cast.filing))
    const before = await rowsKept()
    const sent = await sendFiling(client, BODY, { bytes: new Uint8Array(spoilt), keys: cast.citizen })
    expect(sent).toMatchObject({ ok: false, code: 'not-sealed' })
    expect((await post(`/organes/${BODY}/affaires`, new Uint8Array(spoilt))).status).toBe(415)
    expect(await rowsKept()).toBe(before)
  })

  test('without the citizen’s signature, for another body’s keys or a stale roster, is refused', async () => {
    const [cast, other] = [await castCase(body), await castCase(body)]
    const bytes = writeFiling(cast.filing)
    expect((await post(`/organes/${BODY}/affaires`, bytes)).status).toBe(403)
    expect(await sendFiling(client, BODY, { bytes, keys: other.citizen })).toMatchObject({ code: 'signature-wrong' })
    expect(await sendFiling(client, 'autre', { bytes, keys: cast.citizen })).toMatchObject({ code: 'not-found' })
    const swapped = writeFiling({ ...cast.filing, citizen: { ...cast.filing.citizen, recipient: other.filing.citizen.recipient } })
    expect(await sendFiling(client, BODY, { bytes: swapped, keys: cast.citizen })).toMatchObject({ code: 'case-mismatch' })
    const short = writeFiling({ ...cast.filing, grants: cast.filing.grants.slice(1) })
    expect(await sendFiling(client, BODY, { bytes: short, keys: cast.citizen })).toMatchObject({ code: 'grants-wrong' })
  })
})

test('an address that sent much is asked for work, once each, and never closed out', { timeout: 60_000 }, async () => {
  const crowded = { 'x-forwarded-for': '192.0.2.7' }
  for (let count = 0; count < 12; count += 1) expect((await post(`/organes/${BODY}/affaires`, utf8('{}'), crowded)).status).toBe(415)
  expect((await post(`/organes/${BODY}/affaires`, utf8('{}'), crowded)).status).toBe(429)
  const works: string[] = []
  const shared = clientFrom(() => '192.0.2.7')
  const watching: Client = {
    ...shared,
    ask: (path, init) => {
      works.push(new Headers(init.headers).get('x-visavis-travail') ?? '')
      return shared.ask(path, init)
    },
  }
  const cast = await castCase(body)
  expect(await sendFiling(watching, BODY, { bytes: writeFiling(cast.filing), keys: cast.citizen })).toMatchObject({ ok: true })
  expect(works.map((work) => work !== '')).toEqual([false, true])
  // One work sent twice at once pays once.
  const asked = await shared.ask(`/coffre/api/organes/${BODY}/affaires`, { method: 'POST', body: '{}' })
  const work = await doWork(refuse('work-needed', { challenge: (await asked.json()).evidence.challenge }))
  const twice = await Promise.all([1, 2].map(() => post(`/organes/${BODY}/affaires`, utf8('{}'), { ...crowded, 'x-visavis-travail': work ?? '' })))
  expect(twice.map(({ status }) => status).sort()).toEqual([415, 429])
  // The same work again pays for nothing; and nobody else is asked for any.
  expect((await post(`/organes/${BODY}/affaires`, utf8('{}'), { ...crowded, 'x-visavis-travail': works[1] ?? '' })).status).toBe(429)
  expect((await post(`/organes/${BODY}/affaires`, utf8('{}'))).status).toBe(415)
})

describe('a large file', () => {
  const put = async (keys: HolderKeys, upload: string, { part, bytes }: { readonly part: number; readonly bytes: Uint8Array<ArrayBuffer> }) =>
    sendPart(client, { upload, part, bytes: new Blob([bytes]), digest: toHex(sha256(bytes)), keys })

  test('is taken part by part, from who filed alone; what is no age file is refused, and nothing of it is on disk', async () => {
    const [cast, stranger] = [await fileCast(client, body), await castCase(body)]
    const [upload, other] = [toHex(random(16)), toHex(random(16))]
    expect(await sendBegin(client, BODY, { upload: other, keys: stranger.citizen })).toMatchObject({ code: 'not-found' })
    expectAccepted(await sendBegin(client, BODY, { upload, keys: cast.citizen }))
    const { recipient } = await ageKeyOf(random(32))
    const bytes = await seal(random(50_000), [recipient])
    expect(expectAccepted(await put(cast.citizen, upload, { part: 0, bytes }))).toBe(toHex(sha256(bytes)))
    expect(expectAccepted(await put(cast.citizen, upload, { part: 0, bytes }))).toBe(toHex(sha256(bytes)))
    // Sealed again after an acknowledgement that was lost: the first stays, and the device is told which one that is.
    const sealedAgain = await put(cast.citizen, upload, { part: 0, bytes: await seal(random(50_000), [recipient]) })
    expect(sealedAgain).toMatchObject({ code: 'already-used', evidence: { sha256: toHex(sha256(bytes)) } })
    expect(await put(cast.citizen, upload, { part: 1, bytes: utf8('une vidéo en clair '.repeat(400)) })).toMatchObject({ code: 'not-sealed' })
    expect(await put(cast.citizen, upload, { part: 600, bytes })).toMatchObject({ code: 'part-number' })
    expect(await put(stranger.citizen, upload, { part: 1, bytes })).toMatchObject({ code: 'not-found' })
    expect(readdirSync(join(site.folder, 'recourse', town.code, upload))).toEqual([`0-${toHex(sha256(bytes))}.age`])
    expect(expectAccepted(await askPart(client, { upload, part: 0, keys: cast.citizen }))).toEqual(bytes)
    // Two at once under one number: one is kept, and both are told which.
    const rivals = await Promise.all([seal(random(9000), [recipient]), seal(random(9000), [recipient])])
    const told = await Promise.all(rivals.map((one) => put(cast.citizen, upload, { part: 2, bytes: one })))
    const [kept = '', also] = told.map((one) => String(one.ok ? one.value : one.evidence.sha256))
    expect(also).toBe(kept)
    expect(told.filter((one) => one.ok)).toHaveLength(1)
    expect(toHex(sha256(expectAccepted(await askPart(client, { upload, part: 2, keys: cast.citizen }))))).toBe(kept)
    expect(readdirSync(join(site.folder, 'recourse', town.code, upload))).toHaveLength(2)
    // A member reads it once a case names it; until then, it is its sender's.
    const [amina] = body.members
    if (!amina) throw new Error('a member')
    expect(await askPart(client, { upload, part: 0, keys: amina.keys })).toMatchObject({ code: 'not-found' })
    const next = await continueCase(
      expectAccepted(await open(cast, cast.citizen)),
      { kind: 'message', time: HOUR, body: {} },
      { author: cast.citizen, today: TODAY, random },
    )
    const unknown = writeAddition(next, { state: null, word: false, uploads: [upload, toHex(random(16))] })
    expect(await sendAddition(client, cast.filing.caseId, { bytes: unknown, keys: cast.citizen })).toMatchObject({ code: 'uploads-missing' })
    expect(expectAccepted(await open(cast, cast.citizen)).items).toHaveLength(1)
    expectAccepted(
      await sendAddition(client, cast.filing.caseId, {
        bytes: writeAddition(next, { state: null, word: false, uploads: [upload] }),
        keys: cast.citizen,
      }),
    )
    expect(expectAccepted(await askPart(client, { upload, part: 0, keys: amina.keys }))).toEqual(bytes)
    expect(await askPart(client, { upload, part: 0, keys: stranger.citizen })).toMatchObject({ code: 'not-found' })
  })

  test('that no case names goes after two days, from the table and the disk', async () => {
    const cast = await fileCast(client, body)
    const upload = toHex(random(16))
    expectAccepted(await sendBegin(client, BODY, { upload, keys: cast.citizen }))
    const { recipient } = await ageKeyOf(random(32))
    expectAccepted(await put(cast.citizen, upload, { part: 0, bytes: await seal(random(5000), [recipient]) }))
    await forgetUploads(site.services, town.code)
    expect(existsSync(join(site.folder, 'recourse', town.code, upload))).toBe(true)
    site.now += 3 * 86_400_000
    await forgetUploads(site.services, town.code)
    site.now -= 3 * 86_400_000
    expect(existsSync(join(site.folder, 'recourse', town.code, upload))).toBe(false)
    expect(await askPart(client, { upload, part: 0, keys: cast.citizen })).toMatchObject({ code: 'not-found' })
  })
})

describe('a case goes on', () => {
  test('by its members and its citizen, one item after the other; who writes on an old state is told', async () => {
    const cast = await fileCast(client, body)
    const [amina] = body.members
    if (!amina) throw new Error('a member')
    const read = expectAccepted(await open(cast, amina.keys))
    const next = await continueCase(read, { kind: 'status', time: HOUR, body: { text: 'recevable' } }, { author: amina.keys, today: TODAY, random })
    const bytes = writeAddition(next, { state: 'recevabilite', word: true })
    expectAccepted(await sendAddition(client, cast.filing.caseId, { bytes, keys: amina.keys }))
    expect(await sendAddition(client, cast.filing.caseId, { bytes, keys: amina.keys })).toMatchObject({ code: 'step-refused' })
    const late = await continueCase(read, { kind: 'message', time: HOUR, body: { text: 'merci' } }, { author: cast.citizen, today: TODAY, random })
    expect(
      await sendAddition(client, cast.filing.caseId, { bytes: writeAddition(late, { state: null, word: false }), keys: cast.citizen }),
    ).toMatchObject({ code: 'out-of-date' })
    const fresh = expectAccepted(await open(cast, cast.citizen))
    expect(fresh.items).toHaveLength(2)
    const steal = await continueCase(fresh, { kind: 'status', time: HOUR, body: {} }, { author: cast.citizen, today: TODAY, random })
    expect(
      await sendAddition(client, cast.filing.caseId, { bytes: writeAddition(steal, { state: 'enquete', word: false }), keys: cast.citizen }),
    ).toMatchObject({ code: 'step-refused' })
    const withdrawn = await continueCase(fresh, { kind: 'withdrawal', time: HOUR, body: {} }, { author: cast.citizen, today: TODAY, random })
    expectAccepted(
      await sendAddition(client, cast.filing.caseId, { bytes: writeAddition(withdrawn, { state: 'retiree', word: false }), keys: cast.citizen }),
    )
    expect(expectAccepted(await askCase(client, cast.filing.caseId, cast.citizen)).state).toBe('retiree')
  })

  test('a stranger’s key and another case’s citizen have no access', async () => {
    const [cast, other] = [await fileCast(client, body), await fileCast(client, body)]
    const read = expectAccepted(await open(cast, cast.citizen))
    const next = await continueCase(read, { kind: 'message', time: HOUR, body: {} }, { author: other.citizen, today: TODAY, random })
    expect(
      await sendAddition(client, cast.filing.caseId, { bytes: writeAddition(next, { state: null, word: false }), keys: other.citizen }),
    ).toMatchObject({ code: 'not-found' })
    expect(await askCases(client, BODY, other.citizen)).toMatchObject({ code: 'signature-wrong' })
    expect(await askJoinings(client, BODY, other.citizen)).toMatchObject({ code: 'signature-wrong' })
  })
})

describe('a body changes', () => {
  test('who left has no list, no case, no grant; who came is given the past by a member; the next item has its own epoch', async () => {
    const cast = await fileCast(client, body)
    const [amina, basile, claire] = body.members
    if (!amina || !basile || !claire) throw new Error('three members')
    const driss = await castMember('driss', 'citizens')
    expectAccepted(await sendJoining(client, BODY, { joining: { id: 'driss', label: 'Driss', seat: 'member', college: 'citizens', recipient: driss.seat.recipient, key: driss.seat.key }, keys: driss.keys })) // prettier-ignore
    expect(await sendJoining(client, BODY, { joining: { id: 'eve', label: 'Ève', seat: 'member', college: 'citizens', recipient: driss.seat.recipient, key: driss.seat.key }, keys: amina.keys })).toMatchObject({ code: 'signature-wrong' }) // prettier-ignore
    const after = nextRoster(body, [amina, claire, driss])
    const { content, signature } = newestOf(after)
    expectAccepted(await sendRoster(client, BODY, { content, signature }))
    expect(await askCases(client, BODY, basile.keys)).toMatchObject({ code: 'signature-wrong' })
    expect(await askCase(client, cast.filing.caseId, basile.keys)).toMatchObject({ code: 'not-found' })
    const left = await inCity(site.services.db, town.code, (tx) =>
      tx.selectFrom('recourse.grants').where('holder', '=', 'basile').selectAll().execute(),
    )
    expect(left).toEqual([])
    expect(await open(cast, driss.keys, after)).toMatchObject({ code: 'case-no-grant' })
    for (const { case: caseId, epoch } of expectAccepted(await askUngranted(client, BODY, { keys: amina.keys, after: '' })).epochs) {
      const answer = expectAccepted(await askCase(client, caseId, amina.keys))
      const opened = expectAccepted(await openCase(answer, { keys: amina.keys, caseId, trust: trustOf(after) }))
      const document = opened.epochs[epoch]
      const seed = document && opened.opened[epoch]?.seed
      if (!document || !seed) throw new Error('amina has every epoch')
      const grants = (await grantAll(document, seed, [{ id: 'driss', recipient: driss.seat.recipient }])).map(({ holder, file }) => ({
        case: caseId,
        epoch,
        holder,
        file: toBase64(file),
      }))
      expectAccepted(await sendGrants(client, BODY, { grants, keys: amina.keys }))
    }
    expect(expectAccepted(await askUngranted(client, BODY, { keys: amina.keys, after: '' })).epochs).toEqual([])
    const nowhere = { case: cast.filing.caseId, epoch: 7, holder: 'driss', file: toBase64(cast.filing.item) }
    expect(await sendGrants(client, BODY, { grants: [nowhere], keys: amina.keys })).toMatchObject({ code: 'grants-wrong' })
    const read = expectAccepted(await open(cast, driss.keys, after))
    expect(read.fit).toBe(false)
    const draft = { kind: 'note' as const, time: HOUR, body: { text: 'après le départ' } }
    const astray = await continueCase(read, draft, { author: driss.keys, today: '2027-06-01', random })
    expect(
      await sendAddition(client, cast.filing.caseId, { bytes: writeAddition(astray, { state: null, word: false }), keys: driss.keys }),
    ).toMatchObject({ code: 'clock-wrong', evidence: { today: TODAY } })
    const next = await continueCase(read, draft, { author: driss.keys, today: TODAY, random })
    expect(next.opening?.epoch.content.number).toBe(1)
    expectAccepted(await sendAddition(client, cast.filing.caseId, { bytes: writeAddition(next, { state: null, word: false }), keys: driss.keys }))
    expect(expectAccepted(await open(cast, cast.citizen, after)).items).toHaveLength(2)
    const opening = next.opening
    if (!opening) throw new Error('a new epoch')
    for (const grant of opening.grants) expect(await openGrant(opening.epoch, grant.file, basile.keys.age.identity)).toBeUndefined()
    body = after
  })

  test('by its root alone, and only to a composition that its kind allows', async () => {
    const stranger = nextRoster({ ...body, rootSeed: random(32) }, body.members)
    expect(await sendRoster(client, BODY, { content: newestOf(stranger).content, signature: newestOf(stranger).signature })).toMatchObject({
      code: 'roster-forged',
    })
    const empty = nextRoster(body, body.members.slice(0, 2))
    expect(await sendRoster(client, BODY, { content: newestOf(empty).content, signature: newestOf(empty).signature })).toMatchObject({
      code: 'roster-composition',
    })
    const answer = expectAccepted(await askBody(client, BODY))
    expect(answer.rosters).toHaveLength(body.rosters.length)
    expect(hashOf(newestOf(body))).toHaveLength(64)
    expect(await setRoot(site.services, { city: town.code, body: BODY, token: 'x', root: 'ab'.repeat(32) })).toMatchObject({ code: 'code-refused' })
  })
})
