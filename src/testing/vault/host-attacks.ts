import { fromBase64, toBase64 } from '../../foundation/base64.ts'
import type { Json } from '../../foundation/canonical-json.ts'
import { ageKeyOf } from '../../capabilities/recourse/core/vault/age-key.ts'
import { continueCase } from '../../capabilities/recourse/core/vault/continue-case.ts'
import { grantTo, openEpoch } from '../../capabilities/recourse/core/vault/epoch.ts'
import { keysOf, type HolderKeys } from '../../capabilities/recourse/core/vault/holder-keys.ts'
import { sealItem, writeItem, type SignedItem } from '../../capabilities/recourse/core/vault/item.ts'
import { openCase, type CaseAnswer, type OpenCase } from '../../capabilities/recourse/core/vault/open-case.ts'
import { hashOf, sign } from '../../capabilities/recourse/core/vault/signed.ts'
import { castBody, castCase, castMember, HOUR, newestOf, nextRoster, random, TODAY, trustOf, type CastBody, type CastCase } from './vault-cast.ts'

/** A host that keeps a body's cases, knows every public key and the database, and wants to read or to deceive. */
type Stage = {
  readonly body: CastBody
  readonly cast: CastCase
  readonly other: CastCase
  /** As an honest host answers a member. */
  readonly honest: CaseAnswer
  readonly items: readonly SignedItem[]
  readonly host: HolderKeys
  readonly reader: HolderKeys
  readonly read: OpenCase
}

type Attack = (stage: Stage) => Promise<CaseAnswer>

/** What an honest host keeps of a case, as one holder is answered. */
export function answerOf(body: CastBody, { filing }: CastCase, holder: string): CaseAnswer {
  return {
    citizen: filing.citizen,
    rosters: body.rosters.map((roster): unknown => roster),
    epochs: [filing.epoch],
    grants: filing.grants.filter((grant) => grant.holder === holder).map(({ file }) => ({ epoch: 0, file: toBase64(file) })),
    items: [{ epoch: 0, file: toBase64(filing.item) }],
  }
}

async function openStage(): Promise<Stage> {
  const body = await castBody()
  const [cast, other, host] = await Promise.all([castCase(body), castCase(body, { text: 'Une autre affaire.' }), keysOf(random(16))])
  const [member] = body.members
  if (!member) throw new Error('a body has members')
  let answer = answerOf(body, cast, member.seat.id)
  const items = [cast.first]
  for (const text of ['un', 'deux']) {
    const open = await readAs(answer, { body, cast, keys: member.keys })
    if (!open) throw new Error('the honest host is read')
    const next = await continueCase(open, { kind: 'message', time: HOUR, body: { text } }, { author: member.keys, today: TODAY, random })
    answer = { ...answer, items: [...answer.items, { epoch: 0, file: toBase64(next.file) }] }
    items.push(next.item)
  }
  const read = await readAs(answer, { body, cast, keys: member.keys })
  if (!read) throw new Error('the honest host is read')
  return { body, cast, other, honest: answer, items, host, reader: member.keys, read }
}

async function readAs(answer: CaseAnswer, { body, cast, keys }: { readonly body: CastBody; readonly cast: CastCase; readonly keys: HolderKeys }) {
  const opened = await openCase(answer, { keys, caseId: cast.filing.caseId, trust: trustOf(body) })
  return opened.ok ? opened.value : undefined
}

/** The host's own member, in a roster that its own root signed. */
async function rosterWithHost({ body, host }: Stage, rootSeed: Uint8Array): Promise<CastBody['rosters']> {
  const seat = { ...(await castMember('intrus', 'citizens')).seat, key: host.key, recipient: host.age.recipient }
  const newest = newestOf(body)
  const content = { ...newest.content, number: newest.content.number + 1, previous: hashOf(newest), members: [...newest.content.members, seat] }
  return [...body.rosters, sign('roster', content, rootSeed)]
}

/** Seals to the case, whose recipient is no secret. */
async function forgedItem({ cast, items, host }: Stage, more: Readonly<Record<string, Json>>): Promise<string> {
  const item = writeItem({ kind: 'message', time: HOUR, body: { text: 'Tout va bien.' } }, { epoch: cast.filing.epoch, before: items.at(-1) }, host)
  return toBase64(await sealItem(sign('item', { ...item.content, ...more }, host.signing), cast.filing.epoch))
}

async function ownEpoch({ cast, host, body }: Stage) {
  const seed = random(32)
  const epoch = await openEpoch({ caseId: cast.filing.caseId, previous: cast.filing.epoch, seed, roster: newestOf(body), today: TODAY }, host)
  return { seed, epoch }
}

const at = <Value>(list: readonly Value[], index: number): Value => {
  const value = list[index]
  if (value === undefined) throw new Error(`nothing at ${index}`)
  return value
}

/** Ways to deceive who reads or writes a case. */
export const HOST_ATTACKS: Readonly<Record<string, Attack>> = {
  'the citizen’s key becomes the host’s': async ({ honest, host }) => ({ ...honest, citizen: { ...honest.citizen, key: host.key } }),
  'the citizen’s recipient becomes the host’s': async ({ honest, host }) => ({
    ...honest,
    citizen: { ...honest.citizen, recipient: host.age.recipient },
  }),
  'a whole other case is given': async ({ body, other, honest }) => ({ ...honest, ...answerOf(body, other, 'amina') }),
  'an item of another case is slipped in': async ({ honest, other }) => ({
    ...honest,
    items: [...honest.items, { epoch: 0, file: toBase64(other.filing.item) }],
  }),
  'an item is dropped': async ({ honest }) => ({ ...honest, items: [at(honest.items, 0), at(honest.items, 2)] }),
  'the first item is dropped': async ({ honest }) => ({ ...honest, items: honest.items.slice(1) }),
  'the last item is held back': async ({ honest }) => ({ ...honest, items: honest.items.slice(0, -1) }),
  'two items change places': async ({ honest }) => ({ ...honest, items: [at(honest.items, 0), at(honest.items, 2), at(honest.items, 1)] }),
  'an item is given twice': async ({ honest }) => ({ ...honest, items: [...honest.items, at(honest.items, 2)] }),
  'one bit of an item is turned': async ({ honest }) => {
    const file = fromBase64(at(honest.items, 1).file)
    if (!file) throw new Error('base64')
    file[file.length - 40] = (file[file.length - 40] ?? 0) ^ 1
    return { ...honest, items: [at(honest.items, 0), { epoch: 0, file: toBase64(file) }, at(honest.items, 2)] }
  },
  'the host writes an item under its own key': async (stage) => ({
    ...stage.honest,
    items: [...stage.honest.items, { epoch: 0, file: await forgedItem(stage, {}) }],
  }),
  'the host writes an item in the citizen’s name': async (stage) => ({
    ...stage.honest,
    items: [...stage.honest.items, { epoch: 0, file: await forgedItem(stage, { author: stage.cast.citizen.key }) }],
  }),
  'the manifest of a file is exchanged for the host’s': async (stage) => {
    const sent = { upload: '00'.repeat(16), parts: ['00'.repeat(32)] }
    const body = { title: 'film.mp4', type: 'video/mp4', size: 1, seed: '00'.repeat(32), original: sent, copy: null }
    const file = await forgedItem({ ...stage, items: stage.items.slice(0, 2) }, { kind: 'file', body })
    return { ...stage.honest, items: [at(stage.honest.items, 0), at(stage.honest.items, 1), { epoch: 0, file }] }
  },
  'an item is said to be of another epoch': async ({ honest }) => ({
    ...honest,
    items: honest.items.map((item, index) => (index === 2 ? { ...item, epoch: 1 } : item)),
  }),
  'the host opens an epoch whose key it has': async (stage) => {
    const { epoch, seed } = await ownEpoch(stage)
    const grant = { epoch: 1, file: toBase64(await grantTo(epoch, seed, stage.reader.age.recipient)) }
    return { ...stage.honest, epochs: [...stage.honest.epochs, epoch], grants: [...stage.honest.grants, grant] }
  },
  'the case’s key is exchanged in its epoch': async ({ honest, cast, host }) => {
    const { recipient } = await ageKeyOf(random(32))
    return { ...honest, epochs: [sign('epoch', { ...cast.filing.epoch.content, recipient }, host.signing)] }
  },
  'a grant carries a key of the host': async ({ honest, cast, reader }) => ({
    ...honest,
    grants: [{ epoch: 0, file: toBase64(await grantTo(cast.filing.epoch, random(32), reader.age.recipient)) }],
  }),
  'a member is added by another root': async (stage) => ({ ...stage.honest, rosters: [...(await rosterWithHost(stage, random(32)))] }),
  'a member is added by the root, out of the journal': async (stage) => ({
    ...stage.honest,
    rosters: [...(await rosterWithHost(stage, stage.body.rootSeed))],
  }),
  'a stale roster hides that a member left': async ({ honest, body }) => ({ ...honest, rosters: body.rosters.slice(0, 1) }),
  'another body’s rosters are given': async ({ honest }) => ({ ...honest, rosters: [...(await castBody('autre-organe')).rosters] }),
}

export type Attacked = { readonly attacks: number; readonly noticed: number; readonly missed: readonly string[]; readonly codes: readonly string[] }

/** Each attack against a member's device that has read the case once; noticed when the device refuses before it shows or writes anything. */
export async function runHostAttacks(): Promise<Attacked> {
  const stage = await openStage()
  const missed: string[] = []
  const codes: string[] = []
  for (const [named, attack] of Object.entries(HOST_ATTACKS)) {
    const stale = named.startsWith('a stale roster')
    const body = stale ? nextRoster(stage.body, stage.body.members.slice(0, 2).concat(await castMember('eve', 'citizens'))) : stage.body
    const trust = { ...trustOf(body), ...(stale ? { seen: { number: 2, hash: hashOf(newestOf(body)) } } : {}) }
    const answer = await attack({ ...stage, body })
    const opened = await openCase(answer, { keys: stage.reader, caseId: stage.cast.filing.caseId, trust, seen: stage.read.seen })
    if (opened.ok) missed.push(named)
    else codes.push(opened.code)
  }
  return { attacks: Object.keys(HOST_ATTACKS).length, noticed: Object.keys(HOST_ATTACKS).length - missed.length, missed, codes }
}

/** The honest answer is read, by the same reader with the same memory: what is noticed is the attack. */
export async function readHonest(): Promise<boolean> {
  const { honest, reader, cast, body, read } = await openStage()
  return (await openCase(honest, { keys: reader, caseId: cast.filing.caseId, trust: trustOf(body), seen: read.seen })).ok
}
