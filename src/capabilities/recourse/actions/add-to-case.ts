import { canonicalJson } from '../../../foundation/canonical-json.ts'
import { civilDate } from '../../../foundation/civil-date.ts'
import { accept, refuse, type Refused, type Result } from '../../../foundation/result.ts'
import { inCity, type CityTransaction } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { fileOf, type AdditionBody } from '../api/filing.ts'
import { isReviewable, stepInquiry } from '../core/clocks.ts'
import { mayStep, type CaseState } from '../core/case-state.ts'
import { isNear, verifyEpochs } from '../core/vault/epoch.ts'
import { holdersOf } from '../core/vault/filing.ts'
import { membersIn } from '../core/vault/roster.ts'
import { readEpochs } from '../queries/epochs.ts'
import { readRecusals } from '../queries/recusals.ts'
import { putUnder } from './shred.ts'
import { toHour } from '../../../foundation/hour.ts'
import type { Asking } from './read-case.ts'

export type AddRefusal =
  'uploads-missing' | 'clock-wrong' | 'out-of-date' | 'step-refused' | 'review-late' | 'recusal-wrong' | 'epoch-refused' | 'grants-wrong'

/** One item at the end of a case, with the epoch that it needs; `out-of-date` when somebody wrote meanwhile: read again, write again. */
export async function addToCase(
  services: Services,
  { row, body, seat }: Asking,
  by: { readonly city: string; readonly key: string; readonly addition: AdditionBody },
): Promise<Result<undefined, AddRefusal>> {
  const { city, key, addition } = by
  if (addition.state !== null && !mayStep(row.state, addition.state, seat.kind))
    return refuse('step-refused', { from: row.state, to: addition.state })
  if (addition.state === 'reexamen' && !isReviewable(row.since, services.clock())) return refuse('review-late')
  if (addition.recusal && seat.kind !== 'member') return refuse('recusal-wrong')
  const caseId = row.case_id
  return inCity(services.db, city, async (tx) => {
    const epochs = (await readEpochs(tx, { city, caseId })).map(({ document }): unknown => JSON.parse(document))
    const out = await readRecusals(tx, { city, cases: [caseId] })
    const opened = await openingFault({ row, body, seat }, { epochs, addition, key, today: civilDate(services.clock()), out })
    if (opened) return opened
    const hour = toHour(services.clock())
    const step = addition.state === null ? {} : { state: addition.state, since: hour, inquiry_from: inquiryFrom(row, addition.state, hour) }
    const moved = await tx
      .updateTable('recourse.cases')
      .set({ items: addition.seq + 1, ...step, ...(addition.word && { last_word: hour }) })
      .where('city', '=', city)
      .where('case_id', '=', caseId)
      .where('items', '=', addition.seq)
      .where('state', '=', row.state)
      .returning('case_id')
      .executeTakeFirst()
    if (moved === undefined) return refuse('out-of-date')
    await insert(tx, { city, row, hour, seat, key, out }, addition)
    if (!(await keepUploads(tx, { city, caseId, key }, addition.uploads))) throw new UploadsMissing()
    return accept(undefined)
  }).catch((error: unknown) => {
    if (error instanceof UploadsMissing) return refuse('uploads-missing')
    throw error
  })
}

function inquiryFrom({ state: from, since, inquiry_from, filed_at }: Asking['row'], to: CaseState, at: Date): Date {
  return toHour(stepInquiry(inquiry_from ?? filed_at, { from, since, to, at }))
}

type Recusals = Awaited<ReturnType<typeof readRecusals>>

/** Undoes the transaction: an item does not name what is not there. */
class UploadsMissing extends Error {}

async function openingFault(
  { row, body }: Asking,
  {
    epochs,
    addition,
    key,
    today,
    out,
  }: { readonly epochs: readonly unknown[]; readonly addition: AdditionBody; readonly key: string; readonly today: string; readonly out: Recusals },
): Promise<Refused<AddRefusal> | undefined> {
  const { opening } = addition
  if (opening === null) return addition.epoch === epochs.length - 1 ? undefined : refuse('out-of-date')
  if (addition.epoch !== epochs.length) return refuse('out-of-date')
  const roster = body.rosters.at(-1)
  const citizen = { key: row.citizen_key, locatorHash: row.locator_hash, recipient: row.citizen_recipient }
  const verified = await verifyEpochs([...epochs, opening.epoch], { citizen, rosters: body.rosters })
  if (!verified.ok || !roster || opening.epoch.content.author !== key || opening.epoch.content.roster !== roster.content.number)
    return refuse('epoch-refused')
  if (!isNear(opening.epoch.content.on, today)) return refuse('clock-wrong', { today })
  const { on, recused } = opening.epoch.content
  const expected = holdersOf(roster, { today: on, citizen: citizen.recipient, recused: new Set(recused) }).map(({ id }) => id)
  const given = new Set(opening.grants.map(({ holder }) => holder))
  const all = given.size === expected.length && opening.grants.length === expected.length && expected.every((id) => given.has(id))
  // Who stays out is the case's to say. Where they did not say so here too, an epoch that leaves fewer than decide leaves the body out.
  const unsaid = new Set(recused.filter((one) => !out.some((known) => known.key === one)))
  const left = membersIn(roster.content, { today: on, recused: unsaid }).length
  return all && (unsaid.size === 0 || left >= roster.content.quorum) ? undefined : refuse('grants-wrong')
}

type Place = {
  readonly city: string
  readonly row: Asking['row']
  readonly hour: Date
  readonly seat: Asking['seat']
  readonly key: string
  readonly out: Recusals
}

async function insert(tx: CityTransaction, { city, row, hour, seat, key, out }: Place, addition: AdditionBody): Promise<void> {
  const { case_id } = row
  const { seq, epoch, file, state, word, opening } = addition
  if (opening) {
    await tx
      .insertInto('recourse.epochs')
      .values({ city, case_id, number: epoch, document: canonicalJson(opening.epoch) })
      .execute()
    const kept = opening.grants.filter(({ holder }) => !out.some((one) => one.holder === holder))
    const rows = kept.map((grant) => ({ city, case_id, epoch, holder: grant.holder, file: putUnder(row, fileOf(grant.file)) }))
    await tx.insertInto('recourse.grants').values(rows).execute()
  }
  await tx
    .insertInto('recourse.items')
    .values({ city, case_id, seq, epoch, file: Buffer.from(fileOf(file)), writer: seat.kind, state, word, added_at: hour })
    .execute()
  if (addition.recusal && seat.kind === 'member') await standAside(tx, { city, case_id, holder: seat.holder, key })
}

/** What was given is taken away, and nothing is given any more. */
async function standAside(
  tx: CityTransaction,
  row: { readonly city: string; readonly case_id: string; readonly holder: string; readonly key: string },
) {
  await tx.insertInto('recourse.recusals').values(row).execute()
  await tx.deleteFrom('recourse.grants').where('city', '=', row.city).where('case_id', '=', row.case_id).where('holder', '=', row.holder).execute()
}

/** Of their sender alone: nobody keeps, nor reads, what another sent. False when one of them is not there. */
async function keepUploads(
  tx: CityTransaction,
  { city, caseId, key }: { readonly city: string; readonly caseId: string; readonly key: string },
  uploads: readonly string[],
): Promise<boolean> {
  if (uploads.length === 0) return true
  const kept = await tx
    .updateTable('recourse.uploads')
    .set({ case_id: caseId })
    .where('city', '=', city)
    .where('key', '=', key)
    .where('upload', 'in', [...uploads])
    .returning('upload')
    .execute()
  return kept.length === new Set(uploads).size
}
