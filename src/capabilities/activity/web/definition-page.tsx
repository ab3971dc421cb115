import { formatInstant } from '../../../foundation/format.ts'
import type { Result } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Choices, SelectField, TextField } from '../../../ui/field/field.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import type { Defining } from '../actions/define-reports.ts'
import { ACTS, type CountedAct } from '../core/fact.ts'
import { defaultDefinition, DRAWINGS, LONGEST_TEXT, tableIds } from '../core/report-definition.ts'
import { PERIOD_KINDS, type PeriodKind } from '../core/report.ts'
import { PREPARATION_WORDS } from '../messages/preparation-words.ts'
import { REPORT_WORDS, tableTitle } from '../messages/report-words.ts'
import { readDefinitions } from '../queries/definitions.ts'
import { wordNo } from './preparation-page.tsx'

export type Defined = { readonly act: CountedAct; readonly kind: PeriodKind }

/** Which act and kind of period the address or form asks for; checks of one month when it says nothing known. */
export function definedBy(read: (name: string) => string | undefined): Defined {
  return {
    act: ACTS.find((act) => act === read('acte')) ?? 'check',
    kind: PERIOD_KINDS.find((kind) => kind === read('periode')) ?? 'month',
  }
}

type Typed = Pick<Defining, 'tables' | 'drawings' | 'opening' | 'closing'>
/** `typed`: what a refused form held, which comes back. */
export type DefinitionAsked = Defined & { readonly outcome: Result<unknown> | undefined; readonly typed?: Typed }

/** What reports of one kind have, from the next draft on. */
export async function definitionPage(services: Services, call: Call, { act, kind, outcome, typed }: DefinitionAsked): Promise<Answer> {
  const t = wording(PREPARATION_WORDS, call.language)
  const words = wording(REPORT_WORDS, call.language)
  const rows = await readDefinitions(services.db, { city: call.city.code, act, kind })
  const kept = rows[0]?.definition ?? defaultDefinition(kind)
  const { tables, drawings, opening, closing } = outcome?.ok === false && typed !== undefined ? typed : kept
  const mayWrite = call.actor.kind === 'staff' && call.actor.role === 'admin'
  const page = (
    <Page frame={frameOf(services, call)} title={t('definition')} noIndex>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('definition')}</h1>
          <p class="lead">{t('definitionLead')}</p>
          {outcome && (
            <Notice tone={outcome.ok ? 'good' : 'bad'} title={outcome.ok ? t('done') : t('notDone')} live>
              {!outcome.ok && <p>{wordNo(t, outcome.code)}</p>}
            </Notice>
          )}
        </div>
        <form method="get" action="/modele-de-compte-rendu" class="row">
          <SelectField name="acte" label={t('act')} value={act} choices={ACTS.map((one) => ({ value: one, label: words(one) }))} />
          <SelectField name="periode" label={t('period')} value={kind} choices={PERIOD_KINDS.map((one) => ({ value: one, label: t(one) }))} />
          <button class="button" type="submit">
            {t('show')}
          </button>
        </form>
        <form method="post" action="/modele-de-compte-rendu" class="card stack">
          <h2>{`${words(act)} : ${t(kind)}`}</h2>
          <input type="hidden" name="acte" value={act} />
          <input type="hidden" name="periode" value={kind} />
          <Choices
            kind="checkbox"
            name="tableaux"
            label={t('tables')}
            hint={t('tablesHint')}
            values={tables}
            choices={tableIds(kind).map((id) => ({ value: id, label: tableTitle(id, call.language) }))}
          />{' '}
          {/* prettier-ignore */}
          <Choices kind="checkbox" name="dessins" label={t('drawings')} hint={t('drawingsHint')} values={drawings} choices={DRAWINGS.map((one) => ({ value: one, label: t(`drawing-${one}`) }))} />{' '}
          {/* prettier-ignore */}
          <TextField name="debut" label={t('openingText')} hint={t('textHint')} rows={5} max={LONGEST_TEXT} value={opening?.fr} />
          <TextField name="debut-en" label={t('openingTextEn')} rows={5} max={LONGEST_TEXT} value={opening?.en} />
          <TextField name="fin" label={t('closingText')} rows={5} max={LONGEST_TEXT} value={closing?.fr} />
          <TextField name="fin-en" label={t('closingTextEn')} rows={5} max={LONGEST_TEXT} value={closing?.en} />
          {mayWrite && (
            <button class="button primary" type="submit">
              {t('definitionButton')}
            </button>
          )}
        </form>
        <p class="soft">
          {rows[0] === undefined ? t('definitionNone') : t('definitionSince', { date: formatInstant(rows[0].at, call.language), n: rows.length })}
        </p>
      </div>
    </Page>
  )
  return { kind: 'page', status: outcome && !outcome.ok ? 422 : 200, html: renderDocument(page) }
}
