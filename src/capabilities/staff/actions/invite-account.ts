import { isEmail } from '../../../foundation/email.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { wording, type Language } from '../../../foundation/wording.ts'
import { recordAct } from '../../../platform/audit/record-act.ts'
import { inCity } from '../../../platform/db/database.ts'
import { STAFF_ROLES, type Actor } from '../../../platform/http/route.ts'
import { createAccount, findOpenAccount, invite } from '../../../platform/identity/accounts.ts'
import type { Services } from '../../../platform/services.ts'
import { readUnits } from '../../city/index.ts'
import { STAFF_WORDS } from '../messages/staff-words.ts'

export type InvitationRefusal = 'email' | 'role' | 'email-taken'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

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
  if (!isEmail(asked.email)) return refuse('email')
  const units = await readUnits(services.db, by.city.code)
  const unit = units.find((candidate) => String(candidate.unit) === asked.unit)?.unit
  if (role === undefined || (role === 'supervisor') !== (unit !== undefined)) return refuse('role')
  const place = { city: by.city.code, now: by.now }
  const opened = await inCity(services.db, by.city.code, async (tx) => {
    const within = { ...services, db: tx }
    const created = await createAccount(within, place, { email: asked.email, role, unit, demo: false })
    return created.ok
      ? accept(await writeLink(within, by, { account: created.value, email: asked.email.toLowerCase(), act: 'account-opened' }))
      : created
  })
  if (opened.ok) await services.mailer.sendDue(place.city, new Date(by.now.getTime() + 1))
  return opened
}

/** Another link for an account that is open: the first was lost or lapsed, or its passkey is gone. */
export async function inviteAgain(
  services: Services,
  by: Inviter,
  whom: { readonly email: string } | { readonly account: string },
): Promise<Result<Invited & { readonly email: string }, 'no-account'>> {
  if ('account' in whom && !UUID.test(whom.account)) return refuse('no-account')
  const known = await findOpenAccount(services.db, by.city.code, whom)
  if (known === undefined || known.demo) return refuse('no-account')
  const sent = await writeLink(services, by, { account: known.account, email: known.email, act: 'account-invited-again' })
  await services.mailer.sendDue(by.city.code, new Date(by.now.getTime() + 1))
  return accept({ ...sent, email: known.email })
}

type Link = { readonly account: string; readonly email: string; readonly act: string }

/** The link, its mail and its line in the register of acts, together. */
async function writeLink(services: Services, by: Inviter, { account, email, act }: Link): Promise<Invited> {
  const place = { city: by.city.code, now: by.now }
  const url = await inCity(services.db, place.city, async (tx) => {
    const token = await invite(services, { ...place, tx }, account)
    const link = `${services.config.baseUrl ?? by.origin}/invitation/${token}`
    const t = wording(STAFF_WORDS, by.language)
    const body = t('mailBody', { city: by.city.name, url: link })
    await services.mailer.queue(tx, { ...place, to: email, subject: t('mailSubject', { city: by.city.name }), body })
    await recordAct(tx, { ...place, actor: by.actor, random: services.random }, { act, subject: account })
    return link
  })
  return { account, url }
}
