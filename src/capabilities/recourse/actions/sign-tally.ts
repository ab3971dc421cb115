import { sql } from 'kysely'
import type { z } from 'zod'
import { canonicalJson } from '../../../foundation/canonical-json.ts'
import { civilDate } from '../../../foundation/civil-date.ts'
import { accept, refuse, type Refused, type Result } from '../../../foundation/result.ts'
import { inCity, type CityTransaction } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { commitEntries } from '../../journal/index.ts'
import { tallyEntry } from '../core/entries.ts'
import { quarterOf } from '../core/quarter.ts'
import { countableFrom, tallyFile, type signedTally } from '../core/tally.ts'
import { sittingMembers } from '../core/vault/roster.ts'
import { isSignedBy } from '../core/vault/signed.ts'
import { readFilings } from './read-filings.ts'
import { readTallySignatures } from '../queries/tally-signatures.ts'
import { readTallyRows } from '../queries/tallies.ts'
import { readBody } from './read-body.ts'

export type TallyRefusal = 'not-found' | 'signature-wrong' | 'tally-early' | 'tally-total' | 'tally-published'

/** `published`: this was the second signature. `otherwise`: members who signed another count of this quarter. */
export type SignedCount = { readonly published: boolean; readonly otherwise: number }

type Signing = { readonly tx: CityTransaction; readonly services: Services; readonly city: string; readonly sent: z.infer<typeof signedTally> }

/** A member's count of a quarter; public, and in the journal, once another member has signed the same. Never fewer filings than the host has. */
export async function signTally(services: Services, city: string, sent: z.infer<typeof signedTally>): Promise<Result<SignedCount, TallyRefusal>> {
  const { body, quarter } = sent.content
  return inCity(services.db, city, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`tally ${city} ${body}`}))`.execute(tx)
    const signing = { tx, services, city, sent }
    const sitting = await readSitting(signing)
    if (!sitting) return refuse('not-found')
    const fault = await faultOf(signing, sitting)
    if (fault) return fault
    const published = (await readTallyRows(tx, { city, body })).find((row) => row.quarter === quarter)
    if (!published) return countersign(signing, sitting)
    const { content } = tallyFile.parse(JSON.parse(published.document))
    return canonicalJson(content) === canonicalJson(sent.content) ? accept({ published: true, otherwise: 0 }) : refuse('tally-published')
  })
}

/** Keys of who sits today; `undefined`: there is no such body. */
async function readSitting({ tx, services, city, sent }: Signing): Promise<ReadonlySet<string> | undefined> {
  const found = await readBody({ db: tx }, city, sent.content.body)
  const roster = found?.rosters.at(-1)
  return roster && new Set(sittingMembers(roster.content, civilDate(services.clock())).map(({ key }) => key))
}

async function faultOf({ tx, services, city, sent }: Signing, sitting: ReadonlySet<string>): Promise<Refused<TallyRefusal> | undefined> {
  const { content, key, signature } = sent
  if (!sitting.has(key) || !(await isSignedBy('tally', { content, signature }, key))) return refuse('signature-wrong')
  const from = countableFrom(content.quarter) ?? ''
  if (civilDate(services.clock()) < from) return refuse('tally-early', { from })
  const filings = await readFilings(tx, { city, body: content.body })
  const filed = filings.filter((at) => quarterOf(civilDate(at)) === content.quarter).length
  return filed === content.filed ? undefined : refuse('tally-total', { filed, counted: content.filed })
}

async function countersign({ tx, services, city, sent }: Signing, sitting: ReadonlySet<string>): Promise<Result<SignedCount, TallyRefusal>> {
  const { content, key, signature } = sent
  const { body, quarter } = content
  const now = services.clock()
  const document = canonicalJson(content)
  const signed = await readTallySignatures(tx, { city, body, quarter })
  const others = [...new Map(signed.filter((row) => row.key !== key && sitting.has(row.key)).map((row) => [row.key, row])).values()]
  await tx.insertInto('recourse.tally_signatures').values({ city, body, quarter, key, signed_at: now, document, signature }).execute()
  const same = others.find((row) => row.document === document)
  if (!same) return accept({ published: false, otherwise: others.length })
  const file = canonicalJson({ content, signatures: [{ key: same.key, signature: same.signature }, { key, signature }] }) // prettier-ignore
  await tx.insertInto('recourse.tallies').values({ city, body, quarter, document: file, published_at: now }).execute()
  await commitEntries(tx, { city, now, random: services.random }, [tallyEntry({ body, quarter, day: civilDate(now), document: file })])
  return accept({ published: true, otherwise: 0 })
}
