import { toBase64 } from '../../../foundation/base64.ts'
import { refuse } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import { refusedJson, type Answer, type Call, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { toHour } from '../core/hour.ts'
import { readBody } from '../actions/read-body.ts'
import { readSealed, readSigner } from '../actions/read-sealed.ts'
import { isShredded, putUnder, takeFrom } from '../actions/shred.ts'
import { seatOf } from '../actions/seat-of.ts'
import { fileOf, passShape } from '../api/filing.ts'
import { epochFile } from '../core/vault/epoch.ts'
import { readEnvelope } from '../queries/envelope.ts'
import { readEpochs } from '../queries/epochs.ts'
import { readOneCase } from '../queries/one-case.ts'
import { readPasses } from '../queries/passes.ts'

const DEVICE = { kind: 'device' } as const
const PATH = '/coffre/api/affaires/:case/enveloppe'

/** Who filed, for two custodians of three: one passes a share with a reason, the other opens. The citizen reads who, when and why. */
export function envelopeRoutes(services: Services): readonly Route[] {
  return [
    { method: 'GET', path: PATH, access: DEVICE, handle: (call) => read(services, call) },
    { method: 'POST', path: PATH, access: DEVICE, maxBody: 200_000, handle: (call) => pass(services, call) },
  ]
}

/** Who is a custodian today, at the place that their share had when the case was filed: who came since has no share of it. */
async function custodianOf(services: Services, call: Call, key: string) {
  const asked = { city: call.city.code, caseId: call.param('case') }
  const row = await readOneCase(services.db, asked)
  const body = row && (await readBody(services, call.city.code, row.body))
  if (!row || isShredded(row) || !body || seatOf(body, key, call.now)?.kind !== 'custodian') return undefined
  const [first] = await readEpochs(services.db, asked)
  const then = epochFile.safeParse(first && JSON.parse(first.document)).data?.content.roster ?? 0
  const index = body.rosters[then - 1]?.content.custodians.findIndex((custodian) => custodian.key === key) ?? -1
  return index >= 0 ? { asked, row, index } : undefined
}

async function read(services: Services, call: Call): Promise<Answer> {
  const signer = await readSigner(call, new Uint8Array())
  const held = signer.ok ? await custodianOf(services, call, signer.value) : undefined
  if (!held) return refusedJson(refuse('not-found'))
  const { asked, row, index } = held
  const [envelope, passes, epochs] = await Promise.all([
    readEnvelope(services.db, asked),
    readPasses(services.db, asked),
    readEpochs(services.db, asked),
  ])
  const own = envelope.find(({ custodian }) => custodian === index)
  if (!own) return refusedJson(refuse('not-found'))
  const value = {
    citizen: { key: row.citizen_key, locatorHash: row.locator_hash, recipient: row.citizen_recipient },
    epochs: epochs.map(({ document }): unknown => JSON.parse(document)),
    recipient: own.recipient,
    file: toBase64(own.file),
    share: toBase64(takeFrom(row, own.share)),
    passed: passes
      .filter(({ passed_to }) => passed_to === index)
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
    epoch,
    share: putUnder(held.row, fileOf(share)),
    reason: Buffer.from(fileOf(reason)),
    passed_at: toHour(call.now),
  }
  await inCity(services.db, call.city.code, (tx) =>
    tx
      .insertInto('recourse.passes')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
  return { kind: 'json', status: 201, value: {} }
}
