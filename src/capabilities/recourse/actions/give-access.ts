import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { fileOf, type AccessBody } from '../api/filing.ts'
import { readKnownEpochs } from '../queries/known-epochs.ts'
import { readRecusals } from '../queries/recusals.ts'
import { isShredded, putUnder } from './shred.ts'
import type { Body } from './read-body.ts'

export type Place = {
  readonly city: string
  readonly body: Body
  /** The root, with the recovery key in hand, puts right what somebody gave wrongly. */
  readonly replaces: boolean
}

/**
 * Grants to members who sit, from one who has them: what a newcomer needs to read what was there before. Nothing is kept for who stays out of a
 * case: the root, who recovers all of them, cannot know.
 */
export async function giveAccess(
  services: Services,
  { city, body, replaces }: Place,
  { grants }: AccessBody,
): Promise<Result<undefined, 'grants-wrong'>> {
  const seats = new Set(body.rosters.at(-1)?.content.members.map(({ id }) => id) ?? [])
  const known = await readKnownEpochs(services.db, { city, body: body.body, cases: [...new Set(grants.map((grant) => grant.case))] })
  const epochs = new Set(known.map(({ case_id, number }) => `${case_id} ${number}`))
  if (!grants.every((grant) => seats.has(grant.holder) && epochs.has(`${grant.case} ${grant.epoch}`))) return refuse('grants-wrong')
  const out = await readRecusals(services.db, { city, cases: known.map(({ case_id }) => case_id) })
  const isOut = (grant: AccessBody['grants'][number]) => out.some(({ case_id, holder }) => case_id === grant.case && holder === grant.holder)
  const kept = grants.filter((grant) => !isOut(grant))
  const shreds = new Map(known.map((row) => [row.case_id, row]))
  const rows = kept.flatMap((grant) => {
    const shred = shreds.get(grant.case)
    if (!shred || isShredded(shred)) return []
    return [{ city, case_id: grant.case, epoch: grant.epoch, holder: grant.holder, file: putUnder(shred, fileOf(grant.file)) }]
  })
  if (rows.length === 0) return accept(undefined)
  await inCity(services.db, city, (tx) =>
    tx
      .insertInto('recourse.grants')
      .values(rows)
      .onConflict((conflict) =>
        replaces
          ? conflict.columns(['city', 'case_id', 'epoch', 'holder']).doUpdateSet((set) => ({ file: set.ref('excluded.file') }))
          : conflict.doNothing(),
      )
      .execute(),
  )
  return accept(undefined)
}
