import { z } from 'zod'
import { toBase64 } from '../../../foundation/base64.ts'
import { civilDate } from '../../../foundation/civil-date.ts'
import { refuse } from '../../../foundation/result.ts'
import { parseJson } from '../../../platform/http/body.ts'
import { inCity } from '../../../platform/db/database.ts'
import { refusedJson, type Answer, type Call, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { addToCase } from '../actions/add-to-case.ts'
import { FREE, WorkBudget } from '../actions/ask-work.ts'
import { fileCase } from '../actions/file-case.ts'
import { giveAccess } from '../actions/give-access.ts'
import { keepIndex } from '../actions/keep-index.ts'
import { joinBody } from '../actions/join-body.ts'
import { publishRoster } from '../actions/publish-roster.ts'
import { readBody, readRosterProofs, type Body } from '../actions/read-body.ts'
import { readInscriptions } from '../actions/read-inscriptions.ts'
import { findCase, readCase } from '../actions/read-case.ts'
import { readSealed, readSigner } from '../actions/read-sealed.ts'
import { seatOf, type Seat } from '../actions/seat-of.ts'
import { isShredded, takeFrom } from '../actions/shred.ts'
import { setRoot } from '../actions/set-root.ts'
import { accessShape, additionShape, fileOf, filesOf, filingShape, indexShape } from '../api/filing.ts'
import { readProfile } from '../core/body-profile.ts'
import { joiningShape } from '../core/joining.ts'
import { REQUEST_HEADERS } from '../core/vault/request.ts'
import { sittingMembers } from '../core/vault/roster.ts'
import { hex } from '../core/vault/shapes.ts'
import { readBodies } from '../queries/bodies.ts'
import { readBodyCases } from '../queries/body-cases.ts'
import { readCaseIndex } from '../queries/case-index.ts'
import { readDrops } from '../queries/drops.ts'
import { readDrop } from '../queries/one-drop.ts'
import { readJoinings } from '../queries/joinings.ts'
import { readOwnRecusals } from '../queries/own-recusals.ts'
import { readRecoveryGrants } from '../queries/recovery-grants.ts'
import { postDemand } from './preservation-pages.tsx'
import { readUngranted } from '../queries/ungranted.ts'

const DEVICE = { kind: 'device' } as const
const LARGEST_FILING = 3_500_000
const LARGEST_INDEX = 34_000_000

/** What devices ask of the vault: every request but the public ones is signed by a key that the case or the roster names. */
export function vaultRoutes(services: Services): readonly Route[] {
  const filings = new WorkBudget(services.random, FREE.filings)
  const demands = new WorkBudget(services.random, FREE.demands)
  const route = (method: Route['method'], path: string, handle: (call: Call) => Promise<Answer>): Route => ({
    method,
    path: `/coffre/api${path}`,
    access: DEVICE,
    handle,
  })
  return [
    route('GET', '/organes', (call) => bodies(services, call)),
    route('GET', '/organes/:body', (call) => body(services, call)),
    { ...route('POST', '/organes/:body/racine', (call) => root(services, call)), hourlyLimit: 30 },
    { ...route('POST', '/organes/:body/adhesions', (call) => join(services, call)), hourlyLimit: 60 },
    route('GET', '/organes/:body/adhesions', (call) => joinings(services, call)),
    { ...route('POST', '/organes/:body/compositions', (call) => roster(services, call)), maxBody: 1_000_000 },
    { ...route('POST', '/organes/:body/affaires', (call) => file(services, call, filings)), maxBody: LARGEST_FILING },
    route('GET', '/organes/:body/affaires', (call) => cases(services, call)),
    route('GET', '/organes/:body/inscriptions', (call) => inscriptions(services, call)),
    route('GET', '/organes/:body/depots/:drop', (call) => drop(services, call)),
    route('GET', '/organes/:body/acces', (call) => ungranted(services, call)),
    { ...route('POST', '/organes/:body/acces', (call) => access(services, call)), maxBody: LARGEST_FILING },
    route('GET', '/organes/:body/secours', (call) => recovery(services, call)),
    route('GET', '/organes/:body/fichier', (call) => index(services, call)),
    { ...route('POST', '/organes/:body/fichier', (call) => newIndex(services, call)), maxBody: LARGEST_INDEX },
    {
      ...route('POST', '/conservations', async (call) => {
        const work = await demands.refusal(call)
        return work ? refusedJson(work) : postDemand(services, call)
      }),
      // Each is a mail to the video centre and an entry in the journal: work alone would let one machine send thousands.
      hourlyLimit: 300,
    },
    route('GET', '/affaires/:case', (call) => oneCase(services, call)),
    { ...route('POST', '/affaires/:case', (call) => add(services, call)), maxBody: LARGEST_FILING },
  ]
}

/** What is public of each: for who serves the client from elsewhere. */
async function bodies(services: Services, call: Call): Promise<Answer> {
  const rows = await readBodies(services.db, call.city.code)
  const value = rows.flatMap(({ body: name, kind, profile }) => {
    const read = readProfile(profile)
    return read ? [{ body: name, kind, title: read.title, contact: read.contact }] : []
  })
  return { kind: 'json', value: { city: call.city.name, bodies: value } }
}

async function body(services: Services, call: Call): Promise<Answer> {
  const found = await readBody(services, call.city.code, call.param('body'))
  if (!found) return refusedJson(refuse('not-found'))
  const { kind, profile, root: key, rosters } = found
  const proofs = await readRosterProofs(services, call.city.code, rosters)
  return { kind: 'json', value: { body: found.body, kind, profile, root: key ?? null, rosters, proofs } }
}

async function root(services: Services, call: Call): Promise<Answer> {
  const parsed = z.strictObject({ token: z.string().max(100), root: hex(32) }).safeParse(await json(call))
  if (!parsed.success) return refusedJson(refuse('malformed', { part: 'body' }))
  const set = await setRoot(services, { city: call.city.code, body: call.param('body'), ...parsed.data })
  return set.ok ? { kind: 'json', value: { root: parsed.data.root } } : refusedJson(set)
}

async function join(services: Services, call: Call): Promise<Answer> {
  const bytes = await call.body()
  const read = parseJson(bytes)
  const parsed = joiningShape.safeParse(read.ok ? read.value : undefined)
  if (!parsed.success) return refusedJson(refuse('malformed', { part: parsed.error.issues[0]?.path.join('.') ?? 'body' }))
  const signer = await readSigner(call, bytes)
  // Who asks for a seat has the private half of the key that the roster will name.
  if (!signer.ok || signer.value !== parsed.data.key) return refusedJson(refuse('signature-wrong'))
  const joined = await joinBody(services, { city: call.city.code, body: call.param('body') }, parsed.data)
  return joined.ok ? { kind: 'json', status: 201, value: {} } : refusedJson(joined)
}

type Held = { readonly found: Body; readonly seat: Seat; readonly key: string }
type Wanted = {
  readonly kinds: readonly Seat['kind'][]
  /** Where the body was read already. */
  readonly signer?: string
}

/** The body and the seat of who signed; the same refusal for whoever has none. */
async function holdSeat(services: Services, call: Call, { kinds, signer }: Wanted): Promise<Held | undefined> {
  const found = await readBody(services, call.city.code, call.param('body'))
  const key = signer ?? (await signerOfReading(call))
  const seat = found && key !== undefined ? seatOf(found, key, call.now) : undefined
  return found && key !== undefined && seat && kinds.includes(seat.kind) ? { found, seat, key } : undefined
}

async function signerOfReading(call: Call): Promise<string | undefined> {
  const signer = await readSigner(call, new Uint8Array())
  return signer.ok ? signer.value : undefined
}

async function joinings(services: Services, call: Call): Promise<Answer> {
  const held = await holdSeat(services, call, { kinds: ['root'] })
  if (!held) return refusedJson(refuse('signature-wrong'))
  const rows = await readJoinings(services.db, { city: call.city.code, body: held.found.body })
  return {
    kind: 'json',
    value: { joinings: rows.map(({ content, joined_at }) => ({ ...joiningShape.parse(content), at: joined_at.toISOString() })) },
  }
}

async function roster(services: Services, call: Call): Promise<Answer> {
  const published = await publishRoster(services, { city: call.city.code, body: call.param('body') }, await json(call))
  return published.ok ? { kind: 'json', status: 201, value: { number: published.value.content.number } } : refusedJson(published)
}

async function file(services: Services, call: Call, budget: WorkBudget): Promise<Answer> {
  const work = await budget.refusal(call)
  if (work) return refusedJson(work)
  const sealed = await readSealed(call, filingShape, filesOf)
  if (!sealed.ok) return refusedJson(sealed)
  const filed = await fileCase(services, { city: call.city.code, body: call.param('body') }, sealed.value)
  if (!filed.ok) return refusedJson(filed)
  return { kind: 'json', status: filed.value.again ? 200 : 201, value: { case: filed.value.caseId, filedAt: filed.value.since.toISOString() } }
}

async function cases(services: Services, call: Call): Promise<Answer> {
  const held = await holdSeat(services, call, { kinds: ['member'] })
  if (!held) return refusedJson(refuse('signature-wrong'))
  const rows = await readBodyCases(services.db, { city: call.city.code, body: held.found.body })
  const out = new Set((await readOwnRecusals(services.db, { city: call.city.code, key: held.key })).map(({ case_id }) => case_id))
  const kept = rows.filter(({ erased_at }) => erased_at === null)
  const value = kept.map(({ case_id, filed_at, state, since, last_word, inquiry_from, items }) => ({
    case: case_id,
    recused: out.has(case_id),
    filedAt: filed_at.toISOString(),
    state,
    since: since.toISOString(),
    lastWord: last_word?.toISOString() ?? null,
    inquiryFrom: (inquiry_from ?? filed_at).toISOString(),
    items,
  }))
  const erased = rows.flatMap((row) => (row.erased_at === null ? [] : [{ case: row.case_id, filedAt: row.filed_at.toISOString() }]))
  const drops = (await readDrops(services.db, { city: call.city.code, body: held.found.body })).map(({ drop_id, filed_at }) => ({ drop: drop_id, filedAt: filed_at.toISOString() })) // prettier-ignore
  return { kind: 'json', value: { cases: value, drops, erased } }
}

async function inscriptions(services: Services, call: Call): Promise<Answer> {
  const held = await holdSeat(services, call, { kinds: ['member'] })
  if (!held) return refusedJson(refuse('signature-wrong'))
  return { kind: 'json', value: { filings: (await readInscriptions(services.db, { city: call.city.code, body: held.found.body })).map((one) => ({ ...one })) } } // prettier-ignore
}

async function drop(services: Services, call: Call): Promise<Answer> {
  const held = await holdSeat(services, call, { kinds: ['member'] })
  if (!held) return refusedJson(refuse('signature-wrong'))
  const kept = await readDrop(services.db, { city: call.city.code, body: held.found.body, drop: call.param('drop') })
  return kept ? { kind: 'json', value: { file: toBase64(kept.file) } } : refusedJson(refuse('not-found'))
}

async function ungranted(services: Services, call: Call): Promise<Answer> {
  const held = await holdSeat(services, call, { kinds: ['member'] })
  if (!held) return refusedJson(refuse('signature-wrong'))
  const roster = held.found.rosters.at(-1)?.content ?? { members: [] }
  const holders = sittingMembers(roster, civilDate(call.now)).map(({ id }) => id)
  const rows = await readUngranted(services.db, { city: call.city.code, body: held.found.body, holders, after: call.query('apres') ?? '' })
  return { kind: 'json', value: { epochs: rows.map(({ case_id, number }) => ({ case: case_id, epoch: number })) } }
}

async function access(services: Services, call: Call): Promise<Answer> {
  const sealed = await readSealed(call, accessShape, ({ grants }) => grants.map((grant) => grant.file))
  if (!sealed.ok) return refusedJson(sealed)
  const held = await holdSeat(services, call, { kinds: ['member', 'root'], signer: sealed.value.signer })
  if (!held) return refusedJson(refuse('signature-wrong'))
  const place = { city: call.city.code, body: held.found, replaces: held.seat.kind === 'root' }
  const given = await giveAccess(services, place, sealed.value.body)
  return given.ok ? { kind: 'json', value: { given: sealed.value.body.grants.length } } : refusedJson(given)
}

/** To the root alone, who can open none of it without two of the three shares. */
async function recovery(services: Services, call: Call): Promise<Answer> {
  const held = await holdSeat(services, call, { kinds: ['root'] })
  if (!held) return refusedJson(refuse('signature-wrong'))
  const rows = (await readRecoveryGrants(services.db, { city: call.city.code, body: held.found.body })).filter((row) => !isShredded(row))
  const cases = [...new Set(rows.map(({ case_id }) => case_id))].flatMap((id) => {
    const own = rows.filter(({ case_id }) => case_id === id)
    const [first] = own
    if (!first) return []
    const citizen = { key: first.citizen_key, locatorHash: first.locator_hash, recipient: first.citizen_recipient }
    return [
      { citizen, epochs: own.map(({ document }): unknown => JSON.parse(document)), grants: own.map((row) => toBase64(takeFrom(row, row.file))) },
    ]
  })
  return { kind: 'json', value: { cases } }
}

async function index(services: Services, call: Call): Promise<Answer> {
  const held = await holdSeat(services, call, { kinds: ['member'] })
  if (!held) return refusedJson(refuse('signature-wrong'))
  const kept = await readCaseIndex(services.db, { city: call.city.code, body: held.found.body })
  return { kind: 'json', value: { version: kept?.version ?? 0, file: kept ? toBase64(kept.file) : null } }
}

async function newIndex(services: Services, call: Call): Promise<Answer> {
  // A large body: whoever names no key that sits is not read at all. What is read is then judged by its signature.
  const named = call.header(REQUEST_HEADERS.key)
  if (named === undefined || !(await holdSeat(services, call, { kinds: ['member'], signer: named }))) return refusedJson(refuse('signature-wrong'))
  const sealed = await readSealed(call, indexShape, (sent) => [sent.file])
  if (!sealed.ok) return refusedJson(sealed)
  const held = await holdSeat(services, call, { kinds: ['member'], signer: sealed.value.signer })
  if (!held) return refusedJson(refuse('signature-wrong'))
  const { version, file: sent } = sealed.value.body
  const kept = await keepIndex(services, { city: call.city.code, body: held.found.body, version, file: fileOf(sent) })
  return kept.ok ? { kind: 'json', value: { version } } : refusedJson(kept)
}

/** In one transaction: its reads see one state, and cost one connection. */
async function oneCase(services: Services, call: Call): Promise<Answer> {
  const signer = await readSigner(call, new Uint8Array())
  if (!signer.ok) return refusedJson(signer)
  const city = call.city.code
  return inCity(services.db, city, async (tx) => {
    const inside = { ...services, db: tx }
    const asking = await findCase(inside, { city, caseId: call.param('case'), key: signer.value })
    return asking.ok ? { kind: 'json', value: await readCase(inside, city, asking.value) } : refusedJson(asking)
  })
}

async function add(services: Services, call: Call): Promise<Answer> {
  const sealed = await readSealed(call, additionShape, ({ file: item, opening }) => [item, ...(opening?.grants.map((grant) => grant.file) ?? [])])
  if (!sealed.ok) return refusedJson(sealed)
  const { signer, body: addition } = sealed.value
  const asking = await findCase(services, { city: call.city.code, caseId: call.param('case'), key: signer })
  if (!asking.ok) return refusedJson(asking)
  const added = await addToCase(services, asking.value, { city: call.city.code, key: signer, addition })
  return added.ok ? { kind: 'json', status: 201, value: { seq: addition.seq } } : refusedJson(added)
}

async function json(call: Call): Promise<unknown> {
  const parsed = parseJson(await call.body())
  return parsed.ok ? parsed.value : undefined
}
