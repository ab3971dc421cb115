import { isEmail } from '../../../foundation/email.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { wording, type Language } from '../../../foundation/wording.ts'
import { inCity } from '../../../platform/db/database.ts'
import { tokenHash } from '../../../platform/identity/one-time.ts'
import type { Services } from '../../../platform/services.ts'
import { NEWS_WORDS } from '../messages/news-words.ts'
import { readNews } from '../queries/news.ts'
import { toHour } from '../../../foundation/hour.ts'
import { readBody } from './read-body.ts'

export type Subscriber = { readonly city: string; readonly body: string; readonly email: string }

const HOUR = 3_600_000
/** Of every mail that is sent for this: what waits goes with the address. */
const SUBJECTS = [NEWS_WORDS.codeSubject, NEWS_WORDS.newsSubject, NEWS_WORDS.lateSubject].flatMap(({ fr, en }) => [fr, en])
const MOST_TRIES = 5
/** Mails with a code that one address gets: nobody is flooded by a stranger who types their address. */
const BETWEEN_CODES = HOUR
const DAYS_TO_CONFIRM = 2

/** Mails a code to the address. The answer is the same whether it was known or not. */
export async function askNews(
  services: Services,
  { city, body, email: typed }: Subscriber,
  { language, late }: { readonly language: Language; readonly late: boolean },
): Promise<Result<undefined, 'email' | 'not-found'>> {
  const email = typed.trim().toLowerCase()
  const now = services.clock()
  if (!isEmail(email)) return refuse('email')
  if (!(await readBody(services, city, body))) return refuse('not-found')
  const code = codeFrom(services.random(4))
  const code_hash = hashOf({ city, body, email }, code)
  await inCity(services.db, city, async (tx) => {
    const fresh = { code_hash, tries: 0, asked_at: now, language, late }
    const row = { city, body, email, confirmed_at: null, told_until: toHour(now), ...fresh }
    const added = await tx
      .insertInto('recourse.news')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['city', 'body', 'email'])
          .doUpdateSet(fresh)
          .where('recourse.news.confirmed_at', 'is', null)
          .where('recourse.news.asked_at', '<', new Date(now.getTime() - BETWEEN_CODES)),
      )
      .returning('email')
      .executeTakeFirst()
    if (!added) return
    const t = wording(NEWS_WORDS, language)
    await services.mailer.queue(tx, { city, now, to: email, subject: t('codeSubject'), body: t('codeBody', { code }) })
  })
  await services.mailer.sendDue(city, new Date(now.getTime() + 1))
  return accept(undefined)
}

/** Eight digits, to be typed: no link leads from the mail to here. */
function codeFrom(bytes: Uint8Array): string {
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0) % 100_000_000
  return String(number).padStart(8, '0')
}

function hashOf({ city, body, email }: Subscriber, code: string): Buffer {
  return tokenHash(`news ${city} ${body} ${email} ${code}`)
}

/** With the code that was mailed, within an hour and five tries. */
export async function confirmNews(
  services: Services,
  { city, body, email: typed }: Subscriber,
  code: string,
): Promise<Result<undefined, 'code-wrong'>> {
  const email = typed.trim().toLowerCase()
  const now = services.clock()
  const own = { city, body, email }
  const confirmed = await inCity(services.db, city, async (tx) => {
    const row = await tx
      .updateTable('recourse.news')
      .set((set) => ({ tries: set('tries', '+', 1) }))
      .where('city', '=', city)
      .where('body', '=', body)
      .where('email', '=', email)
      .where('tries', '<', MOST_TRIES)
      .where('asked_at', '>', new Date(now.getTime() - HOUR))
      .returning('code_hash')
      .executeTakeFirst()
    if (!row || Buffer.compare(row.code_hash, hashOf(own, code.replaceAll(/\D/g, ''))) !== 0) return false
    await tx
      .updateTable('recourse.news')
      .set({ confirmed_at: now, told_until: toHour(now) })
      .where('city', '=', city)
      .where('body', '=', body)
      .where('email', '=', email)
      .execute()
    return true
  })
  return confirmed ? accept(undefined) : refuse('code-wrong')
}

/** Erased at once, by whoever types the address: the worst that a stranger does is to stop a mail. */
export async function stopNews(services: Services, { city, body, email }: Subscriber): Promise<void> {
  const address = email.trim().toLowerCase()
  await inCity(services.db, city, async (tx) => {
    await tx.deleteFrom('recourse.news').where('city', '=', city).where('body', '=', body).where('email', '=', address).execute()
    await services.mailer.forget(tx, { city, to: address, subjects: SUBJECTS })
  })
}

/** Once a day for each at most: the body has written to somebody, perhaps to them. The mail and its mark stand or fall together. */
export async function tellNews(services: Services, city: string): Promise<void> {
  const now = services.clock()
  const stale = new Date(now.getTime() - DAYS_TO_CONFIRM * 24 * HOUR)
  await inCity(services.db, city, async (tx) => {
    const gone = tx.deleteFrom('recourse.news').where('city', '=', city).where('confirmed_at', 'is', null).where('asked_at', '<', stale)
    for (const { email } of await gone.returning('email').execute()) await services.mailer.forget(tx, { city, to: email, subjects: SUBJECTS })
  })
  for (const { body, email, language, told_until } of await readNews(services.db, { city, hour: toHour(now) })) {
    const t = wording(NEWS_WORDS, language === 'en' ? 'en' : 'fr')
    await inCity(services.db, city, async (tx) => {
      const told = await tx
        .updateTable('recourse.news')
        .set({ told_until: toHour(now) })
        .where('city', '=', city)
        .where('body', '=', body)
        .where('email', '=', email)
        .where('told_until', '=', told_until)
        .returning('email')
        .executeTakeFirst()
      if (told) await services.mailer.queue(tx, { city, now, to: email, subject: t('newsSubject'), body: t('newsBody') })
    })
  }
  await services.mailer.sendDue(city, new Date(now.getTime() + 1))
}
