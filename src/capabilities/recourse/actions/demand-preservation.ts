import { canonicalJson } from '../../../foundation/canonical-json.ts'
import { civilDate } from '../../../foundation/civil-date.ts'
import { toBase64url } from '../../../foundation/base64url.ts'
import { isEmail } from '../../../foundation/email.ts'
import { formatInstant } from '../../../foundation/format.ts'
import { readableReference } from '../../../foundation/ids.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { inCity, type CityTransaction } from '../../../platform/db/database.ts'
import { tokenHash } from '../../../platform/identity/one-time.ts'
import type { Services } from '../../../platform/services.ts'
import { commitEntries } from '../../journal/index.ts'
import { centreAnswerEntry, preservationEntry } from '../core/entries.ts'
import { demandFault, type DemandFault, type SignedDemand } from '../core/preservation.ts'
import { isSignedBy } from '../core/vault/signed.ts'
import { PRESERVATION_WORDS } from '../messages/preservation-words.ts'
import { toHour } from '../../../foundation/hour.ts'
import { readWaitingDemands } from '../queries/waiting-demands.ts'
import { readVideoCentre } from '../queries/video-centre.ts'

export type Demanded = { readonly reference: string; readonly mailed: boolean }
type Place = { readonly city: { readonly code: string; readonly name: string }; readonly origin: string }

/** Recorded, entered in the journal and mailed to the video centre in one transaction; the mail has the link by which it answers. */
export async function demandPreservation(
  services: Services,
  { city, origin }: Place,
  demand: SignedDemand,
): Promise<Result<Demanded, DemandFault | 'signature-wrong'>> {
  const now = services.clock()
  const { content } = demand
  if (!(await isSignedBy('preservation', demand, content.key))) return refuse('signature-wrong')
  const fault = demandFault(content, now)
  if (fault) return refuse(fault)
  const reference = readableReference(services.random(9))
  const token = toBase64url(services.random(24))
  const document = canonicalJson({ content, signature: demand.signature })
  const centre = await readVideoCentre(services.db, city.code)
  await inCity(services.db, city.code, async (tx) => {
    const row = {
      city: city.code,
      reference,
      token_hash: tokenHash(token),
      document,
      place: content.place,
      starts_at: new Date(content.from),
      ends_at: new Date(content.to),
      // To the hour, as the filing that it may come with.
      demanded_at: toHour(now),
      mailed: centre !== undefined,
    }
    await tx.insertInto('recourse.preservations').values(row).execute()
    await commitEntries(tx, { city: city.code, now: toHour(now), random: services.random }, [
      preservationEntry({ reference, document, day: civilDate(now) }),
    ])
    if (centre) await mailDemand(services, tx, { place: { city, origin }, to: centre.email, row, token })
  })
  // By the clock as it is now: what was queued a moment after `now` leaves at once, too.
  await services.mailer.sendDue(city.code, new Date(services.clock().getTime() + 1))
  return accept({ reference, mailed: centre !== undefined })
}

type Mailing = {
  readonly place: Place
  readonly to: string
  readonly row: { readonly reference: string; readonly place: string; readonly starts_at: Date; readonly ends_at: Date }
  readonly token: string
}

async function mailDemand({ mailer, clock }: Services, tx: CityTransaction, { place: { city, origin }, to, row, token }: Mailing): Promise<void> {
  const t = wording(PRESERVATION_WORDS, 'fr')
  const holes = {
    reference: row.reference,
    place: row.place,
    city: city.name,
    from: formatInstant(row.starts_at, 'fr'),
    to: formatInstant(row.ends_at, 'fr'),
    url: `${origin}/conservations/${token}`,
  }
  await mailer.queue(tx, { city: city.code, now: clock(), to, subject: t('mailSubject', holes), body: t('mailBody', holes) })
}

/** Footage older than this is erased by law (CSI art. L. 252-5: a month at most). */
const DAYS = 31

/** Demands that found no address are mailed to the one that there is now, each once. */
export async function mailWaiting(services: Services, { city, origin }: Place): Promise<number> {
  const centre = await readVideoCentre(services.db, city.code)
  if (!centre) return 0
  const since = new Date(services.clock().getTime() - DAYS * 86_400_000)
  const waiting = await readWaitingDemands(services.db, { city: city.code, since })
  for (const row of waiting) {
    const token = toBase64url(services.random(24))
    await inCity(services.db, city.code, async (tx) => {
      const taken = await tx
        .updateTable('recourse.preservations')
        .set({ mailed: true, token_hash: tokenHash(token) })
        .where('city', '=', city.code)
        .where('reference', '=', row.reference)
        .where('mailed', '=', false)
        .returning('reference')
        .executeTakeFirst()
      if (taken) await mailDemand(services, tx, { place: { city, origin }, to: centre.email, row, token })
    })
  }
  await services.mailer.sendDue(city.code, new Date(services.clock().getTime() + 1))
  return waiting.length
}

export type Answering = { readonly token: string; readonly state: string; readonly words: string }
const STATES = ['kept', 'nothing', 'refused'] as const

/** What the video centre says, by the link that it was mailed. */
export async function answerPreservation(
  services: Services,
  city: string,
  { token, state, words }: Answering,
): Promise<Result<undefined, 'not-found' | 'answer-state' | 'answer-words'>> {
  const chosen = STATES.find((one) => one === state)
  if (!chosen) return refuse('answer-state')
  if (words.length > 2000 || (chosen !== 'kept' && words.trim() === '')) return refuse('answer-words')
  const added = await inCity(services.db, city, async (tx) => {
    const demand = await tx
      .selectFrom('recourse.preservations')
      .where('city', '=', city)
      .where('token_hash', '=', tokenHash(token))
      .select('reference')
      .executeTakeFirst()
    if (!demand) return false
    const answer = { reference: demand.reference, at: services.clock(), state: chosen, words: words.trim() }
    await tx
      .insertInto('recourse.preservation_answers')
      .values({ city, reference: answer.reference, answered_at: answer.at, state: chosen, words: answer.words })
      .execute()
    await commitEntries(tx, { city, now: answer.at, random: services.random }, [centreAnswerEntry(answer)])
    return true
  })
  return added ? accept(undefined) : refuse('not-found')
}

/** Where demands are mailed from now on. */
export async function setVideoCentre(
  services: Pick<Services, 'db' | 'clock'>,
  city: string,
  { email, by }: { readonly email: string; readonly by: string | undefined },
): Promise<Result<undefined, 'email'>> {
  const address = email.trim().toLowerCase()
  if (!isEmail(address)) return refuse('email')
  const row = { city, email: address, set_at: services.clock(), set_by: by ?? null }
  await inCity(services.db, city, (tx) => tx.insertInto('recourse.video_centres').values(row).execute())
  return accept(undefined)
}
