import { civilDate } from '../../../foundation/civil-date.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity, type CityTransaction, type Database } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { commitEntries } from '../../journal/index.ts'
import { fileOf, type FilingBody } from '../api/filing.ts'
import { filingEntry } from '../core/entries.ts'
import { toHour } from '../../../foundation/hour.ts'
import { caseIdOf, isFit, isNear, verifyEpochs } from '../core/vault/epoch.ts'
import { holdersOf } from '../core/vault/filing.ts'
import { canonicalJson } from '../../../foundation/canonical-json.ts'
import { readOneCase } from '../queries/one-case.ts'
import { readBody, type Body } from './read-body.ts'
import { makeShred, putUnder } from './shred.ts'
import type { Sealed } from './read-sealed.ts'

export type FileRefusal = 'not-found' | 'signature-wrong' | 'case-mismatch' | 'roster-stale' | 'grants-wrong' | 'clock-wrong' | 'already-used'

/** `since`: the hour of filing. The acknowledgement is this answer: no receipt without a durable case. */
export type Filed = { readonly caseId: string; readonly since: Date; readonly again: boolean }

/** `later`: it was sealed some other day, and is handed in as a file. */
type Addressed = { readonly city: string; readonly body: string; readonly later?: boolean }

/** One transaction: the case, its keys' wrappings, its first item, its envelope, its journal entry. Sent again, it answers the same. */
export async function fileCase(
  services: Services,
  { city, body, later = false }: Addressed,
  sealed: Sealed<FilingBody>,
): Promise<Result<Filed, FileRefusal>> {
  const now = services.clock()
  const filing = sealed.body
  if (sealed.signer !== filing.citizen.key) return refuse('signature-wrong')
  if (caseIdOf(filing.citizen) !== filing.case || filing.epoch.content.case !== filing.case) return refuse('case-mismatch')
  const found = await readBody(services, city, body)
  const digest = sha256(sealed.bytes)
  // What was taken is not denied because of what changed since.
  const before = await readAgain(services.db, { city, body, digest }, filing)
  if (before) return accept(before)
  const roster = found?.rosters[filing.epoch.content.roster - 1]
  if (!found || found.rosters.length === 0) return refuse('not-found')
  if (!roster || !isInForce(filing, found, { today: civilDate(now), later })) return refuse('roster-stale', { number: found.rosters.length })
  const epochs = await verifyEpochs([filing.epoch], { citizen: filing.citizen, rosters: found.rosters })
  if (!epochs.ok || filing.epoch.content.recused.length > 0) return refuse('case-mismatch')
  if (!isTimely(filing.epoch.content.on, { issued: roster.content.issued, today: civilDate(now), later }))
    return refuse('clock-wrong', { today: civilDate(now) })
  const expected = holdersOf(roster, { today: filing.epoch.content.on, citizen: filing.citizen.recipient }).map(({ id }) => id)
  if (!sameSet(expected, filing.grants.map(({ holder }) => holder))) return refuse('grants-wrong') // prettier-ignore
  return inCity(services.db, city, async (tx) => {
    const since = toHour(now)
    if (!(await insertCase(tx, { city, body, digest, since }, filing))) {
      const again = await readAgain(tx, { city, body, digest }, filing)
      return again ? accept(again) : refuse('already-used')
    }
    const entry = filingEntry({ caseId: filing.case, body, digest, day: civilDate(now) })
    // The journal's own table is told the hour as well: its minutes would be the case's.
    await commitEntries(tx, { city, now: since, random: services.random }, [entry])
    return accept({ caseId: filing.case, since, again: false })
  })
}

/** The case of these very bytes, if it is there. */
async function readAgain(db: Database, { city, body, digest }: Omit<Place, 'since'>, { case: caseId }: FilingBody): Promise<Filed | undefined> {
  const kept = await readOneCase(db, { city, caseId })
  return kept?.body === body && Buffer.compare(kept.digest, digest) === 0 ? { caseId, since: kept.filed_at, again: true } : undefined
}

/**
 * Sealed to the newest roster; or, some other day, to one since which nobody left, no custodian changed, no recovery key. Whoever came since is
 * given the case as they are given the past.
 */
function isInForce({ epoch }: FilingBody, { rosters }: Body, { today, later }: { readonly today: string; readonly later: boolean }): boolean {
  const [then, newest] = [rosters[epoch.content.roster - 1], rosters.at(-1)]
  if (then === undefined || newest === undefined) return false
  if (!later) return then === newest
  const sameCustodians = canonicalJson(then.content.custodians) === canonicalJson(newest.content.custodians)
  return sameCustodians && isFit(epoch, { rosters, today, recused: new Set() })
}

type Days = { readonly issued: string; readonly today: string; readonly later: boolean }

/** Near the server's own day; some other day: none that is to come, and none before the roster was signed: nobody of it may have sat then. */
function isTimely(on: string, { issued, today, later }: Days): boolean {
  return isNear(on, today) || (later && on < today && on >= issued)
}

type Place = { readonly city: string; readonly body: string; readonly digest: Uint8Array; readonly since: Date }

/** False when there is such a case already. */
async function insertCase(tx: CityTransaction, { city, body, digest, since }: Place, filing: FilingBody): Promise<boolean> {
  const { case: case_id, citizen } = filing
  const added = await tx
    .insertInto('recourse.cases')
    .values({
      city,
      case_id,
      body,
      citizen_key: citizen.key,
      locator_hash: citizen.locatorHash,
      citizen_recipient: citizen.recipient,
      digest: Buffer.from(digest),
      filed_at: since,
      state: 'accusee',
      since,
      items: 1,
      under_key: true,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('case_id')
    .executeTakeFirst()
  if (added === undefined) return false
  await insertSealed(tx, { city, since }, filing)
  return true
}

/** What the case is made of; every byte of it sealed. */
async function insertSealed(tx: CityTransaction, { city, since }: Pick<Place, 'city' | 'since'>, filing: FilingBody): Promise<void> {
  const { case: case_id, envelope } = filing
  const shred = await makeShred(tx, { city, case_id })
  await tx
    .insertInto('recourse.epochs')
    .values({ city, case_id, number: 0, document: canonicalJson(filing.epoch) })
    .execute()
  await tx
    .insertInto('recourse.grants')
    .values(filing.grants.map(({ holder, file }) => ({ city, case_id, epoch: 0, holder, file: putUnder(shred, fileOf(file)) })))
    .execute()
  await tx
    .insertInto('recourse.items')
    .values({
      city,
      case_id,
      seq: 0,
      epoch: 0,
      file: Buffer.from(fileOf(filing.item)),
      writer: 'citizen',
      state: 'accusee',
      word: false,
      added_at: since,
    })
    .execute()
  await tx
    .insertInto('recourse.envelopes')
    .values({ city, case_id, recipient: envelope.recipient, file: Buffer.from(fileOf(envelope.file)) })
    .execute()
  await tx
    .insertInto('recourse.shares')
    .values(envelope.shares.map((share, custodian) => ({ city, case_id, custodian, passed_to: -1, file: putUnder(shred, fileOf(share)) })))
    .execute()
}

function sameSet(expected: readonly string[], given: readonly string[]): boolean {
  return expected.length === given.length && new Set(given).size === given.length && expected.every((one) => given.includes(one))
}
