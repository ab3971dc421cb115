import { toBase64 } from '../../../foundation/base64.ts'
import { refuse } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import { refusedJson, type Answer, type Call, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { toHour } from '../../../foundation/hour.ts'
import { handShares, placesOfCase, readWaiting, shareAt } from '../actions/hand-shares.ts'
import { readBody } from '../actions/read-body.ts'
import { readSealed, readSigner } from '../actions/read-sealed.ts'
import { isShredded, putUnder, takeFrom } from '../actions/shred.ts'
import { seatOf } from '../actions/seat-of.ts'
import { fileOf, handingShape, passShape } from '../api/filing.ts'
import { readEnvelope } from '../queries/envelope.ts'
import { readEpochs } from '../queries/epochs.ts'
import { readOneCase } from '../queries/one-case.ts'
import { readPasses } from '../queries/passes.ts'
import { readShares } from '../queries/shares.ts'

const DEVICE = { kind: 'device' } as const
const PATH = '/coffre/api/affaires/:case/enveloppe'
const HANDING = '/coffre/api/organes/:body/parts'

/** Who filed, for two custodians of three: one passes a share with a reason, the other opens. The citizen reads who, when and why. */
export function envelopeRoutes(services: Services): readonly Route[] {
  return [
    { method: 'GET', path: PATH, access: DEVICE, handle: (call) => read(services, call) },
    { method: 'POST', path: PATH, access: DEVICE, maxBody: 200_000, handle: (call) => pass(services, call) },
    { method: 'GET', path: HANDING, access: DEVICE, handle: (call) => waiting(services, call) },
    { method: 'POST', path: HANDING, access: DEVICE, maxBody: 1_500_000, handle: (call) => hand(services, call) },
  ]
}

/** Who is a custodian today, at the place that they or who was there before them had when the case was filed. */
async function custodianOf(services: Services, call: Call, key: string) {
  const asked = { city: call.city.code, caseId: call.param('case') }
  const row = await readOneCase(services.db, asked)
  const body = row && (await readBody(services, call.city.code, row.body))
  if (!row || isShredded(row) || !body || seatOf(body, key, call.now)?.kind !== 'custodian') return undefined
  const [first] = await readEpochs(services.db, asked)
  const holders = first ? placesOfCase(first, body) : []
  const index = holders.findIndex((keys) => keys.at(-1) === key)
  return index >= 0 ? { asked, row, index, holders, key } : undefined
}

async function read(services: Services, call: Call): Promise<Answer> {
  const signer = await readSigner(call, new Uint8Array())
  const held = signer.ok ? await custodianOf(services, call, signer.value) : undefined
  if (!held) return refusedJson(refuse('not-found'))
  const { asked, row, index, holders, key } = held
  const [envelope, shares, passes, epochs] = await Promise.all([
    readEnvelope(services.db, asked),
    readShares(services.db, { city: asked.city, cases: [asked.caseId] }),
    readPasses(services.db, asked),
    readEpochs(services.db, asked),
  ])
  if (!envelope) return refusedJson(refuse('not-found'))
  const own = shareAt(shares, { caseId: asked.caseId, place: index, key, first: holders[index]?.[0] })
  // Who was there before has not handed it over, or could not: who holds two opens alone.
  if (!own) return refusedJson(refuse('share-not-handed'))
  const value = {
    citizen: { key: row.citizen_key, locatorHash: row.locator_hash, recipient: row.citizen_recipient },
    epochs: epochs.map(({ document }): unknown => JSON.parse(document)),
    recipient: envelope.recipient,
    file: toBase64(envelope.file),
    share: toBase64(takeFrom(row, own)),
    passed: passes
      .filter(({ passed_to, to_key }) => passed_to === index && (to_key === '' ? holders[index]?.[0] : to_key) === key)
      .map(({ custodian, share }) => ({ from: custodian, share: toBase64(takeFrom(row, share)) })),
  }
  return { kind: 'json', value }
}

async function pass(services: Services, call: Call): Promise<Answer> {
  const sealed = await readSealed(call, passShape, ({ share, reason }) => [share, reason])
  if (!sealed.ok) return refusedJson(sealed)
  const held = await custodianOf(services, call, sealed.value.signer)
  if (!held) return refusedJson(refuse('not-found'))
  const { to, epoch, share, reason } = sealed.value.body
  if (to === held.index) return refusedJson(refuse('malformed', { part: 'to' }))
  if (epoch >= (await readEpochs(services.db, held.asked)).length) return refusedJson(refuse('malformed', { part: 'epoch' }))
  const row = {
    city: call.city.code,
    case_id: held.asked.caseId,
    custodian: held.index,
    passed_to: to,
    from_key: held.key,
    to_key: held.holders[to]?.at(-1) ?? '',
    epoch,
    share: putUnder(held.row, fileOf(share)),
    reason: Buffer.from(fileOf(reason)),
    passed_at: toHour(call.now),
  }
  const added = await inCity(services.db, call.city.code, (tx) =>
    tx
      .insertInto('recourse.passes')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('custodian')
      .executeTakeFirst(),
  )
  return added ? { kind: 'json', status: 201, value: {} } : refusedJson(refuse('already-passed'))
}

async function waiting(services: Services, call: Call): Promise<Answer> {
  const signer = await readSigner(call, new Uint8Array())
  const body = await readBody(services, call.city.code, call.param('body'))
  if (!signer.ok || !body) return refusedJson(refuse('signature-wrong'))
  const found = await readWaiting(services, { city: call.city.code, body, key: signer.value }, call.query('apres') ?? '')
  const value = {
    last: found.last,
    shares: found.waiting.map(({ row, share }) => ({
      case: row.case_id,
      citizen: { key: row.citizen_key, locatorHash: row.locator_hash, recipient: row.citizen_recipient },
      epoch: JSON.parse(row.document) as unknown, // parsing: read by the device
      share: toBase64(share),
    })),
  }
  return { kind: 'json', value }
}

async function hand(services: Services, call: Call): Promise<Answer> {
  const sealed = await readSealed(call, handingShape, ({ shares }) => shares.map(({ share }) => share))
  if (!sealed.ok) return refusedJson(sealed)
  const body = await readBody(services, call.city.code, call.param('body'))
  if (!body) return refusedJson(refuse('not-found'))
  const handed = await handShares(services, { city: call.city.code, body, key: sealed.value.signer }, sealed.value.body)
  return handed.ok ? { kind: 'json', status: 201, value: { handed: handed.value } } : refusedJson(handed)
}
