import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { toBase64 } from '../../foundation/base64.ts'
import { expectAccepted } from '../../foundation/result.ts'
import { buildTown, type Town } from '../../testing/cast.ts'
import { openJournalStage, type JournalStage } from '../../testing/journal-stage.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import {
  castCase,
  castMember,
  newestOf,
  nextRoster,
  random,
  TODAY,
  type CastBody,
  type CastCase,
  type CastMember,
} from '../../testing/vault/vault-cast.ts'
import { clientOf, fileCast, foundCastBody } from '../../testing/vault/vault-stage.ts'
import { publishRoster } from './actions/publish-roster.ts'
import { joinBody } from './actions/join-body.ts'
import { writeFiling } from './api/filing.ts'
import { ageKeyOf } from './core/vault/age-key.ts'
import { grantTo } from './core/vault/epoch.ts'
import { cardOf, packIndex } from './core/case-index.ts'
import { keysOf, type HolderKeys } from './core/vault/holder-keys.ts'
import { sealJson } from './core/vault/seal.ts'
import { shareSeed } from './core/vault/share-seed.ts'
import { sign } from './core/vault/signed.ts'
import { readJoinings } from './queries/joinings.ts'
import { openAs, openOwn, write } from './browser/shared/open-case-file.ts'
import { openForRoot } from './browser/shared/open-body.ts'
import { askBody, askCases, askIndex, sendFiling, type Client } from './browser/shared/vault-client.ts'
import { countOnDevice } from './browser/body/count-quarter.ts'
import { nextLetter, openExchange, postLetter } from './browser/body/exchange.ts'
import { isAnswerTo, readLetters, sealLetter, writeLetter } from './core/exchange.ts'
import { toHex } from '../../foundation/bytes.ts'
import { askWaitingShares, sendShares } from './browser/body/custody-client.ts'
import { findEnvelope, openPassed, passOwn } from './browser/body/custody.ts'
import { sitDown } from './browser/body/desk.ts'
import { handOver } from './browser/body/hand-over.ts'
import { givePast } from './browser/body/give-past.ts'
import { recoverCases } from './browser/body/recover.ts'
import { beginIndexAnew, shareCard } from './browser/body/share-index.ts'
import { takeSeat } from './browser/body/take-seat.ts'

/* Members' devices at work, through the site: what somebody of bad faith did before they came, and what they lost. */

const BODY = 'recours-amiens'
let site: TestSite
let town: Town
let journal: JournalStage
let body: CastBody
let client: Client
/** Answers that the network loses, from now on. */
let losing = (_init: RequestInit) => false
/** An answer that the host changes on its way. */
let rewriting: { readonly path: string; readonly change: (value: Record<string, { filing?: string; case?: string }[]>) => void } | undefined
/** What the host answers instead. */
let answering = (_path: string): Response | undefined => undefined
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(`${TODAY}T09:20:00Z`) })
  site = await openTestSite({ VISAVIS_TRUST_PROXY: '1' })
  site.now = Date.parse(`${TODAY}T09:20:00Z`)
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'amiens.test' })
  body = await foundCastBody(site.services, town.code)
  journal = await openJournalStage(site, { city: town.code, origin: 'amiens.example/journal' })
  await journal.grow([])
  const ask: Client['ask'] = async (path, init) => {
    const instead = answering(path)
    if (instead) return instead
    const answer = await clientOf(site, town).ask(path, init)
    if (losing(init)) throw new TypeError('the network is gone')
    if (!rewriting || !/inscriptions$|organes\/[^/]+\/affaires$/.test(path) || !path.endsWith(rewriting.path)) return answer
    const value = (await answer.json()) as Record<string, { filing?: string; case?: string }[]> // parsing: what our own site answers
    rewriting.change(value)
    return Response.json(value)
  }
  client = { ask, now: () => site.services.clock() }
  const real = globalThis.fetch
  // A page's own addresses go to the site; witnesses are where they are.
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => (path.startsWith('/') ? ask(path, init) : real(path, init)))
})
afterAll(async () => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
  await journal.close()
  await site.close()
})

test('the root signs the next roster after what it signed before, and after nothing that its host shows instead', async () => {
  const served = expectAccepted(await askBody(client, BODY))
  const { root } = body
  expect(await openForRoot(BODY, 'ab'.repeat(32))).toMatchObject({ code: 'signature-wrong' })
  expect(expectAccepted(await openForRoot(BODY, root)).before?.content.number).toBe(served.rosters.length)
  const hiding = (rosters: readonly unknown[]) => {
    answering = (path) => (path.endsWith(`/organes/${BODY}`) ? Response.json({ ...served, rosters, proofs: rosters.map(() => null) }) : undefined)
  }
  // None, as if nothing had been signed; and one that the root never signed.
  hiding([])
  expect(await openForRoot(BODY, root)).toMatchObject({ code: 'roster-rolled-back' })
  const stranger = await castMember('eve', 'lawyers')
  hiding([{ ...newestOf(nextRoster(body, [...body.members, stranger])), signature: Buffer.alloc(64).toString('base64') }])
  expect(await openForRoot(BODY, root)).toMatchObject({ ok: false })
  answering = () => undefined
})

async function seat(members: readonly CastMember[], more: Parameters<typeof nextRoster>[2] = {}): Promise<void> {
  body = nextRoster(body, members, more)
  expectAccepted(await publishRoster(site.services, { city: town.code, body: BODY }, newestOf(body)))
  await journal.grow([])
}

/** Whose keys open for nobody but a stranger: valid in form, so the server takes it. */
async function fileShut(): Promise<CastCase> {
  const cast = await castCase(body)
  const { recipient } = await ageKeyOf(random(32))
  const grants = await Promise.all(
    cast.filing.grants.map(async ({ holder }) => ({ holder, file: await grantTo(cast.filing.epoch, random(32), recipient) })),
  )
  expectAccepted(await sendFiling(client, BODY, { bytes: writeFiling({ ...cast.filing, grants }), keys: cast.citizen }))
  return cast
}

const rootKeys = async (): Promise<HolderKeys> => ({ ...(await keysOf(random(16))), key: body.root, signing: body.rootSeed })

test('one case that opens for nobody keeps neither the others from a newcomer, nor recovery from anybody', async () => {
  const [shut, good] = [await fileShut(), await fileCast(client, body)]
  const driss = await castMember('driss', 'magistrates')
  await seat([...body.members, driss], { quorum: 3 })
  const [amina] = body.members
  if (!amina) throw new Error('a member')
  expect(await openAs(driss.keys, good.filing.caseId, BODY)).toMatchObject({ code: 'case-no-grant' })
  const desk = expectAccepted(await sitDown(BODY, amina.keys))
  expect(expectAccepted(await givePast(desk, () => undefined))).toEqual({ given: 1, unread: [shut.filing.caseId] })
  expect((await openAs(driss.keys, good.filing.caseId, BODY)).ok).toBe(true)
  const [one, two] = await shareSeed(body.recoverySeed)
  const recovered = await recoverCases({ body: BODY, root: await rootKeys(), shares: [one, two] }, () => undefined)
  expect(expectAccepted(recovered)).toEqual({ given: 1, unread: [shut.filing.caseId] })
})

/** Of a case as this member opens it. */
async function cardBy(keys: HolderKeys, caseId: string, of: string) {
  const { open, file } = expectAccepted(await openAs(keys, caseId, of))
  return cardOf(open, file)
}

test('a newcomer who cannot read the shared search file leaves it as it is', async () => {
  const first = await fileCast(client, body)
  const [amina] = body.members
  if (!amina) throw new Error('a member')
  const desk = expectAccepted(await sitDown(BODY, amina.keys))
  await shareCard(desk, await cardBy(amina.keys, first.filing.caseId, BODY))
  const eva = await castMember('eva', 'lawyers')
  await seat([...body.members, eva], { quorum: 3 })
  const second = await fileCast(client, body)
  const hers = expectAccepted(await sitDown(BODY, eva.keys))
  expect(hers.indexUnread).toBe('foreign')
  await shareCard(hers, await cardBy(eva.keys, second.filing.caseId, BODY))
  const after = expectAccepted(await sitDown(BODY, amina.keys))
  expect(after.index.cards.map((card) => card.case)).toEqual([first.filing.caseId])
  // Once somebody who can read it writes, it is sealed to her too.
  await shareCard(after, await cardBy(amina.keys, second.filing.caseId, BODY))
  expect(expectAccepted(await sitDown(BODY, eva.keys)).index.cards).toHaveLength(2)
})

test('a search file that the host lost, set back, or had written by who does not sit is not read; it is begun anew when a member says so', async () => {
  const [amina] = body.members
  if (!amina) throw new Error('a member')
  const sit = async () => expectAccepted(await sitDown(BODY, amina.keys))
  const cast = await fileCast(client, body)
  const card = await cardBy(amina.keys, cast.filing.caseId, BODY)
  expectAccepted(await shareCard(await sit(), card))
  expect((await sit()).index.cards).toContainEqual(card)
  const lost = async (path: string, value: unknown) => {
    answering = (asked) => (asked.endsWith(path) ? Response.json(value) : undefined)
    const desk = await sit()
    answering = () => undefined
    return desk.indexUnread
  }
  const { version } = expectAccepted(await askIndex(client, BODY, amina.keys))
  const fileBy = async (keys: HolderKeys, at: number) => {
    const { content, signature } = sign('index', { body: BODY, version: at, packed: packIndex({ cards: [] }) }, keys.signing)
    return { version: at, file: toBase64(await sealJson({ content, key: keys.key, signature }, [amina.seat.recipient])) }
  }
  const stranger = await keysOf(random(16))
  const [left] = body.custodians
  if (!left) throw new Error('a custodian')
  expect(await lost('/fichier', { version: 0, file: null })).toBe('lost')
  expect(await lost('/fichier', await fileBy(amina.keys, version - 1))).toBe('lost')
  for (const keys of [stranger, left]) expect(await lost('/fichier', await fileBy(keys, version + 1))).toBe('lost')
  // Of one who sat when this device did not read it, and sits no more: no member's word, and no reason to accuse the host.
  const gone = await castMember('gaston', 'citizens')
  const stay = body.members
  await seat([...stay, gone], { quorum: 4 })
  await seat(stay, { quorum: 3 })
  expect(await lost('/fichier', await fileBy(gone.keys, version + 1))).toBe('left')
  expect((await sit()).indexUnread).toBeUndefined()
  expectAccepted(await beginIndexAnew(await sit()))
  expect(await sit()).toMatchObject({ indexUnread: undefined, index: { cards: [] } })
})

test('a card that says to have read more than there is keeps no true one out', async () => {
  const [amina] = body.members
  if (!amina) throw new Error('a member')
  const cast = await fileCast(client, body)
  const desk = expectAccepted(await sitDown(BODY, amina.keys))
  expectAccepted(await shareCard(desk, { case: cast.filing.caseId, seq: 900_000, text: 'faux' }))
  const card = await cardBy(amina.keys, cast.filing.caseId, BODY)
  expectAccepted(await shareCard(expectAccepted(await sitDown(BODY, amina.keys)), card))
  expect(expectAccepted(await sitDown(BODY, amina.keys)).index.cards.find((one) => one.case === card.case)).toEqual(card)
})

test('a custodian who left hands their shares to who came; before that, the two who stay open the envelopes', async () => {
  const cast = await castCase(body, undefined, { person: 'Sami Beaumont', contact: 'sami@example.org' })
  expectAccepted(await sendFiling(client, BODY, { bytes: writeFiling(cast.filing), keys: cast.citizen }))
  const [first, second, third] = body.custodians
  const newest = newestOf(body).content
  if (!first || !second || !third) throw new Error('custodians')
  const fourth = await keysOf(random(16))
  const [, b, c] = newest.custodians
  await seat(body.members, { custodians: [b, c, { id: 'garde-4', label: 'garde-4', key: fourth.key, recipient: fourth.age.recipient }] })
  const at = async (keys: HolderKeys) => {
    const taken = expectAccepted(await takeSeat(BODY, keys))
    if (taken.kind !== 'custodian') throw new Error('a custodian')
    return { custody: taken.custody, envelope: await findEnvelope(taken.custody, cast.filing.caseId) }
  }
  const pass = async (keys: HolderKeys, label: string) => {
    const { custody, envelope } = await at(keys)
    const to = expectAccepted(envelope).custodians.findIndex((one) => one.label === label)
    return passOwn(custody, expectAccepted(envelope), { to, reason: 'Elle demande à être entendue.' })
  }
  const open = async (keys: HolderKeys) => {
    const { custody, envelope } = await at(keys)
    return openPassed(custody, expectAccepted(envelope))
  }
  expect((await at(fourth)).envelope).toMatchObject({ code: 'share-not-handed' })
  expectAccepted(await pass(second, c.label))
  expect(expectAccepted(await open(third))).toMatchObject({ person: 'Sami Beaumont' })

  const left = expectAccepted(await takeSeat(BODY, first))
  if (left.kind !== 'former') throw new Error('a former custodian')
  const { handed, kept } = expectAccepted(await handOver(left.custody, () => undefined))
  expect([handed > 0, kept]).toEqual([true, []])
  // Handed over once; and nothing opens any more for who left.
  expect(expectAccepted(await handOver(left.custody, () => undefined)).handed).toBe(0)
  expect(await findEnvelope(left.custody, cast.filing.caseId)).toMatchObject({ code: 'not-found' })
  // Who came holds one share, not two: alone they open nothing, with another they do.
  expect(await open(fourth)).toMatchObject({ code: 'envelope-broken' })
  expectAccepted(await pass(third, 'garde-4'))
  expect(expectAccepted(await open(fourth))).toMatchObject({ person: 'Sami Beaumont' })
  // The person reads between whom it passed, each as the rosters show them.
  const { passes } = expectAccepted(await openOwn(cast.secret)).file
  expect(passes.map(({ keys }) => keys)).toEqual(
    expect.arrayContaining([
      { from: second.key, to: third.key },
      { from: third.key, to: fourth.key },
    ]),
  )
})

test('nobody hands over the share of another, nor anything to whom the rosters do not name', async () => {
  const cast = await castCase(body, undefined, { person: 'Sami', contact: '' })
  expectAccepted(await sendFiling(client, BODY, { bytes: writeFiling(cast.filing), keys: cast.citizen }))
  const [, second] = body.custodians
  const stranger = await keysOf(random(16))
  if (!second) throw new Error('a custodian')
  const share = toBase64(await sealJson({ x: 1 }, [stranger.age.recipient]))
  for (const keys of [stranger, second, body.members[0]?.keys ?? stranger]) {
    const asked = expectAccepted(await askWaitingShares(client, BODY, { keys, after: '' }))
    expect(asked.shares).toEqual([])
    // Not even that there are cases.
    if (keys !== second) expect(asked.last).toBeNull()
    expect(await sendShares(client, BODY, { keys, after: '', shares: [{ case: cast.filing.caseId, share }] })).toMatchObject({ code: 'not-found' })
  }
})

test('the authority reads what the body wrote to it and nothing of a case; its signed answer comes back; a host’s letter is refused', async () => {
  const cast = await fileCast(client, body)
  const [amina, basile] = body.members
  if (!amina || !basile) throw new Error('members')
  const desk = expectAccepted(await sitDown(BODY, amina.keys))
  const exchange = toHex(random(16))
  const question = nextLetter(desk, exchange, { letters: [], text: 'Un contrôle place Gambetta. Quel motif ?' })
  expectAccepted(await postLetter(desk, question))
  // Sent twice, as after an answer that was lost: once in the exchange. Another under its number is refused.
  expectAccepted(await postLetter(desk, question))
  expect(await postLetter(desk, nextLetter(desk, exchange, { letters: [], text: 'Autre chose.' }))).toMatchObject({ code: 'out-of-date' })
  const seat = expectAccepted(await takeSeat(BODY, body.authority))
  if (seat.kind !== 'authority') throw new Error('the authority')
  const { bureau } = seat
  expect(bureau.exchanges).toMatchObject([{ exchange, letters: 1, last: 'member' }])
  const read = expectAccepted(await openExchange(bureau, exchange))
  const answer = nextLetter(bureau, exchange, { letters: read.letters, text: 'Aucun motif n’a été noté.' })
  expectAccepted(await postLetter(bureau, answer))
  const back = expectAccepted(await openExchange({ ...desk, keys: basile.keys }, exchange))
  expect([back.fault, ...back.letters.map(({ content }) => content.text)]).toEqual([undefined, question.content.text, answer.content.text])
  expect(await openAs(body.authority, cast.filing.caseId, BODY)).toMatchObject({ code: 'not-found' })
  expect(await askCases(client, BODY, body.authority)).toMatchObject({ code: 'signature-wrong' })
  expect(await takeSeat(BODY, cast.citizen)).toMatchObject({ code: 'signature-wrong' })
  expect(await openExchange({ ...desk, keys: cast.citizen }, exchange)).toMatchObject({ code: 'signature-wrong' })
  // An answer is to the question that was asked, and to no other.
  expect([isAnswerTo(answer, [question]), isAnswerTo(answer, []), isAnswerTo(answer, [nextLetter(desk, exchange, { letters: [], text: 'Autre chose.' })])]).toEqual([true, false, false]) // prettier-ignore
  // Whoever keeps the letters knows every recipient, and no key of who signs: what came before a forged one is still read.
  const forged = writeLetter('Tout est réglé.', { exchange, before: answer, time: `${TODAY}T09` }, { body: BODY, author: await keysOf(random(16)) })
  const seal = async (one: typeof forged) => (await sealLetter(one, desk.roster, TODAY)) ?? new Uint8Array()
  const files = [await seal(question), await seal(answer), await seal(forged)]
  const reading = { body: BODY, exchange, identity: amina.keys.age.identity, rosters: desk.rosters }
  expect(await readLetters(files, reading)).toMatchObject({ letters: [question, answer], fault: { code: 'exchange-forged', seq: 2 } })
  expect(await readLetters(files.slice(1, 2), reading)).toMatchObject({ letters: [], fault: { code: 'exchange-broken' } })
  expect(await readLetters([files[0] ?? forgedBytes, forgedBytes], reading)).toMatchObject({
    letters: [question],
    fault: { code: 'exchange-unreadable' },
  })
})

const forgedBytes = new Uint8Array(20)

test('a message whose answer was lost is in the case once, however often it is sent', async () => {
  const cast = await fileCast(client, body)
  const opened = expectAccepted(await openOwn(cast.secret))
  const draft = { kind: 'message' as const, time: `${TODAY}T09`, body: { text: 'Je préfère le soir.' } }
  losing = ({ method }) => method === 'POST'
  expect(await write(opened, draft, { state: null, word: false })).toMatchObject({ code: 'no-network' })
  losing = () => false
  expect(expectAccepted(await write(opened, draft, { state: null, word: false })).open.items).toHaveLength(2)
  expect(expectAccepted(await openOwn(cast.secret)).open.items).toHaveLength(2)
})

test('strangers who ask for seats without end close the door to nobody', async () => {
  const ask = async () => {
    const keys = await keysOf(random(16))
    site.now += 1000
    expectAccepted(await joinBody(site.services, { city: town.code, body: BODY }, { id: `m-${keys.key.slice(0, 8)}`, seat: 'member', label: 'x', college: 'citizens', recipient: keys.age.recipient, key: keys.key })) // prettier-ignore
    return keys.key
  }
  for (let count = 0; count < 205; count += 1) await ask()
  const own = await ask()
  const waiting = await readJoinings(site.services.db, { city: town.code, body: BODY })
  expect([waiting.length, waiting.some(({ key }) => key === own)]).toEqual([200, true])
})

test('a quarter is counted when the host’s filings are the journal’s, one by one: hidden, doubled or invented, nothing is counted', async () => {
  const amina = body.members[0]
  if (!amina) throw new Error('a member')
  // Five weeks after the quarter, on every clock.
  site.now = Date.parse('2027-05-03T09:20:00Z')
  vi.setSystemTime(site.now)
  await journal.grow([])
  const desk = expectAccepted(await sitDown(BODY, amina.keys))
  const tally = expectAccepted(await countOnDevice(desk, '2027-T1', () => undefined))
  expect(tally.filed).toBeGreaterThan(4)
  const through = async (change: (value: Record<string, { filing?: string; case?: string }[]>) => void, path: string) => {
    rewriting = { path, change }
    const counted = await countOnDevice(desk, '2027-T1', () => undefined)
    rewriting = undefined
    return counted
  }
  expect(await through(({ filings }) => void filings?.pop(), '/inscriptions')).toMatchObject({ code: 'tally-journal' })
  expect(await through(({ filings }) => void filings?.push({ ...filings[0] }), '/inscriptions')).toMatchObject({ code: 'tally-journal' })
  expect(await through(({ filings }) => void filings?.push({ ...filings[0], filing: 'ab'.repeat(16) }), '/inscriptions')).toMatchObject({
    code: 'tally-journal',
  })
  // One hidden behind one that is invented, in both lists: as many, and not the same.
  const invented = { filing: 'ab'.repeat(16), drop: 'ab'.repeat(16), filedAt: '2027-03-01T09:00:00.000Z' }
  const swapped = await through(({ filings, cases, drops }) => {
    filings?.splice(0, 1, { ...filings[0], filing: invented.filing })
    cases?.shift()
    drops?.push(invented)
  }, '')
  expect(swapped).toMatchObject({ code: 'tally-journal' })
  expect(await through(({ cases }) => void cases?.shift(), '/affaires')).toMatchObject({ code: 'tally-journal' })
})

test('a member who stays out of a case counts the quarter as the others do: it is set aside on every device', async () => {
  const [one, two] = body.members
  if (!one || !two) throw new Error('two members')
  const count = async (member: CastMember) =>
    expectAccepted(await countOnDevice(expectAccepted(await sitDown(BODY, member.keys)), '2027-T1', () => undefined))
  const before = await count(one)
  const cast = await Promise.all(
    expectAccepted(await sitDown(BODY, one.keys)).cases.map(async (row) => {
      const both = await Promise.all([one, two].map(({ keys }) => openAs(keys, row.case, BODY)))
      return both.every(({ ok }) => ok) ? both[0] : undefined
    }),
  )
  const opened = cast.find((found) => found?.ok)
  if (!opened?.ok) throw new Error('a case that both open')
  const draft = { kind: 'recusal', time: '2027-05-03T09', body: { member: one.seat.id, reason: 'Mon cousin.' } } as const
  await write(opened.value, draft, { state: null, word: false, recusal: true })
  const counts = [await count(one), await count(two)]
  expect(counts[0]).toEqual(counts[1])
  expect(counts[0]).toMatchObject({ filed: before.filed, aside: 1, unreadable: before.unreadable })
})
