import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'

const DAY_MS = 86_400_000
/** Long enough to answer “did the invitation leave?”, no longer. */
const MAIL_DAYS = 90

/** What a sign-in leaves behind is erased once it is over: sessions, attempts, invitations, sent mail. */
export async function forgetSignIns(services: Services, city: string): Promise<void> {
  const now = services.clock()
  const mailsBefore = new Date(now.getTime() - MAIL_DAYS * DAY_MS)
  await inCity(services.db, city, async (tx) => {
    await tx.deleteFrom('platform.sessions').where('city', '=', city).where('expires_at', '<', now).execute()
    await tx.deleteFrom('platform.sign_in_attempts').where('city', '=', city).where('expires_at', '<', now).execute()
    await tx.deleteFrom('platform.invitations').where('city', '=', city).where('expires_at', '<', now).execute()
    await tx.deleteFrom('platform.mails').where('city', '=', city).where('state', '<>', 'queued').where('created_at', '<', mailsBefore).execute()
  })
}
