import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { recordAct } from '../../../platform/audit/record-act.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Call } from '../../../platform/http/route.ts'
import { STAFF_ROLES } from '../../../platform/http/route.ts'
import { createAccount, invite } from '../../../platform/identity/accounts.ts'
import type { Services } from '../../../platform/services.ts'
import { readUnits } from '../../city/index.ts'
import { STAFF_WORDS } from '../messages/staff-words.ts'

export type InvitationRefusal = 'email' | 'role' | 'email-taken'

const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,180}\.[^\s@<>"]{2,63}$/

/** Opens an account and mails the link that makes its passkey. */
export async function inviteAccount(
  services: Services,
  call: Call,
  asked: { readonly email: string; readonly role: string; readonly unit: string },
): Promise<Result<string, InvitationRefusal>> {
  const role = STAFF_ROLES.find((candidate) => candidate === asked.role)
  if (!EMAIL.test(asked.email)) return refuse('email')
  const units = await readUnits(services.db, call.city.code)
  const unit = units.find((candidate) => String(candidate.unit) === asked.unit)?.unit
  if (role === undefined || (role === 'supervisor') !== (unit !== undefined)) return refuse('role')
  const place = { city: call.city.code, now: call.now }
  const created = await createAccount(services, place, { email: asked.email, role, unit, demo: false })
  if (!created.ok) return created
  await inCity(services.db, place.city, async (tx) => {
    const token = await invite(services, { ...place, tx }, created.value)
    const t = wording(STAFF_WORDS, call.language)
    const body = t('mailBody', { city: call.city.name, url: `${services.config.baseUrl ?? call.origin}/invitation/${token}` })
    await services.mailer.queue(tx, { ...place, to: asked.email.toLowerCase(), subject: t('mailSubject', { city: call.city.name }), body })
    await recordAct(tx, { ...place, actor: call.actor, random: services.random }, { act: 'account-opened', subject: created.value })
  })
  await services.mailer.sendDue(place.city, new Date(call.now.getTime() + 1))
  return accept(created.value)
}
