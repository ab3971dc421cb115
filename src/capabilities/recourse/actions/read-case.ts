import { toBase64 } from '../../../foundation/base64.ts'
import { civilDate } from '../../../foundation/civil-date.ts'
import { accept, refuse, type Refused, type Result } from '../../../foundation/result.ts'
import type { Services } from '../../../platform/services.ts'
import type { CaseAnswer } from '../core/vault/open-case.ts'
import { CITIZEN } from '../core/vault/filing.ts'
import { readEpochs } from '../queries/epochs.ts'
import { readItems } from '../queries/items.ts'
import { readOneCase } from '../queries/one-case.ts'
import { readRecusals } from '../queries/recusals.ts'
import { readPasses } from '../queries/passes.ts'
import { readOwnGrants } from '../queries/own-grants.ts'
import { readBody, readRosterProofs, type Body } from './read-body.ts'
import { isShredded, takeFrom } from './shred.ts'
import { seatOf, type Seat } from './seat-of.ts'

export type CaseRow = NonNullable<Awaited<ReturnType<typeof readOneCase>>>
export type Asking = { readonly row: CaseRow; readonly body: Body; readonly seat: Extract<Seat, { kind: 'member' | 'citizen' }> }

/**
 * A case that this key may have. Whoever may not learns nothing of it: a case of others and a case that never was answer alike. A member who
 * stays out of it is told so.
 */
export async function findCase(
  services: Services,
  { city, caseId, key }: { readonly city: string; readonly caseId: string; readonly key: string },
): Promise<Result<Asking, 'not-found' | 'recused' | 'erased' | 'key-lost'>> {
  const row = await readOneCase(services.db, { city, caseId })
  const body = row && (await readBody(services, city, row.body))
  if (!row || !body) return refuse('not-found')
  const gone = goneOf(row)
  if (row.citizen_key === key && gone) return gone
  if (row.citizen_key === key) return accept({ row, body, seat: { kind: 'citizen', holder: CITIZEN } })
  const seat = seatOf(body, key, services.clock())
  if (seat?.kind !== 'member') return refuse('not-found')
  if (gone) return gone
  const out = await readRecusals(services.db, { city, cases: [caseId] })
  return out.some((one) => one.key === key) ? refuse('recused') : accept({ row, body, seat })
}

/** A case whose time is over; or one whose key a restoration did not bring back, which nobody opens until it is found. */
function goneOf(row: CaseRow): Refused<'erased' | 'key-lost'> | undefined {
  if (row.erased_at !== null) return refuse('erased', { on: civilDate(row.erased_at) })
  return isShredded(row) ? refuse('key-lost') : undefined
}

/** What is sealed, for the device to open; and what the host knows, for its pages to say. */
export type CaseFile = CaseAnswer & {
  readonly body: string
  readonly root: string
  readonly proofs: readonly (string | null)[]
  readonly filedAt: string
  readonly state: string
  readonly since: string
  readonly lastWord: string | null
  /** Shares of the envelope that custodians passed: who, to whom, why (sealed to the case), when. */
  readonly passes: readonly {
    readonly from: number
    readonly to: number
    /** Of whom, where places have had others since the filing; null in passes from before that was kept. */
    readonly keys: { readonly from: string; readonly to: string } | null
    readonly epoch: number
    readonly reason: string
    readonly at: string
  }[]
}

export async function readCase(services: Services, city: string, { row, body, seat }: Asking): Promise<CaseFile> {
  const asked = { city, caseId: row.case_id }
  const [epochs, grants, items, proofs, passes] = await Promise.all([
    readEpochs(services.db, asked),
    readOwnGrants(services.db, { ...asked, holder: seat.holder }),
    readItems(services.db, asked),
    readRosterProofs(services, city, body.rosters),
    readPasses(services.db, asked),
  ])
  return {
    body: row.body,
    root: body.root ?? '',
    proofs,
    citizen: { key: row.citizen_key, locatorHash: row.locator_hash, recipient: row.citizen_recipient },
    rosters: [...body.rosters],
    epochs: epochs.map(({ document }): unknown => JSON.parse(document)),
    grants: grants.map(({ epoch, file }) => ({ epoch, file: toBase64(takeFrom(row, file)) })),
    items: items.map(({ epoch, file }) => ({ epoch, file: toBase64(file) })),
    filedAt: row.filed_at.toISOString(),
    state: row.state,
    since: row.since.toISOString(),
    lastWord: row.last_word?.toISOString() ?? null,
    passes: passes.map(({ custodian, passed_to, from_key, to_key, epoch, reason, passed_at }) => ({
      from: custodian,
      to: passed_to,
      keys: from_key === '' ? null : { from: from_key, to: to_key },
      epoch,
      reason: toBase64(reason),
      at: passed_at.toISOString(),
    })),
  }
}
