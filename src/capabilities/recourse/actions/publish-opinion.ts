import { canonicalJson } from '../../../foundation/canonical-json.ts'
import { civilDate } from '../../../foundation/civil-date.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { commitEntries } from '../../journal/index.ts'
import { answerEntry, opinionEntry } from '../core/entries.ts'
import type { OpinionFile } from '../core/opinion.ts'
import { sittingMembers } from '../core/vault/roster.ts'
import { isSignedBy } from '../core/vault/signed.ts'
import { readOpinions } from '../queries/opinions.ts'
import { readBody } from './read-body.ts'

export type OpinionRefusal = 'not-found' | 'opinion-signatures' | 'opinion-number' | 'opinion-day'

/** In public, for good: signed by two members who sit, numbered without a gap, entered in the journal. */
export async function publishOpinion(services: Services, city: string, file: OpinionFile): Promise<Result<number, OpinionRefusal>> {
  const { content, signatures } = file
  const now = services.clock()
  return inCity(services.db, city, async (tx) => {
    const body = await readBody({ db: tx }, city, content.body)
    const roster = body?.rosters.at(-1)
    if (!body || !roster) return refuse('not-found')
    const sitting = new Set(sittingMembers(roster.content, civilDate(now)).map(({ key }) => key))
    const [one, two] = signatures
    const checks = await Promise.all(signatures.map(({ key, signature }) => isSignedBy('opinion', { content, signature }, key)))
    if (!one || !two || one.key === two.key || !checks.every(Boolean) || !sitting.has(one.key) || !sitting.has(two.key))
      return refuse('opinion-signatures')
    if (content.day > civilDate(now)) return refuse('opinion-day', { today: civilDate(now) })
    const newest = (await readOpinions(tx, { city, body: content.body }))[0]?.number ?? 0
    if (content.number !== newest + 1) return refuse('opinion-number', { next: newest + 1 })
    const document = canonicalJson({ content, signatures })
    await tx.insertInto('recourse.opinions').values({ city, body: content.body, number: content.number, document, published_at: now }).execute()
    await commitEntries(tx, { city, now, random: services.random }, [opinionEntry({ ...content, document })])
    return accept(content.number)
  })
}

export type AuthorityAnswer = {
  readonly city: string
  readonly body: string
  readonly number: number
  readonly follows: boolean
  readonly reasons: string
  readonly by: string | undefined
}

/** The authority's own words, beside the opinion, with reasons whichever way it goes. A later answer stands beside the first; each is in the journal. */
export async function answerOpinion(
  services: Services,
  { city, body, number, follows, reasons, by }: AuthorityAnswer,
): Promise<Result<undefined, 'not-found' | 'reasons'>> {
  if (reasons.trim() === '' || reasons.length > 8000) return refuse('reasons')
  const known = (await readOpinions(services.db, { city, body })).some((opinion) => opinion.number === number)
  if (!known) return refuse('not-found')
  const now = services.clock()
  const answer = { body, number, at: now, follows, reasons: reasons.trim() }
  await inCity(services.db, city, async (tx) => {
    const row = { city, body, number, answered_at: now, follows, reasons: answer.reasons, answered_by: by ?? null }
    await tx.insertInto('recourse.opinion_answers').values(row).execute()
    await commitEntries(tx, { city, now, random: services.random }, [answerEntry(answer)])
  })
  return accept(undefined)
}
