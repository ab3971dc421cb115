import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { civilDate } from '../../../foundation/civil-date.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { commitEntries } from '../../journal/index.ts'
import { rosterEntry } from '../core/entries.ts'
import { compositionFaults } from '../core/vault/composition.ts'
import { CITIZEN, RECOVERY } from '../core/vault/filing.ts'
import { readRoster, verifyRosters, type RosterRefusal, type SignedRoster } from '../core/vault/roster.ts'
import { bytesOf } from '../core/vault/signed.ts'
import { readBody } from './read-body.ts'

export type PublishRefusal = RosterRefusal | 'not-found' | 'roster-composition' | 'roster-date' | 'already-used'

/** A roster that the root signed: checked as devices check it, kept byte for byte, entered in the journal; grants of who left go. */
export async function publishRoster(
  services: Services,
  { city, body }: { readonly city: string; readonly body: string },
  document: unknown,
): Promise<Result<SignedRoster, PublishRefusal>> {
  const now = services.clock()
  const roster = readRoster(document)
  if (!roster) return refuse('roster-malformed')
  return inCity(services.db, city, async (tx) => {
    const found = await readBody({ db: tx }, city, body)
    if (found?.root === undefined) return refuse('not-found')
    const known = found.rosters.at(roster.content.number - 1)
    if (known && Buffer.compare(bytesOf(known), bytesOf(roster)) === 0) return accept(roster)
    if (known) return refuse('already-used')
    const today = civilDate(now)
    const verified = await verifyRosters([...found.rosters, roster], { body, root: found.root, today, journaled: () => true })
    if (!verified.ok) return verified
    const [fault] = compositionFaults(roster.content)
    if (fault) return refuse('roster-composition', { fault: fault.code, about: fault.about ?? '' })
    if (roster.content.issued !== today || roster.content.kind !== found.kind) return refuse('roster-date', { today })
    const row = { city, body, number: roster.content.number, document: new TextDecoder().decode(bytesOf(roster)), published_at: now }
    await tx.insertInto('recourse.rosters').values(row).execute()
    await commitEntries(tx, { city, now, random: services.random }, [rosterEntry(roster)])
    await forget({ tx, city, body }, roster)
    return accept(roster)
  })
}

type Place = { readonly tx: Parameters<typeof commitEntries>[0]; readonly city: string; readonly body: string }

async function forget({ tx, city, body }: Place, { content }: SignedRoster): Promise<void> {
  const holders = [CITIZEN, RECOVERY, ...content.members.map(({ id }) => id)]
  const cases = tx.selectFrom('recourse.cases').where('city', '=', city).where('body', '=', body).select('case_id')
  await tx.deleteFrom('recourse.grants').where('city', '=', city).where('case_id', 'in', cases).where('holder', 'not in', holders).execute()
  const seated = [...content.members, ...content.custodians, ...(content.authority ? [content.authority] : [])].map(({ key }) => key)
  await tx.deleteFrom('recourse.joinings').where('city', '=', city).where('body', '=', body).where('key', 'in', seated).execute()
}
