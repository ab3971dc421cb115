import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { fileOf, type HandingBody } from '../api/filing.ts'
import { toHour } from '../../../foundation/hour.ts'
import { epochFile } from '../core/vault/epoch.ts'
import { handOf, placesOf } from '../core/vault/succession.ts'
import { readCustodianCases } from '../queries/custodian-cases.ts'
import { readShares } from '../queries/shares.ts'
import type { Body } from './read-body.ts'
import { isShredded, putUnder, takeFrom } from './shred.ts'

type Giver = { readonly city: string; readonly body: Body; readonly key: string }
type CaseRow = Awaited<ReturnType<typeof readCustodianCases>>[number]
type ShareRow = Awaited<ReturnType<typeof readShares>>[number]

/** The share of one who left, of a case, as it was sealed to them; and where it goes: nowhere, when who follows would then hold two. */
export type Waiting = { readonly row: CaseRow; readonly place: number; readonly to: string | undefined; readonly share: Buffer }

/** Which holders a case had, by its first epoch. */
export function placesOfCase({ document }: { readonly document: string }, { rosters }: Pick<Body, 'rosters'>) {
  return placesOf(rosters, epochFile.safeParse(JSON.parse(document)).data?.content.roster ?? 0)
}

/** This key's own share at a place: what was filed for who held it first, what was handed for who came after. */
export function shareAt(shares: readonly ShareRow[], { caseId, place, key, first }: Own): Buffer | undefined {
  const holder = key === first ? null : key
  return shares.find((one) => one.case_id === caseId && one.custodian === place && one.holder === holder)?.file
}

type Own = { readonly caseId: string; readonly place: number; readonly key: string; readonly first: string | undefined }

/** Of some cases after `after`, the shares that this key still has to hand over. `last`: the last case looked at; null when there are no more. */
export async function readWaiting(
  services: Services,
  { city, body, key }: Giver,
  after: string,
): Promise<{ readonly waiting: readonly Waiting[]; readonly last: string | null }> {
  // Who never was a custodian learns no number of a case.
  if (!body.rosters.some(({ content }) => content.custodians.some((one) => one.key === key))) return { waiting: [], last: null }
  const cases = await readCustodianCases(services.db, { city, body: body.body, after })
  const shares = await readShares(services.db, { city, cases: cases.map((row) => row.case_id) })
  const waiting = cases.flatMap((row) => {
    const places = placesOfCase(row, body)
    const hand = handOf(places, key)
    if (!hand || isShredded(row)) return []
    const own = shareAt(shares, { caseId: row.case_id, place: hand.place, key, first: places[hand.place]?.[0] })
    const isHanded = shares.some((one) => one.case_id === row.case_id && one.custodian === hand.place && one.holder === hand.to)
    return own && !isHanded ? [{ row, ...hand, share: takeFrom(row, own) }] : []
  })
  return { waiting, last: cases.at(-1)?.case_id ?? null }
}

/** Keeps each share for who came; all of them or none. `after`: as for `readWaiting`, whose answer they are from. */
export async function handShares(services: Services, giver: Giver, { after, shares }: HandingBody): Promise<Result<number, 'not-found'>> {
  const { city } = giver
  const { waiting } = await readWaiting(services, giver, after)
  const rows = shares.flatMap(({ case: caseId, share }) => {
    const own = waiting.find(({ row }) => row.case_id === caseId)
    const handed_at = toHour(services.clock())
    return own?.to !== undefined
      ? [{ city, case_id: caseId, custodian: own.place, holder: own.to, share: putUnder(own.row, fileOf(share)), handed_at }]
      : []
  })
  if (rows.length < shares.length) return refuse('not-found')
  await inCity(services.db, city, (tx) =>
    tx
      .insertInto('recourse.handed_shares')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
  return accept(rows.length)
}
