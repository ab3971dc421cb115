import { refuse, type Refused } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call, type Form } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { TextField } from '../../../ui/field/field.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { readQuarters } from '../../city/index.ts'
import { KEEPING_WORDS, wordNo } from '../messages/keeping-words.ts'
import { readVersions } from '../queries/versions.ts'
import { TermsFields } from './terms-fields.tsx'
import { fieldsOf } from './terms-form.ts'

export type Sent = { readonly refused: Refused; readonly form: Form }

/** A new version of a commitment, or the first of a new one; filled with what the newest says, or with what was sent and refused. */
export async function versionPage(services: Services, call: Call, sent?: Sent): Promise<Answer> {
  const { language, city } = call
  const t = wording(KEEPING_WORDS, language)
  const [versions, quarters] = await Promise.all([readVersions(services.db, city.code), readQuarters(services.db, city.code)])
  const named = call.path.startsWith('/gestion/engagements/nouveau') ? undefined : call.param('commitment')
  const newest = versions.filter(({ commitment }) => commitment === named).at(-1)
  if (named !== undefined && newest === undefined) return refusedPage(refuse('not-found'))
  const commitments = [...new Set(versions.map(({ commitment }) => commitment))].filter((one) => one !== named)
  const values = sent?.form.entries() ?? (newest === undefined ? { promis: '', echeance: 'date' } : fieldsOf(newest.terms))
  const chosen =
    sent === undefined
      ? { quarters: (newest?.terms.quarters ?? []).map(String), indicators: (newest?.terms.indicators ?? []).map(({ id }) => id) }
      : { quarters: sent.form.all('quartiers'), indicators: sent.form.all('indicateurs') }
  const title = named === undefined ? t('new') : `${named} — ${t('newVersion')}`
  const page = (
    <Page frame={frameOf(services, call)} title={title} narrow noIndex>
      <div class="stack">
        <h1>{title}</h1>
        <p class="lead">{t('versionLead')}</p>
        {sent && (
          <Notice tone="bad" title={t('notDone')} live children={<p>{wordNo(t, sent.refused.code, String(sent.refused.evidence.field ?? ''))}</p>} />
        )}
        <form method="post" action={named === undefined ? '/gestion/engagements/nouveau' : `/gestion/engagements/${named}/version`} class="stack">
          {named === undefined && <TextField name="numero" label={t('code')} hint={t('codeHint')} value={values.numero} max={4} required />}
          <TermsFields t={t} language={language} values={values} chosen={chosen} from={{ quarters, indicators: services.indicators, commitments }} />
          <TextField name="raison" label={t('reason')} hint={t('reasonsHint')} value={values.raison} rows={3} max={2000} required />
          <button class="button primary" type="submit">
            {t('draftButton')}
          </button>
        </form>
      </div>
    </Page>
  )
  return { kind: 'page', status: sent ? 422 : 200, html: renderDocument(page) }
}
