import { parseLocalDate, dateAt } from '../../../foundation/local-date.ts'
import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { carryOut } from '../../../platform/audit/carry-out.ts'
import { recordAct } from '../../../platform/audit/record-act.ts'
import { inCity } from '../../../platform/db/database.ts'
import { refusedPage, type Answer, type Call, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { declareChecks } from '../../city/index.ts'
import { annotateReceipt } from '../actions/annotate-receipt.ts'
import { createEnrolment } from '../actions/create-enrolment.ts'
import { printCards } from '../actions/print-cards.ts'
import { stopDevice } from '../actions/stop-device.ts'
import { UNIT_WORDS } from '../messages/unit-words.ts'
import { receiptPage } from './unit-receipt-page.tsx'
import { unitPage } from './unit-page.tsx'

/** The supervisor's pages: their own unit, and no other. */
export function unitRoutes(services: Services): readonly Route[] {
  const staff = (permission: string) => ({ kind: 'staff', permission }) as const
  const unitOf = (call: Call) => Number(call.param('unit'))
  const home = (call: Call): Answer => ({ kind: 'redirect', to: `/services/${unitOf(call)}` })
  return [
    { method: 'GET', path: '/services/:unit', access: staff('receipts.read'), handle: (call) => unitPage(services, call, { unit: unitOf(call) }) },
    {
      method: 'GET',
      path: '/services/:unit/recus/:id',
      access: staff('receipts.read'),
      handle: (call) => receiptPage(services, call, { unit: unitOf(call) }),
    },
    {
      method: 'POST',
      path: '/services/:unit/recus/:id/annotations',
      access: staff('receipts.annotate'),
      handle: async (call) => {
        const form = await call.form()
        const outcome = await annotateReceipt(services, call, {
          unit: unitOf(call),
          receipt: call.param('id'),
          field: form.text('field'),
          note: form.text('note'),
        })
        if (outcome.ok) return { kind: 'redirect', to: `/services/${unitOf(call)}/recus/${call.param('id')}` }
        return outcome.code === 'note-missing' ? receiptPage(services, call, { unit: unitOf(call), wrong: true }) : refusedPage(outcome)
      },
    },
    { method: 'POST', path: '/services/:unit/enrolements', access: staff('devices.manage'), handle: (call) => newCode(services, call, unitOf(call)) },
    {
      method: 'POST',
      path: '/services/:unit/appareils/:device/revocation',
      access: staff('devices.manage'),
      handle: async (call) =>
        (await stopDevice(services, call, { unit: unitOf(call), device: call.param('device') })) ? home(call) : refusedPage(refuse('not-found')),
    },
    {
      method: 'POST',
      path: '/services/:unit/controles-declares',
      access: staff('checks.declare'),
      handle: (call) => declare(services, call, unitOf(call)),
    },
    { method: 'POST', path: '/services/:unit/cartes', access: staff('cards.print'), handle: (call) => cards(services, call, unitOf(call)) },
  ]
}

function actContext(services: Services, call: Call) {
  return { city: call.city.code, now: call.now, actor: call.actor, random: services.random }
}

async function newCode(services: Services, call: Call, unit: number): Promise<Answer> {
  if (call.actor.kind !== 'staff') return refusedPage(refuse('forbidden'))
  const t = wording(UNIT_WORDS, call.language)
  const { account } = call.actor
  const code = await inCity(services.db, call.city.code, async (tx) => {
    await recordAct(tx, actContext(services, call), { act: 'enrolment-opened', subject: `unit ${unit}` })
    return createEnrolment({ ...services, db: tx }, { city: call.city.code, unit, createdBy: account })
  })
  const page = (
    <Page frame={frameOf(services, call)} title={t('codeTitle')} narrow noIndex>
      <div class="stack">
        <h1>{t('codeTitle')}</h1>
        <p class="key-figure-value mono">{`${code.slice(0, 4)} ${code.slice(4)}`}</p>
        <p>{t('codeLead')}</p>
        <p>
          <a href={`/services/${unit}`}>{t('back')}</a>
        </p>
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

async function declare(services: Services, call: Call, unit: number): Promise<Answer> {
  const form = await call.form()
  const draft = { day: form.text('day'), checks: form.text('checks') }
  const day = parseLocalDate(draft.day)
  const checks = /^\d{1,6}$/.test(draft.checks) ? Number(draft.checks) : -1
  if (day === undefined || checks < 0 || checks > 100_000 || call.actor.kind !== 'staff')
    return unitPage(services, call, { unit, message: 'wrong', draft })
  const declared = {
    city: call.city.code,
    unit,
    day: day.toString(),
    checks,
    by: call.actor.account,
    now: call.now,
    today: dateAt(call.now).toString(),
  }
  const outcome = await carryOut(services, call, {
    act: 'checks-declared',
    subject: (revision) => `unit ${unit}, ${day.toString()}, revision ${revision}`,
    work: ({ db }) => declareChecks(db, declared),
  })
  if (!outcome.ok) return unitPage(services, call, { unit, message: 'wrong', draft })
  return unitPage(services, call, { unit, message: 'declaredDone' })
}

async function cards(services: Services, call: Call, unit: number): Promise<Answer> {
  const form = await call.form()
  const count = /^\d{1,3}$/.test(form.text('count')) ? Number(form.text('count')) : 0
  const order = { city: call.city.code, cityName: call.city.name, unit, count, origin: services.config.baseUrl ?? call.origin }
  const printed = await carryOut(services, call, {
    act: 'cards-printed',
    subject: `unit ${unit}, ${count}`,
    work: (inside) => printCards(inside, order),
  })
  if (!printed.ok)
    return printed.code === 'unit-unknown' ? refusedPage(refuse('not-found')) : unitPage(services, call, { unit, message: 'countWrong' })
  return {
    kind: 'file',
    bytes: printed.value.pdf,
    type: 'application/pdf',
    headers: { 'content-disposition': `attachment; filename="cartes-service-${unit}.pdf"`, 'cache-control': 'no-store' },
  }
}
