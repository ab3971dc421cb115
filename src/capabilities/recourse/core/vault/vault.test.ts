import { generateX25519Identity, identityToRecipient, Encrypter } from 'age-encryption'
import { describe, expect, test } from 'vitest'
import {
  castBody,
  castCase,
  castMember,
  HOUR,
  newestOf,
  nextRoster,
  random,
  TODAY,
  trustOf,
  type CastBody,
  type CastCase,
} from '../../../../testing/vault/vault-cast.ts'
import { utf8 } from '../../../../foundation/bytes.ts'
import { expectAccepted } from '../../../../foundation/result.ts'
import { ageKeyOf, isRecipient } from './age-key.ts'
import { gateFault } from './age-gate.ts'
import { compositionFaults } from './composition.ts'
import { openEnvelope, openShare, passShare, sealEnvelope } from './envelope.ts'
import { authorsByEpoch, isFit, openEpoch, openGrant, verifyEpochs, type SignedEpoch } from './epoch.ts'
import { grantAll, holdersOf } from './filing.ts'
import { keysOf, type HolderKeys } from './holder-keys.ts'
import { readChain, sealItem, writeItem, type SealedItem } from './item.ts'
import { padmeLength } from './padme.ts'
import { signerOf, signRequest } from './request.ts'
import { verifyRosters } from './roster.ts'
import { seal, sealJson, unseal, unsealJson } from './seal.ts'
import { rebuildSeed, shareSeed } from './share-seed.ts'
import { nearWords, secretOf, wordsOf } from './words.ts'

/** What a holder reads of a case, from what a server keeps. */
async function readAs(
  holder: HolderKeys,
  body: CastBody,
  kept: {
    readonly cast: CastCase
    readonly epochs: readonly SignedEpoch[]
    readonly grants: readonly (Uint8Array | undefined)[]
    readonly items: readonly SealedItem[]
  },
) {
  const { cast, epochs, grants, items } = kept
  const trust = { citizen: cast.filing.citizen, rosters: body.rosters }
  const verified = expectAccepted(await verifyEpochs(epochs, trust))
  const opened = await Promise.all(verified.map((epoch, index) => (grants[index] ? openGrant(epoch, grants[index], holder.age.identity) : undefined)))
  return readChain(items, {
    caseId: cast.filing.caseId,
    identities: opened.map((one) => one?.age.identity),
    authors: authorsByEpoch(verified, trust),
  })
}

function grantOf(cast: CastCase, holder: string): Uint8Array {
  const grant = cast.filing.grants.find((one) => one.holder === holder)
  if (!grant) throw new Error(`no grant for ${holder}`)
  return grant.file
}

test('what is sealed in a place that many parts share opens, and one that has no room is not written past', async () => {
  const { identity, recipient } = await ageKeyOf(random(32))
  const place = new Uint8Array(200_000)
  for (const length of [0, 1, 65_536, 70_000]) {
    const plain = random(length)
    const sealed = await seal(plain, [recipient], place)
    expect(sealed.buffer).toBe(place.buffer)
    expect(await unseal(sealed, identity)).toEqual(plain)
  }
  const small = new Uint8Array(100)
  expect(await unseal(await seal(random(5000), [recipient], small), identity)).toHaveLength(5000)
  expect(small).toEqual(new Uint8Array(100))
})

describe('twelve words', () => {
  test('carry the secret, typed without accents or by four letters', () => {
    const secret = random(16)
    const words = wordsOf(secret)
    expect(words).toHaveLength(12)
    expect(secretOf(words.join(' '))).toEqual({ ok: true, value: secret })
    const plain = words.map((word) => word.normalize('NFD').replaceAll(/\p{M}/gu, '').toUpperCase())
    expect(secretOf(plain.map((word, index) => `${index + 1}. ${word}`).join('\n'))).toEqual({ ok: true, value: secret })
    expect(secretOf(plain.map((word) => word.slice(0, 4)).join(' '))).toMatchObject({ ok: true })
  })

  test('say which one is mistyped, and what is near', () => {
    const words = [...wordsOf(new Uint8Array(16))]
    words[4] = 'abaisé'
    expect(secretOf(words.join(' '))).toEqual({ ok: false, code: 'word-unknown', evidence: { at: 5, typed: 'abaisé' } })
    expect(nearWords('abaisé')[0]).toBe('abaisser')
    expect(secretOf(words.slice(1).join(' '))).toMatchObject({ code: 'word-count', evidence: { count: 11 } })
    const swapped = wordsOf(Uint8Array.from({ length: 16 }, (_, index) => index * 7)).with(0, 'zoologie')
    expect(secretOf(swapped.join(' '))).toMatchObject({ code: 'words-wrong' })
  })

  test('make the same keys each time, and other words other keys', async () => {
    const [one, again, other] = await Promise.all([keysOf(new Uint8Array(16)), keysOf(new Uint8Array(16)), keysOf(random(16))])
    expect(again).toEqual(one)
    expect(other.key).not.toBe(one.key)
    expect(isRecipient(one.age.recipient)).toBe(true)
    expect(isRecipient(`${one.age.recipient.slice(0, -1)}${one.age.recipient.endsWith('q') ? 'p' : 'q'}`)).toBe(false)
  })
})

describe('what is sealed', () => {
  test('opens with its key alone, and has one of few sizes', async () => {
    const [mine, other] = await Promise.all([ageKeyOf(random(32)), ageKeyOf(random(32))])
    const file = await sealJson({ text: 'a' }, [mine.recipient])
    expect(await unsealJson(file, mine.identity)).toEqual({ text: 'a' })
    expect(await unsealJson(file, other.identity)).toBeUndefined()
    expect((await sealJson({ text: 'b'.repeat(900) }, [mine.recipient])).length).toBe(file.length)
    expect([1, 1024, 1025, 5000].map((length) => padmeLength(length))).toEqual([1024, 1024, 1088, 5120])
    await expect(sealJson({}, [await identityToRecipient(await generateX25519Identity())])).rejects.toThrow()
  })

  test('passes the gate; plaintext and other age files do not', async () => {
    const { recipient } = await ageKeyOf(random(32))
    for (let count = 0; count < 50; count += 1) expect(gateFault(await sealJson({ count }, [recipient]))).toBeUndefined()
    expect(gateFault(await seal(random(200_000), [recipient]))).toBeUndefined()
    expect(gateFault(await seal(random(65_536 * 2), [recipient]))).toBeUndefined()
    expect(gateFault(utf8('{"plainte":"…"}'))).toBe('not-age')
    const classic = new Encrypter()
    classic.addRecipient(await identityToRecipient(await generateX25519Identity()))
    expect(gateFault(await classic.encrypt(random(2000)))).toBe('stanza')
    const file = await sealJson({}, [recipient])
    const header = file.length - 1024 - 32
    expect(gateFault(new Uint8Array([...file.subarray(0, header), ...utf8('je me plains '.repeat(100))]))).toBe('not-random')
    expect(gateFault(file.subarray(0, -1))).toBe('payload')
  })

  test('the gate never takes noise for text', () => {
    // The statistic alone, far more often than files are sealed in a test.
    let largest = 0
    for (let count = 0; count < 20_000; count += 1) {
      const seen = new Float64Array(256)
      for (const byte of random(1056)) seen[byte] = (seen[byte] ?? 0) + 1
      largest = Math.max(largest, seen.reduce((sum, one) => sum + (one - 4.125) ** 2 / 4.125, 0)) // prettier-ignore
    }
    expect(largest).toBeLessThan(400)
  })
})

describe('a body', () => {
  test('is trusted through a chain of rosters that its root signed', async () => {
    const first = await castBody()
    const body = nextRoster(first, [...first.members, await castMember('driss', 'associations')])
    expect(await verifyRosters(body.rosters, trustOf(body))).toMatchObject({ ok: true })
    const other = await castBody()
    const refusalOf = async (chain: readonly unknown[], more = {}) => (await verifyRosters(chain, { ...trustOf(body), ...more })) // prettier-ignore
    expect(await refusalOf(other.rosters)).toMatchObject({ code: 'roster-forged' })
    expect(await refusalOf(body.rosters, { body: 'comite-ethique' })).toMatchObject({ code: 'roster-other-body' })
    expect(await refusalOf(body.rosters, { today: '2029-01-01' })).toMatchObject({ code: 'roster-expired' })
    expect(await refusalOf(body.rosters, { journaled: () => false })).toMatchObject({ code: 'roster-unjournaled' })
    expect(await refusalOf(first.rosters, { seen: { number: 2, hash: '' } })).toMatchObject({ code: 'roster-rolled-back' })
    expect(await refusalOf(body.rosters, { seen: { number: 1, hash: 'ab' } })).toMatchObject({ code: 'roster-forked' })
    expect(await refusalOf(body.rosters.slice(1))).toMatchObject({ code: 'roster-gap' })
    expect(await refusalOf([{ ...newestOf(body), extra: 1 }])).toMatchObject({ code: 'roster-malformed' })
    expect(await refusalOf([])).toMatchObject({ code: 'roster-malformed' })
  })

  test('sits with the colleges that its kind asks for', async () => {
    const body = await castBody()
    const { content } = newestOf(body)
    const codes = (more: Partial<typeof content>) => compositionFaults({ ...content, ...more }).map(({ code }) => code)
    expect(codes({})).toEqual([])
    expect(codes({ kind: 'ethics' })).toEqual(['too-few', 'college-missing', 'college-missing', 'college-too-large'])
    expect(codes({ quorum: 4 })).toEqual(['quorum-out-of-range'])
    const [chair, ...others] = content.members
    if (!chair) throw new Error('no chair')
    expect(codes({ members: [{ ...chair, role: 'member' }, ...others] })).toEqual(['no-chair'])
    expect(codes({ members: [chair, ...others, { ...chair, role: 'member' }] })).toContain('same-id-twice')
    expect(codes({ members: content.members.map((member) => ({ ...member, college: 'elected' as const })) })).toEqual([
      'college-missing',
      'college-too-large',
    ])
    expect(codes({ custodians: [{ ...content.custodians[0], key: chair.key }, content.custodians[1], content.custodians[2]] })).toContain(
      'custodian-is-member',
    )
  })
})

describe('a case', () => {
  test('is read by its citizen and its members, and by nobody else', async () => {
    const body = await castBody()
    const cast = await castCase(body)
    const kept = (holder: string) => ({
      cast,
      epochs: [cast.filing.epoch],
      grants: [grantOf(cast, holder)],
      items: [{ epoch: 0, file: cast.filing.item }],
    })
    for (const [holder, keys] of [['citizen', cast.citizen], ...body.members.map(({ seat, keys }) => [seat.id, keys] as const)] as const)
      expect(expectAccepted(await readAs(keys, body, kept(holder))).items[0]?.content.body).toEqual({ text: 'On m’a contrôlé trois fois.' })
    expect(await readAs(body.authority, body, kept('amina'))).toMatchObject({ code: 'chain-unreadable' })
    const recovery = await ageKeyOf(body.recoverySeed)
    expect(await openGrant(cast.filing.epoch, grantOf(cast, 'recovery'), recovery.identity)).toBeDefined()
  })

  test('is closed to a member who left, and open to the others', async () => {
    const before = await castBody()
    const cast = await castCase(before)
    const [amina, basile, claire] = before.members
    if (!amina || !basile || !claire) throw new Error('three members')
    const body = nextRoster(before, [amina, claire, await castMember('driss', 'citizens')])
    expect(isFit(cast.filing.epoch, { rosters: before.rosters, today: TODAY, recused: new Set() })).toBe(true)
    expect(isFit(cast.filing.epoch, { rosters: body.rosters, today: TODAY, recused: new Set() })).toBe(false)
    const seed = random(32)
    const epoch = await openEpoch({ caseId: cast.filing.caseId, previous: cast.filing.epoch, seed, roster: newestOf(body), today: TODAY }, amina.keys)
    expect(isFit(epoch, { rosters: body.rosters, today: TODAY, recused: new Set() })).toBe(true)
    const grants = await grantAll(epoch, seed, holdersOf(newestOf(body), { today: TODAY, citizen: cast.citizen.age.recipient }))
    const later = writeItem({ kind: 'note', time: HOUR, body: { text: 'après' } }, { epoch, before: cast.first }, amina.keys)
    const items = [{ epoch: 0, file: cast.filing.item }, { epoch: 1, file: await sealItem(later, epoch) }] // prettier-ignore
    const kept = (first: string, second: string) => ({
      cast,
      epochs: [cast.filing.epoch, epoch],
      grants: [grantOf(cast, first), grants.find(({ holder }) => holder === second)?.file],
      items,
    })
    expect(expectAccepted(await readAs(claire.keys, body, kept('claire', 'claire'))).items).toHaveLength(2)
    expect(expectAccepted(await readAs(cast.citizen, body, kept('citizen', 'citizen'))).items).toHaveLength(2)
    for (const holder of ['claire', 'citizen', 'recovery'])
      expect(await readAs(basile.keys, body, kept('basile', holder))).toMatchObject({ code: 'chain-unreadable', evidence: { seq: 1 } })
  })

  test('has an envelope that two custodians open together, and none alone', async () => {
    const body = await castBody()
    const roster = newestOf(body).content
    const caseId = '00'.repeat(16)
    const envelope = await sealEnvelope({ person: 'Sami', contact: 'sami@example.org' }, random(32), { caseId, roster })
    const [one, two] = body.custodians
    if (!one || !two) throw new Error('custodians')
    const mine = await openShare(envelope.shares[0], one.age.identity, caseId)
    const passed = mine && (await openShare(await passShare(mine, two.age.recipient, caseId), two.age.identity, caseId))
    const own = await openShare(envelope.shares[1], two.age.identity, caseId)
    if (!passed || !own) throw new Error('shares')
    expect(await openEnvelope(envelope, [passed, own], caseId)).toEqual({ person: 'Sami', contact: 'sami@example.org' })
    expect(await openEnvelope(envelope, [own], caseId)).toBeUndefined()
    expect(await openEnvelope(envelope, [own, own], caseId)).toBeUndefined()
    expect(await openShare(envelope.shares[0], two.age.identity, caseId)).toBeUndefined()
    const nobody = await sealEnvelope({ person: '', contact: '' }, random(32), { caseId, roster })
    expect(nobody.file.length).toBe(envelope.file.length)
    // The longest that the form takes, three bytes a sign.
    const longest = await sealEnvelope({ person: '漢'.repeat(200), contact: '漢'.repeat(300) }, random(32), { caseId, roster })
    expect(longest.file.length).toBe(nobody.file.length)
  })

  test('keeps its recovery with any two of three shares', async () => {
    const seed = random(32)
    const { recipient } = await ageKeyOf(seed)
    const [one, two, three] = await shareSeed(seed)
    for (const pair of [[one, two], [one, three], [two, three]]) expect(await rebuildSeed(pair, recipient)).toEqual(seed) // prettier-ignore
    const [other] = await shareSeed(random(32))
    expect(await rebuildSeed([one, other], recipient)).toBeUndefined()
  })
})

test('a request is known by its key for a quarter of an hour, and not when one byte of it changes', async () => {
  const keys = await keysOf(random(16))
  const now = new Date('2027-03-01T10:00:00Z')
  const request = { method: 'POST', path: '/coffre/x?seq=1', body: utf8('abc') }
  const headers = signRequest(request, now, keys)
  const by = (named: string) => headers[named]
  expect(await signerOf(request, now, by)).toBe(keys.key)
  expect(await signerOf({ ...request, body: utf8('abd') }, now, by)).toBeUndefined()
  expect(await signerOf({ ...request, path: '/coffre/x?seq=2' }, now, by)).toBeUndefined()
  expect(await signerOf(request, new Date('2027-03-01T10:16:00Z'), by)).toBeUndefined()
  expect(await signerOf(request, now, () => undefined)).toBeUndefined()
})
