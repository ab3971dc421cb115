import { refuse } from '../../../foundation/result.ts'
import { parseJson } from '../../../platform/http/body.ts'
import { refusedJson, type Answer, type Call, type Route } from '../../../platform/http/route.ts'
import { GroupCommit } from '../../../platform/db/group-commit.ts'
import type { Services } from '../../../platform/services.ts'
import { ticketOf } from '../../journal/index.ts'
import { checkSubmission, type CheckedReceipt } from '../actions/check-submission.ts'
import { DeviceDirectory } from '../actions/device-directory.ts'
import { receiveManifest } from '../actions/receive-manifest.ts'
import { storeReceipts, type Stored } from '../actions/store-receipts.ts'
import { manifestShape, submissionShape } from '../api/submission.ts'
import { receiptAct } from '../core/journal-entry.ts'

const DEVICE = { kind: 'device' } as const

/** Where phones deliver: each receipt and each end of shift proves itself by its own signature. */
export function intakeRoutes(services: Services): readonly Route[] {
  const directory = new DeviceDirectory(services.db, services.clock)
  const commits = new Map<string, GroupCommit<CheckedReceipt, Stored>>()
  const commitOf = (city: string) => {
    const existing = commits.get(city)
    if (existing) return existing
    const made = new GroupCommit<CheckedReceipt, Stored>((receipts) => storeReceipts({ db: services.db, city, random: services.random }, receipts))
    commits.set(city, made)
    return made
  }
  return [
    {
      method: 'PUT',
      path: '/agent/api/recus/:id',
      access: DEVICE,
      maxBody: 16_384,
      handle: (call) => receive({ services, directory, commitOf }, call),
    },
    { method: 'POST', path: '/agent/api/services', access: DEVICE, handle: (call) => endShift(services, directory, call) },
  ]
}

type Intake = {
  readonly services: Services
  readonly directory: DeviceDirectory
  readonly commitOf: (city: string) => GroupCommit<CheckedReceipt, Stored>
}

async function receive({ services, directory, commitOf }: Intake, call: Call): Promise<Answer> {
  const parsed = submissionShape.safeParse(await jsonOf(call))
  if (!parsed.success) return refusedJson(refuse('malformed', { part: parsed.error.issues[0]?.path.join('.') ?? 'body' }))
  const reception = { id: call.param('id'), cityNumber: call.city.number, now: call.now, deviceClock: clockOf(call) }
  const checked = await checkSubmission(parsed.data, reception, (keyId) => directory.find(call.city.code, keyId))
  if (!checked.ok) {
    services.metrics.count('receipts_refused')
    return refusedJson(checked)
  }
  const stored = await commitOf(call.city.code).submit(checked.value)
  if (stored.status === 'equivocation') {
    services.metrics.count('equivocations')
    return refusedJson(refuse('equivocation', { id: reception.id }))
  }
  services.metrics.count('receipts_stored')
  const { standing, receivedAt, late, clockOff, cardProblem } = stored
  const ticket = ticketOf(services, receiptAct(checked.value.payload.keyId, checked.value.payload.seq))
  const value = { id: reception.id, receivedAt: receivedAt.toISOString(), standing, late, clockOff, cardProblem: cardProblem ?? null, ticket }
  return { kind: 'json', status: stored.status === 'stored' ? 201 : 200, value }
}

async function endShift(services: Services, directory: DeviceDirectory, call: Call): Promise<Answer> {
  const parsed = manifestShape.safeParse(await jsonOf(call))
  if (!parsed.success) return refusedJson(refuse('malformed', { part: parsed.error.issues[0]?.path.join('.') ?? 'body' }))
  const device = await directory.find(call.city.code, parsed.data.keyId)
  const outcome = await receiveManifest({ services, city: call.city.code, device }, parsed.data)
  return outcome.ok ? { kind: 'json', value: outcome.value } : refusedJson(outcome)
}

export async function jsonOf(call: Call): Promise<unknown> {
  const parsed = parseJson(await call.body())
  return parsed.ok ? parsed.value : undefined
}

/** Milliseconds that the phone believed it was, in a header; a wrong value is no reason to lose a receipt. */
function clockOf(call: Call): number | undefined {
  const text = call.header('x-visavis-clock')
  const seconds = text === undefined ? Number.NaN : Number(text) / 1000
  return Number.isFinite(seconds) ? seconds : undefined
}
