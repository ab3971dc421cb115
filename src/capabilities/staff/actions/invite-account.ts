import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { wording, type Language } from '../../../foundation/wording.ts'
import { recordAct } from '../../../platform/audit/record-act.ts'
import { inCity } from '../../../platform/db/database.ts'
import { STAFF_ROLES, type Actor } from '../../../platform/http/route.ts'
import { createAccount, invite } from '../../../platform/identity/accounts.ts'
import type { Services } from '../../../platform/services.ts'
import { readUnits } from '../../city/index.ts'
import { STAFF_WORDS } from '../messages/staff-words.ts'

export type InvitationRefusal = 'email' | 'role' | 'email-taken'

const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,180}\.[^\s@<>"]{2,63}$/

export type Inviter = {
  readonly city: { readonly code: string; readonly name: string }
  readonly now: Date
  readonly actor: Actor
  readonly language: Language
  /** Where the site is reached, when the configuration does not say. */
  readonly origin: string
}

export type Invited = { readonly account: string; readonly url: string }

/** Opens an account and mails the link that makes its passkey. */
export async function inviteAccount(
  services: Services,
  by: Inviter,
  asked: { readonly email: string; readonly role: string; readonly unit: string },
): Promise<Result<Invited, InvitationRefusal>> {
  const role = STAFF_ROLES.find((candidate) => candidate === asked.role)
  if (!EMAIL.test(asked.email)) return refuse('email')
  const units = await readUnits(services.db, by.city.code)
  const unit = units.find((candidate) => String(candidate.unit) === asked.unit)?.unit
  if (role === undefined || (role === 'supervisor') !== (unit !== undefined)) return refuse('role')
  const place = { city: by.city.code, now: by.now }
  const created = await createAccount(services, place, { email: asked.email, role, unit, demo: false })
  if (!created.ok) return created
  const url = await inCity(services.db, place.city, async (tx) => {
    const token = await invite(services, { ...place, tx }, created.value)
    const link = `${services.config.baseUrl ?? by.origin}/invitation/${token}`
    const t = wording(STAFF_WORDS, by.language)
    const body = t('mailBody', { city: by.city.name, url: link })
    await services.mailer.queue(tx, { ...place, to: asked.email.toLowerCase(), subject: t('mailSubject', { city: by.city.name }), body })
    await recordAct(tx, { ...place, actor: by.actor, random: services.random }, { act: 'account-opened', subject: created.value })
    return link
  })
  await services.mailer.sendDue(place.city, new Date(by.now.getTime() + 1))
  return accept({ account: created.value, url })
}
