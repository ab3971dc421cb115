import { formatInstant } from '../../../foundation/format.ts'
import { wording } from '../../../foundation/wording.ts'
import type { Answer, Call, Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Choices, Fields, SelectField, TextField } from '../../../ui/field/field.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { readQuarters } from '../../city/index.ts'
import { declareMissingReceipt, DECLARED_SERVICES, HAPPENED, type Declaration } from '../actions/declare-missing-receipt.ts'
import { SERVICE_LABELS } from '../messages/labels.ts'
import { declarationsPage } from './declarations-page.tsx'
import { PUBLIC_WORDS } from '../messages/public-words.ts'

const PATH = '/controles-sans-recu'
const EMPTY: Declaration = { day: '', hour: '', quarter: '', service: '', asked: '', happened: [], account: '' }

export function declarationRoutes(services: Services): readonly Route[] {
  return [
    { method: 'GET', path: PATH, access: { kind: 'public' }, handle: (call) => form(services, call, { told: EMPTY, field: undefined }) },
    {
      method: 'GET',
      path: '/declarations',
      access: { kind: 'staff', permission: 'declarations.read' },
      handle: (call) => declarationsPage(services, call),
    },
    { method: 'POST', path: PATH, access: { kind: 'public' }, hourlyLimit: 60, handle: (call) => declare(services, call) },
  ]
}

async function declare(services: Services, call: Call): Promise<Answer> {
  const posted = await call.form()
  const told: Declaration = {
    day: posted.text('day'),
    hour: posted.text('hour'),
    quarter: posted.text('quarter'),
    service: posted.text('service'),
    asked: posted.text('asked'),
    happened: posted.all('happened'),
    account: posted.text('account'),
  }
  const outcome = await declareMissingReceipt(services, call.city.code, told)
  if (!outcome.ok) return form(services, call, { told, field: String(outcome.evidence.field) })
  const t = wording(PUBLIC_WORDS, call.language)
  const page = (
    <Page frame={frameOf(services, call)} title={t('doneTitle')} narrow noIndex>
      <div class="stack">
        <h1>{t('doneTitle')}</h1>
        <Notice tone="good" title={outcome.value} live>
          <p>{t('done', { date: formatInstant(call.now, call.language), reference: outcome.value })}</p>
          <p>{t('doneNext')}</p>
        </Notice>
        <p>
          <a href="/recus">{t('back')}</a>
        </p>
      </div>
    </Page>
  )
  return { kind: 'page', status: 201, html: renderDocument(page) }
}

async function form(services: Services, call: Call, state: { readonly told: Declaration; readonly field: string | undefined }): Promise<Answer> {
  const { told, field } = state
  const { language, city } = call
  const t = wording(PUBLIC_WORDS, language)
  const quarters = await readQuarters(services.db, city.code)
  const error = (name: 'day' | 'quarter' | 'service' | 'asked' | 'account') => (field === name ? t(`error-${name}`) : undefined)
  const page = (
    <Page frame={frameOf(services, call)} title={t('declareTitle')} narrow>
      <div class="stack">
        <h1>{t('declareTitle')}</h1>
        <p class="lead">{t('declareLead')}</p>
        {field && <Notice tone="bad" title={t('error')} live />}
        <form method="post" action={PATH}>
          <Fields>
            <TextField name="day" label={t('day')} type="date" value={told.day} error={error('day')} required />
            <SelectField
              name="hour"
              label={t('hour')}
              value={told.hour}
              empty={t('unknown')}
              choices={Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${hour} h` }))}
            />
            <SelectField
              name="quarter"
              label={t('quarter')}
              value={told.quarter}
              error={error('quarter')}
              empty={t('choose')}
              choices={quarters.map(({ quarter, name }) => ({ value: String(quarter), label: name }))}
              required
            />
            <Choices
              name="service"
              kind="radio"
              label={t('service')}
              values={[told.service]}
              error={error('service')}
              choices={DECLARED_SERVICES.map((value) => ({ value, label: value === 'unknown' ? t('unknown') : SERVICE_LABELS[value][language] }))}
            />
            <Choices
              name="asked"
              kind="radio"
              label={t('asked')}
              values={[told.asked]}
              error={error('asked')}
              choices={(['yes', 'no'] as const).map((value) => ({ value, label: t(value) }))}
            />
            <Choices
              name="happened"
              kind="checkbox"
              label={t('happened')}
              values={told.happened}
              choices={HAPPENED.map((value) => ({ value, label: t(`happened-${value}`) }))}
            />
            <TextField
              name="account"
              label={t('account')}
              hint={t('accountHint')}
              rows={5}
              max={2000}
              value={told.account}
              error={error('account')}
            />
            <button type="submit" class="button primary">
              {t('send')}
            </button>
          </Fields>
        </form>
        <p class="soft">{t('privacy', { city: city.name, dpo: city.dataProtectionContact })}</p>
      </div>
    </Page>
  )
  return { kind: 'page', status: field === undefined ? 200 : 422, html: renderDocument(page) }
}
