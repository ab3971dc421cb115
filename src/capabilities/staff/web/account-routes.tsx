import { formatInstant } from '../../../foundation/format.ts'
import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { recordAct } from '../../../platform/audit/record-act.ts'
import { inCity } from '../../../platform/db/database.ts'
import { refusedPage, STAFF_ROLES, type Answer, type Call, type Route } from '../../../platform/http/route.ts'
import { closeAccount, readAccounts } from '../../../platform/identity/accounts.ts'
import type { Services } from '../../../platform/services.ts'
import { Fields, SelectField, TextField } from '../../../ui/field/field.tsx'
import { Confirm } from '../../../ui/confirm/confirm.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Table } from '../../../ui/table/table.tsx'
import { readUnits } from '../../city/index.ts'
import { inviteAccount, inviteAgain } from '../actions/invite-account.ts'
import { wordAct } from '../messages/act-words.ts'
import { STAFF_WORDS } from '../messages/staff-words.ts'
import { readAuditTrail } from '../queries/audit-trail.ts'

export function accountRoutes(services: Services): readonly Route[] {
  const manage = { kind: 'staff', permission: 'accounts.manage' } as const
  return [
    { method: 'GET', path: '/compte', access: { kind: 'staff', permission: 'account.own' }, handle: (call) => accountPage(services, call) },
    { method: 'GET', path: '/comptes', access: manage, handle: (call) => accountsPage(services, call, {}) },
    { method: 'POST', path: '/comptes', access: manage, handle: (call) => postAccount(services, call) },
    { method: 'POST', path: '/comptes/:account/invitation', access: manage, handle: (call) => postInvitation(services, call) },
    { method: 'POST', path: '/comptes/:account/fermeture', access: manage, handle: (call) => postClosing(services, call) },
    { method: 'GET', path: '/actes', access: { kind: 'staff', permission: 'audit.read' }, handle: (call) => auditPage(services, call) },
  ]
}

async function accountPage(services: Services, call: Call): Promise<Answer> {
  const t = wording(STAFF_WORDS, call.language)
  const { actor } = call
  if (actor.kind !== 'staff') throw new Error('the route asks for staff')
  const units = await readUnits(services.db, call.city.code)
  const seen = actor.role === 'supervisor' ? units.filter(({ unit }) => unit === actor.unit) : actor.role === 'auditor' ? units : []
  const page = (
    <Page frame={frameOf(services, call)} title={t('accountTitle')} narrow noIndex>
      <div class="stack">
        <h1>{t('accountTitle')}</h1>
        <p>{t('signedInAs', { email: actor.email, role: t(actor.role) })}</p>
        <ul>
          {seen.map(({ unit, name }) => (
            <li key={unit}>
              <a href={`/services/${unit}`}>{name}</a>
            </li>
          ))}
          {actor.role !== 'observer' && (
            <li>
              <a href="/preparation">{t('reportsPage')}</a>
            </li>
          )}
          {actor.role === 'admin' && (
            <>
              <li>
                <a href="/ville">{t('cityPage')}</a>
              </li>
              <li>
                <a href="/comptes">{t('accountsPage')}</a>
              </li>
            </>
          )}
          {(actor.role === 'admin' || actor.role === 'observer') && (
            <li>
              <a href="/gestion/engagements">{t('commitmentsPage')}</a>
            </li>
          )}
          {(actor.role === 'admin' || actor.role === 'auditor') && (
            <>
              <li>
                <a href="/declarations">{t('declarationsPage')}</a>
              </li>
              <li>
                <a href="/actes">{t('auditPage')}</a>
              </li>
            </>
          )}
        </ul>
        <form method="post" action="/deconnexion">
          <button type="submit" class="button">
            {t('signOut')}
          </button>
        </form>
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

type Typed = { readonly email: string; readonly role: string; readonly unit: string }
type State = { readonly problem?: string; readonly invited?: string; readonly typed?: Typed }

async function accountsPage(services: Services, call: Call, { problem, invited, typed }: State): Promise<Answer> {
  const t = wording(STAFF_WORDS, call.language)
  const [accounts, units] = await Promise.all([readAccounts(services.db, call.city.code), readUnits(services.db, call.city.code)])
  const wrong = (key: 'email' | 'role' | 'email-taken') => (problem === key ? t(`problem-${key}`) : undefined)
  const page = (
    <Page frame={frameOf(services, call)} title={t('accountsPage')} noIndex>
      <div class="stack-wide">
        <h1>{t('accountsPage')}</h1>
        {invited && <Notice tone="good" title={t('invited', { email: invited })} live />}
        <Table
          caption={t('accountsPage')}
          columns={[{ label: t('email') }, { label: t('role') }, { label: t('state') }]}
          rows={accounts.map((account) => [
            account.email,
            t(account.role),
            account.closedAt ? (
              t('closed', { date: formatInstant(account.closedAt, call.language) })
            ) : (
              <div class="row">
                {!account.demo && (
                  <Confirm label={t('again')} of={account.email} yes={t('againYes')} action={`/comptes/${account.account}/invitation`}>
                    {t('againMeans')}
                  </Confirm>
                )}
                <Confirm label={t('close')} of={account.email} yes={t('closeYes')} action={`/comptes/${account.account}/fermeture`}>
                  {t('closeMeans')}
                </Confirm>
              </div>
            ),
          ])}
          empty={t('noAccounts')}
        />
        <form method="post" action="/comptes">
          <Fields>
            <TextField
              name="email"
              label={t('email')}
              value={typed?.email}
              error={wrong('email') ?? wrong('email-taken')}
              autocomplete="off"
              required
            />
            <SelectField
              name="role"
              label={t('role')}
              value={typed?.role}
              error={wrong('role')}
              choices={STAFF_ROLES.map((value) => ({ value, label: t(value) }))}
            />
            <SelectField
              name="unit"
              label={t('unit')}
              value={typed?.unit}
              empty={t('none')}
              choices={units.map(({ unit, name }) => ({ value: String(unit), label: name }))}
            />
            <button type="submit" class="button primary">
              {t('invite')}
            </button>
          </Fields>
        </form>
      </div>
    </Page>
  )
  return { kind: 'page', status: problem === undefined ? 200 : 422, html: renderDocument(page) }
}

async function postAccount(services: Services, call: Call): Promise<Answer> {
  const form = await call.form()
  const typed = { email: form.text('email'), role: form.text('role'), unit: form.text('unit') }
  const outcome = await inviteAccount(services, call, typed)
  return accountsPage(services, call, outcome.ok ? { invited: typed.email } : { problem: outcome.code, typed })
}

async function postInvitation(services: Services, call: Call): Promise<Answer> {
  const again = await inviteAgain(services, call, { account: call.param('account') })
  return again.ok ? accountsPage(services, call, { invited: again.value.email }) : refusedPage(refuse('not-found'))
}

async function postClosing(services: Services, call: Call): Promise<Answer> {
  const account = call.param('account')
  const known = (await readAccounts(services.db, call.city.code)).some(
    (candidate) => candidate.account === account && candidate.closedAt === undefined,
  )
  if (known && call.actor.kind === 'staff' && account !== call.actor.account) {
    const place = { city: call.city.code, now: call.now }
    const by = call.actor.account
    await inCity(services.db, place.city, async (tx) => {
      await closeAccount(tx, place, { account, by })
      await recordAct(tx, { ...place, actor: call.actor, random: services.random }, { act: 'account-closed', subject: account })
    })
  }
  return { kind: 'redirect', to: '/comptes' }
}

async function auditPage(services: Services, call: Call): Promise<Answer> {
  const t = wording(STAFF_WORDS, call.language)
  const acts = await readAuditTrail(services.db, call.city.code)
  const page = (
    <Page frame={frameOf(services, call)} title={t('auditPage')} noIndex>
      <div class="stack">
        <h1>{t('auditPage')}</h1>
        <p>{t('auditLead')}</p>
        <Table
          caption={t('auditPage')}
          columns={[{ label: t('when') }, { label: t('who') }, { label: t('act') }, { label: t('subject') }]}
          rows={acts.map((act) => [
            formatInstant(act.at, call.language),
            act.email ?? '—',
            wordAct(act.act, call.language),
            <span class="mono">{act.subject}</span>,
          ])}
          empty={t('noActs')}
        />
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}
