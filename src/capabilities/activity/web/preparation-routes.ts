import { dateAt } from '../../../foundation/local-date.ts'
import type { Result } from '../../../foundation/result.ts'
import { carryOut } from '../../../platform/audit/carry-out.ts'
import { accountOf, type Answer, type Call, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { defineReports } from '../actions/define-reports.ts'
import { promiseReports } from '../actions/promise-reports.ts'
import { publishDraft } from '../actions/publish-draft.ts'
import { requestDraft } from '../actions/request-draft.ts'
import { commentDraft, signDraft, type DraftAct } from '../actions/sign-draft.ts'
import { idIn } from './asked.ts'
import { definedBy, definitionPage } from './definition-page.tsx'
import { draftPage } from './draft-page.tsx'
import { internalPage } from './internal-page.tsx'
import { preparationPage } from './preparation-page.tsx'

/** Where staff make reports: the clerk asks and publishes, the chief signs, the oversight body says what it thinks. */
export function preparationRoutes(services: Services): readonly Route[] {
  const staff = (permission: string) => ({ kind: 'staff', permission }) as const
  const onDraft = (
    path: string,
    { permission, act }: { readonly permission: string; readonly act: string },
    work: (services: Services, act: DraftAct, call: Call) => Promise<Result<unknown>>,
  ): Route => ({
    method: 'POST',
    path: `/preparation/:draft/${path}`,
    access: staff(permission),
    handle: async (call) => {
      const on = { city: call.city.code, draft: idIn(call, 'draft'), by: accountOf(call) }
      const outcome = await carryOut(services, call, { act, subject: on.draft, work: (inside) => work(inside, on, call) })
      return draftPage(services, call, { draft: on.draft, outcome })
    },
  })
  return [
    { method: 'GET', path: '/preparation', access: staff('reports.read'), handle: (call) => preparationPage(services, call, undefined) },
    { method: 'POST', path: '/preparation', access: staff('reports.prepare'), handle: (call) => postDraft(services, call) },
    { method: 'POST', path: '/preparation/promesses', access: staff('reports.prepare'), handle: (call) => postPromise(services, call) },
    { method: 'GET', path: '/modele-de-compte-rendu', access: staff('reports.read'), handle: (call) => definitionPage(services, call, { ...definedBy((name) => call.query(name)), outcome: undefined }) }, // prettier-ignore
    { method: 'POST', path: '/modele-de-compte-rendu', access: staff('reports.prepare'), handle: (call) => postDefinition(services, call) },
    { method: 'GET', path: '/tableaux-internes', access: staff('facts.read'), handle: (call) => internalPage(services, call) },
    {
      method: 'GET',
      path: '/preparation/:draft',
      access: staff('reports.read'),
      handle: (call) => draftPage(services, call, { draft: idIn(call, 'draft'), outcome: undefined }),
    },
    onDraft('signature', { permission: 'reports.sign', act: 'report-signed' }, (inside, act) => signDraft(inside, act)),
    onDraft('avis', { permission: 'reports.comment', act: 'report-commented' }, async (inside, act, call) =>
      commentDraft(inside, { ...act, words: (await call.form()).text('avis') }),
    ),
    onDraft('publication', { permission: 'reports.publish', act: 'report-published' }, (inside, act) => publishDraft(inside, act)),
  ]
}

async function postDraft(services: Services, call: Call): Promise<Answer> {
  const form = await call.form()
  const report = form.text('rapport')
  const asked = { city: call.city.code, report, why: form.text('raison'), by: accountOf(call), today: dateAt(call.now).toString() }
  const outcome = await carryOut(services, call, {
    act: 'draft-requested',
    subject: report.slice(0, 60),
    work: (inside) => requestDraft(inside, asked),
  })
  return outcome.ok ? { kind: 'redirect', to: '/preparation' } : preparationPage(services, call, outcome)
}

async function postDefinition(services: Services, call: Call): Promise<Answer> {
  const form = await call.form()
  const defined = definedBy(form.text)
  const words = (name: string) => ({ fr: form.text(name), en: form.text(`${name}-en`) })
  const typed = { opening: words('debut'), closing: words('fin'), tables: form.all('tableaux'), drawings: form.all('dessins') }
  const outcome = await carryOut(services, call, {
    act: 'reports-defined',
    subject: `${defined.act} ${defined.kind}`,
    work: (inside) => defineReports(inside, { city: call.city.code, by: accountOf(call), ...defined, ...typed }),
  })
  return definitionPage(services, call, { ...defined, outcome, typed })
}

async function postPromise(services: Services, call: Call): Promise<Answer> {
  const form = await call.form()
  const days = Number(form.text('jours'))
  const since = dateAt(call.now).toString().slice(0, 7)
  const promised = { city: call.city.code, by: accountOf(call), ...definedBy(form.text), since, days } as const
  const outcome = await carryOut(services, call, {
    act: 'reports-promised',
    subject: `${promised.act} ${promised.kind} ${days}`,
    work: (inside) => promiseReports(inside, promised),
  })
  return outcome.ok ? { kind: 'redirect', to: '/comptes-rendus' } : preparationPage(services, call, outcome)
}
