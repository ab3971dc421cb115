import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { toBase64 } from '../../foundation/base64.ts'
import { ageKeyOf } from '../../capabilities/recourse/core/vault/age-key.ts'
import { continueCase } from '../../capabilities/recourse/core/vault/continue-case.ts'
import { isFit, openGrant, type Epoch, type SignedEpoch } from '../../capabilities/recourse/core/vault/epoch.ts'
import { grantAll, holdersOf } from '../../capabilities/recourse/core/vault/filing.ts'
import { openCase, type CaseAnswer } from '../../capabilities/recourse/core/vault/open-case.ts'
import { sittingMembers, type Roster, type SignedRoster } from '../../capabilities/recourse/core/vault/roster.ts'
import { answerOf } from './host-attacks.ts'
import { castBody, castCase, castMember, HOUR, newestOf, nextRoster, random, TODAY, trustOf, type CastBody, type CastMember } from './vault-cast.ts'

/** What happens to a body with a case, in any order. `who`: an index, taken modulo those there are. */
export type Event =
  { readonly act: 'join' | 'write' | 'citizen-writes' | 'recover' } | { readonly act: 'leave' | 'rotate' | 'lose' | 'recuse'; readonly who: number }

export const lives: fc.Arbitrary<readonly Event[]> = fc.array(
  fc.oneof(
    fc.record({ act: fc.constantFrom('join', 'write', 'citizen-writes', 'recover') }),
    fc.record({ act: fc.constantFrom('leave', 'rotate', 'lose', 'recuse'), who: fc.nat(20) }),
  ),
  { minLength: 4, maxLength: 14 },
)

export type Outcome = { readonly breaches: number; readonly orphaned: number }

/** Seats and keys alone: a grant is that its holder knows the epoch. The decisions are those of the code that people run. */
type Model = {
  rosters: SignedRoster[]
  epochs: SignedEpoch[]
  /** For each epoch, who can open it: recipients. */
  known: Set<string>[]
  /** For each epoch, at which events an item was sealed to it. */
  written: number[][]
  /** Recipients whose keys left, and when. */
  left: Map<string, number>
  /** Keys of members who stay out of the case. */
  recused: Set<string>
  keys: number
}

const CITIZEN_KEY = 'citizen'

/** Runs a life without sealing anything: thousands in a second. A breach: somebody who left opens something written later. */
export function liveInModel(life: readonly Event[]): Outcome {
  const model = startModel()
  let breaches = 0
  let orphaned = 0
  for (const [time, event] of life.entries()) {
    step(model, event, time)
    breaches += countBreaches(model)
    if (!isHeld(model)) orphaned += 1
  }
  return { breaches, orphaned }
}

function seat(number: number): Roster['members'][number] {
  return {
    id: `m-${number}`,
    label: 'x',
    college: 'citizens',
    role: 'member',
    from: '2027-01-01',
    until: '2029-01-01',
    recipient: `r-${number}`,
    key: `k-${number}`,
  }
}

function startModel(): Model {
  const custodian = (id: string) => ({ id, label: id, recipient: id, key: id })
  const content: Roster = {
    v: 1, body: 'corps', kind: 'recourse', number: 1, previous: null, issued: TODAY, notAfter: '2028-01-01', quorum: 2,
    members: [seat(0), seat(1), seat(2)], custodians: [custodian('a'), custodian('b'), custodian('c')], recovery: 'recovery', authority: null,
  } // prettier-ignore
  const model: Model = { rosters: [{ content, signature: '' }], epochs: [], known: [], written: [], left: new Map(), recused: new Set(), keys: 3 }
  openModelEpoch(model, CITIZEN_KEY)
  model.written[0]?.push(-1)
  return model
}

function newest({ rosters }: Pick<Model, 'rosters'>): SignedRoster {
  const roster = rosters.at(-1)
  if (!roster) throw new Error('a body has a roster')
  return roster
}

function openModelEpoch(model: Model, author: string): void {
  const number = model.epochs.length
  const roster = newest(model)
  const content: Epoch = {
    v: 1,
    case: '',
    number,
    previous: null,
    recipient: `epoch-${number}`,
    roster: roster.content.number,
    rosterHash: '',
    on: TODAY,
    recused: [...model.recused].sort(),
    author,
  }
  model.epochs.push({ content, signature: '' })
  model.known.push(new Set(holdersOf(roster, { today: TODAY, citizen: CITIZEN_KEY, recused: model.recused }).map(({ recipient }) => recipient)))
  model.written.push([])
}

function step(model: Model, event: Event, time: number): void {
  const members = sittingMembers(newest(model).content, TODAY)
  const inCase = members.filter(({ key }) => !model.recused.has(key))
  if (event.act === 'write' || event.act === 'citizen-writes') {
    writeInModel(model, event.act === 'write' ? (inCase[0]?.key ?? '') : CITIZEN_KEY, time)
    return
  }
  if (event.act === 'recover') return recoverInModel(model, time)
  const chosen = 'who' in event ? members[event.who % members.length] : undefined
  // Somebody always stays who can go on.
  if (inCase.every(({ key }) => key === chosen?.key)) return
  if (event.act === 'recuse') return recuseInModel(model, chosen, time)
  if (event.act === 'leave' && members.length <= 2) return
  const joining = event.act === 'leave' ? [] : [seat(model.keys)]
  model.keys += joining.length
  if (chosen) model.left.set(chosen.recipient, time)
  issue(model, [...members.filter(({ key }) => key !== chosen?.key), ...joining])
  // A member gives the newcomer the epochs that there are; who lost a key is given them by another.
  for (const { recipient } of joining) for (const known of model.known) known.add(recipient)
}

function writeInModel(model: Model, author: string, time: number): void {
  const last = model.epochs.at(-1)
  if (!last || !isFit(last, { rosters: model.rosters, today: TODAY, recused: model.recused })) openModelEpoch(model, author)
  model.written.at(-1)?.push(time)
}

/** They say so in the case, and the server takes away what they were given. */
function recuseInModel(model: Model, chosen: Roster['members'][number] | undefined, time: number): void {
  if (!chosen || model.recused.has(chosen.key)) return
  writeInModel(model, chosen.key, time)
  model.recused.add(chosen.key)
  model.left.set(chosen.recipient, time)
}

function issue(model: Model, members: readonly Roster['members'][number][]): void {
  const { content } = newest(model)
  model.rosters.push({ content: { ...content, number: content.number + 1, members: [...members] }, signature: '' })
}

/** All members lost their keys: two shares of three give every epoch to a body of new ones. */
function recoverInModel(model: Model, time: number): void {
  for (const { recipient } of sittingMembers(newest(model).content, TODAY)) model.left.set(recipient, time)
  const seats = [seat(model.keys), seat(model.keys + 1), seat(model.keys + 2)]
  model.keys += 3
  issue(model, seats)
  for (const known of model.known) if (known.has('recovery')) for (const { recipient } of seats) known.add(recipient)
}

function countBreaches({ epochs, known, written, left }: Model): number {
  let breaches = 0
  for (const [recipient, at] of left)
    for (const index of epochs.keys()) if (known[index]?.has(recipient) === true && written[index]?.some((time) => time > at) === true) breaches += 1
  return breaches
}

/** Somebody who sits, or the recovery key, opens each epoch; and so does the citizen. */
function isHeld({ known, rosters }: Model): boolean {
  const roster = rosters.at(-1)
  const sitting = roster ? sittingMembers(roster.content, TODAY).map(({ recipient }) => recipient) : []
  return known.every((one) => one.has('recovery') && one.has(CITIZEN_KEY) && sitting.some((recipient) => one.has(recipient)))
}

type Real = {
  body: CastBody
  answer: CaseAnswer
  readonly left: { readonly member: CastMember; readonly items: number }[]
  readonly recused: Set<string>
  grants: Map<string, { readonly epoch: number; readonly file: string }[]>
}

/** The same life with real keys and real sealing. */
export async function liveForReal(life: readonly Event[]): Promise<Outcome> {
  const body = await castBody()
  const cast = await castCase(body)
  const grants = new Map(cast.filing.grants.map(({ holder, file }) => [holder, [{ epoch: 0, file: toBase64(file) }]]))
  const real: Real = { body, answer: answerOf(body, cast, 'amina'), left: [], recused: new Set(), grants }
  for (const event of life) await realStep(real, event, cast)
  return { breaches: await realBreaches(real), orphaned: (await isReadable(real, cast)) ? 0 : 1 }
}

async function realStep(real: Real, event: Event, cast: Awaited<ReturnType<typeof castCase>>): Promise<void> {
  const { members } = real.body
  const inCase = members.filter(({ keys }) => !real.recused.has(keys.key))
  const [first] = inCase
  if (!first) throw new Error('somebody stays in the case')
  if (event.act === 'write') return realWrite(real, { id: first.seat.id, keys: first.keys }, cast)
  if (event.act === 'citizen-writes') return realWrite(real, { id: 'citizen', keys: cast.citizen }, cast)
  const chosen = event.act === 'recover' ? undefined : 'who' in event ? members[event.who % members.length] : undefined
  if (event.act !== 'recover' && inCase.every((member) => member === chosen)) return
  if (event.act === 'recuse') return realRecuse(real, chosen, cast)
  if (event.act === 'leave' && members.length <= 2) return
  const gone = event.act === 'recover' ? members : chosen ? [chosen] : []
  const count = event.act === 'leave' ? 0 : event.act === 'recover' ? 3 : 1
  const joining = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      castMember(`n-${createHash('sha256').update(random(8)).digest('hex').slice(0, 12)}-${index}`, 'citizens'),
    ),
  )
  real.left.push(...gone.map((member) => ({ member, items: real.answer.items.length })))
  real.body = nextRoster(real.body, [...members.filter((member) => !gone.includes(member)), ...joining])
  const giver = event.act === 'recover' ? (await ageKeyOf(real.body.recoverySeed)).identity : giverOf(inCase, gone)
  await giveAll(
    real,
    event.act === 'recover' || giver === undefined ? 'recovery' : (inCase.find((one) => !gone.includes(one))?.seat.id ?? 'recovery'),
    { identity: giver ?? '', joining },
  )
}

/** In the case, under their own signature; then the server takes their grants away. */
async function realRecuse(real: Real, chosen: CastMember | undefined, cast: Awaited<ReturnType<typeof castCase>>): Promise<void> {
  if (!chosen || real.recused.has(chosen.keys.key)) return
  await realWrite(real, { id: chosen.seat.id, keys: chosen.keys, kind: 'recusal' }, cast)
  real.recused.add(chosen.keys.key)
  real.grants.delete(chosen.seat.id)
  real.left.push({ member: chosen, items: real.answer.items.length })
}

function giverOf(members: readonly CastMember[], gone: readonly CastMember[]): string | undefined {
  return members.find((member) => !gone.includes(member))?.keys.age.identity
}

/** Each epoch, opened by who has it and granted to who joins. */
async function giveAll(
  real: Real,
  from: string,
  { identity, joining }: { readonly identity: string; readonly joining: readonly CastMember[] },
): Promise<void> {
  for (const held of real.grants.get(from) ?? []) {
    const epoch = asEpoch(real.answer.epochs[held.epoch])
    const opened = await openGrant(epoch, Buffer.from(held.file, 'base64'), identity)
    if (!opened) continue
    const given = await grantAll(epoch, opened.seed, joining.map(({ seat }) => ({ id: seat.id, recipient: seat.recipient }))) // prettier-ignore
    for (const { holder, file } of given) real.grants.set(holder, [...(real.grants.get(holder) ?? []), { epoch: held.epoch, file: toBase64(file) }])
  }
}

function asEpoch(value: unknown): SignedEpoch {
  return value as SignedEpoch // parsing: the stage's own epochs, kept as the server keeps them
}

async function realWrite(
  real: Real,
  { id, keys, kind = 'message' }: { readonly id: string; readonly keys: CastMember['keys']; readonly kind?: 'message' | 'recusal' },
  cast: Awaited<ReturnType<typeof castCase>>,
) {
  const answer = { ...real.answer, rosters: [...real.body.rosters], grants: real.grants.get(id) ?? [] }
  const opened = await openCase(answer, { keys, caseId: cast.filing.caseId, trust: trustOf(real.body) })
  if (!opened.ok) throw new Error(`${id} cannot open the case: ${opened.code}`)
  const next = await continueCase(opened.value, { kind, time: HOUR, body: { text: 'suite' } }, { author: keys, today: TODAY, random })
  for (const { holder, file } of next.opening?.grants ?? [])
    real.grants.set(holder, [...(real.grants.get(holder) ?? []), { epoch: next.epoch, file: toBase64(file) }])
  const epochs = next.opening ? [...real.answer.epochs, next.opening.epoch] : real.answer.epochs
  real.answer = { ...answer, epochs, items: [...answer.items, { epoch: next.epoch, file: toBase64(next.file) }] }
}

/** Whoever left tries every grant that the host keeps, of anybody, on every epoch that has an item written since. */
async function realBreaches({ answer, left, grants }: Real): Promise<number> {
  let breaches = 0
  for (const { member, items } of left) {
    const later = new Set(answer.items.slice(items).map(({ epoch }) => epoch))
    for (const grant of [...grants.values()].flat()) {
      if (!later.has(grant.epoch)) continue
      const opened = await openGrant(asEpoch(answer.epochs[grant.epoch]), Buffer.from(grant.file, 'base64'), member.keys.age.identity)
      if (opened) breaches += 1
    }
  }
  return breaches
}

async function isReadable(real: Real, cast: Awaited<ReturnType<typeof castCase>>): Promise<boolean> {
  const members = real.body.members.filter((member) => !real.recused.has(member.keys.key))
  for (const { seat, keys } of [...members, { seat: { id: 'citizen' }, keys: cast.citizen }]) {
    const answer = { ...real.answer, rosters: [...real.body.rosters], grants: real.grants.get(seat.id) ?? [] }
    if (!(await openCase(answer, { keys, caseId: cast.filing.caseId, trust: trustOf(real.body) })).ok) return false
  }
  return newestOf(real.body).content.members.length > 0
}
