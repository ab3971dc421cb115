import { wording } from '../../../foundation/wording.ts'
import { inCity, type CityTransaction } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { passedDates } from '../core/host-times.ts'
import { NEWS_WORDS } from '../messages/news-words.ts'
import { readBodyCases } from '../queries/body-cases.ts'
import { readLateSubscribers } from '../queries/late-subscribers.ts'

/** Rows of one statement. */
const AT_ONCE = 1000

type Event = { readonly case_id: string; readonly clock: string; readonly due: Date }

/**
 * One mail to each address that asked, on a day when dates of its body have passed that it was not told of: each once for each address, case and
 * date (shared/facts/deadlines.md), also those of the days on which nothing ran. Mail and marks stand or fall together.
 */
export async function tellLate(services: Services, city: string): Promise<void> {
  const now = services.clock()
  const events = new Map<string, readonly Event[]>()
  for (const { body, email, language } of await readLateSubscribers(services.db, city)) {
    const passed = events.get(body) ?? eventsOf(await readBodyCases(services.db, { city, body }), now)
    events.set(body, passed)
    const t = wording(NEWS_WORDS, language === 'en' ? 'en' : 'fr')
    await inCity(services.db, city, async (tx) => {
      const n = await mark(tx, passed.map((event) => ({ city, body, email, ...event }))) // prettier-ignore
      if (n > 0) await services.mailer.queue(tx, { city, now, to: email, subject: t('lateSubject'), body: t('lateBody', { n }) })
    })
  }
  await services.mailer.sendDue(city, new Date(now.getTime() + 1))
}

function eventsOf(cases: Awaited<ReturnType<typeof readBodyCases>>, now: Date): readonly Event[] {
  return cases.flatMap((row) => passedDates(row, now).map(({ clock, deadline }) => ({ case_id: row.case_id, clock, due: deadline.due })))
}

/** How many of them are new to this address. */
async function mark(
  tx: CityTransaction,
  rows: readonly (Event & { readonly city: string; readonly body: string; readonly email: string })[],
): Promise<number> {
  let added = 0
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const taken = await tx
      .insertInto('recourse.alerts')
      .values(rows.slice(at, at + AT_ONCE))
      .onConflict((conflict) => conflict.doNothing())
      .returning('case_id')
      .execute()
    added += taken.length
  }
  return added
}
