import { toBase64url } from '../../../foundation/base64url.ts'
import { formatInstant } from '../../../foundation/format.ts'
import { isEmail } from '../../../foundation/email.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { LANGUAGES, wording, type Language } from '../../../foundation/wording.ts'
import { inCity, type CityTransaction } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { timelineOf } from '../core/timeline.ts'
import { civilDate } from '../../../foundation/civil-date.ts'
import { COMMITMENT_WORDS } from '../messages/commitment-words.ts'
import { FOLLOW_WORDS } from '../messages/follow-words.ts'
import { wordEvent } from '../messages/word-event.ts'
import { readFollowers } from '../queries/followers.ts'
import { readRegister } from './read-register.ts'

export type Following = {
  readonly city: { readonly code: string; readonly name: string }
  readonly email: string
  /** Empty: every commitment. */
  readonly commitment: string
  readonly language: Language
  readonly origin: string
}

const DAYS_TO_CONFIRM = 7
/** Mails that one address gets without having confirmed any: nobody is flooded by a stranger who types their address. */
const MOST_UNCONFIRMED = 3
const DAY_MS = 86_400_000

/**
 * Mails a link that confirms; again, when it was asked for and not confirmed: the first mail may be lost. The answer is the same whether the address was known or not, so that nobody learns who follows what;
 * an address that is confirmed already gets nothing more.
 */
export async function askToFollow(services: Services, asked: Following): Promise<Result<undefined, 'email' | 'commitment-unknown'>> {
  const { city, commitment, language, origin } = asked
  const email = asked.email.trim().toLowerCase()
  const now = services.clock()
  if (!isEmail(email)) return refuse('email')
  const register = await readRegister(services, city.code)
  if (commitment !== '' && !register.some((one) => one.commitment === commitment)) return refuse('commitment-unknown')
  const token = toBase64url(services.random(24))
  await inCity(services.db, city.code, async (tx) => {
    const own = (await readFollowers(tx, city.code)).filter((follower) => follower.email === email)
    const waiting = own.filter(({ confirmed_at }) => confirmed_at === null)
    const again = waiting.find((follower) => follower.commitment === commitment)
    const queued = await tx
      .selectFrom('platform.mails')
      .where('city', '=', city.code)
      .where('recipient', '=', email)
      .where('state', '=', 'queued')
      .select('id')
      .execute()
    if (queued.length > 0 || (again === undefined && waiting.length >= MOST_UNCONFIRMED)) return
    if (again && !(await isAskedAgain(tx, { city: city.code, token: again.token, now }))) return
    const row = { city: city.code, token, email, commitment, language, origin, asked_at: now }
    const added =
      again ??
      (await tx
        .insertInto('commitments.followers')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .returning('token')
        .executeTakeFirst())
    if (added === undefined) return
    const t = wording(FOLLOW_WORDS, language)
    const body = t('confirmBody', { city: city.name, url: `${origin}/suivi/${added.token}`, n: DAYS_TO_CONFIRM })
    await services.mailer.queue(tx, { city: city.code, now, to: email, subject: t('confirmSubject', { city: city.name }), body })
  })
  await services.mailer.sendDue(city.code, new Date(now.getTime() + 1))
  return accept(undefined)
}

/** Once a day for each: nobody is flooded by a stranger who asks again and again. Its seven days begin anew. */
async function isAskedAgain(
  tx: CityTransaction,
  { city, token, now }: { readonly city: string; readonly token: string; readonly now: Date },
): Promise<boolean> {
  const row = await tx
    .updateTable('commitments.followers')
    .set({ asked_at: now })
    .where('city', '=', city)
    .where('token', '=', token)
    .where('asked_at', '<', new Date(now.getTime() - DAY_MS))
    .returning('token')
    .executeTakeFirst()
  return row !== undefined
}

/** From now on, not from before: nothing old is told. */
export async function confirmFollowing(services: Services, city: string, token: string): Promise<Result<undefined, 'not-found'>> {
  const now = services.clock()
  const row = await inCity(services.db, city, (tx) =>
    tx
      .updateTable('commitments.followers')
      .set((set) => ({ confirmed_at: set.fn.coalesce('confirmed_at', set.val(now)), told_until: set.fn.coalesce('told_until', set.val(now)) }))
      .where('city', '=', city)
      .where('token', '=', token)
      .returning('token')
      .executeTakeFirst(),
  )
  return row === undefined ? refuse('not-found') : accept(undefined)
}

/** Erases the address at once. Asked again, it answers the same. */
export async function stopFollowing(services: Services, city: string, token: string): Promise<void> {
  await inCity(services.db, city, async (tx) => {
    const gone = await tx
      .deleteFrom('commitments.followers')
      .where('city', '=', city)
      .where('token', '=', token)
      .returning('token')
      .executeTakeFirst()
    if (gone) await services.mailer.forget(tx, { city, mark: `/suivi/${gone.token}` })
  })
}

/** Addresses that were never confirmed. */
export async function forgetFollowers(services: Services, city: string): Promise<void> {
  const before = new Date(services.clock().getTime() - DAYS_TO_CONFIRM * DAY_MS)
  await inCity(services.db, city, async (tx) => {
    const stale = tx.deleteFrom('commitments.followers').where('city', '=', city).where('confirmed_at', 'is', null).where('asked_at', '<', before)
    for (const { token } of await stale.returning('token').execute()) await services.mailer.forget(tx, { city, mark: `/suivi/${token}` })
  })
}

/** What is written is seen by others within this time: no transaction lasts half of it. What is younger waits for the next mail. */
const SETTLED_MS = 60_000

/** The most that one mail tells; the page has the rest. */
const MOST_EVENTS = 30

/** One mail a follower, of what the public has seen since the last; nothing when nothing happened. The mail and its mark stand or fall together. */
export async function tellFollowers(services: Services, city: string): Promise<void> {
  const now = services.clock()
  const until = new Date(now.getTime() - SETTLED_MS)
  const register = await readRegister(services, city)
  const events = timelineOf(register, civilDate(now)).flatMap((event) => (event.kind === 'due' ? [] : [event]))
  for (const follower of await readFollowers(services.db, city)) {
    const since = follower.told_until
    if (since === null || follower.confirmed_at === null) continue
    const news = events.filter(
      ({ commitment, at }) => at > since && at <= until && (follower.commitment === '' || follower.commitment === commitment),
    )
    if (news.length === 0) continue
    const language = LANGUAGES.find((one) => one === follower.language) ?? 'fr'
    const [t, words] = [wording(FOLLOW_WORDS, language), wording(COMMITMENT_WORDS, language)]
    const lines = news.slice(0, MOST_EVENTS).map((event) => {
      const statement = register.find((one) => one.commitment === event.commitment)?.current.terms.statement[language] ?? ''
      return `${formatInstant(event.at, language)}\n${event.commitment} — ${statement}\n${wordEvent(event, words)}\n${follower.origin}/engagements/${event.commitment}`
    })
    const stop = `${follower.origin}/suivi/${follower.token}`
    const mail = { to: follower.email, subject: t('newsSubject', { n: news.length }), body: t('newsBody', { news: lines.join('\n\n'), url: stop }) }
    await inCity(services.db, city, async (tx) => {
      const told = await tx
        .updateTable('commitments.followers')
        .set({ told_until: until })
        .where('city', '=', city)
        .where('token', '=', follower.token)
        .where('told_until', '=', since)
        .returning('token')
        .executeTakeFirst()
      if (told !== undefined) await services.mailer.queue(tx, { city, now, ...mail, unsubscribe: `${stop}/arret` })
    })
  }
  await services.mailer.sendDue(city, new Date(now.getTime() + 1))
}
