import type { Refused } from '../../../foundation/result.ts'
import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Choices, TextField } from '../../../ui/field/field.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { askNews, confirmNews, stopNews } from '../actions/news.ts'
import { textsIn } from '../core/body-profile.ts'
import { readBody } from '../actions/read-body.ts'
import { NEWS_WORDS } from '../messages/news-words.ts'

type Done = { readonly step: 'asked' | 'confirmed' | 'stopped'; readonly email: string }
type Outcome =
  Done | { readonly refused: Refused<'email' | 'not-found' | 'code-wrong'>; readonly email: string; readonly step: 'asked' | 'confirmed' }

/** An address for news of a body: given, confirmed by a code, erased. It is of no case. */
export async function newsPage(services: Services, call: Call, outcome?: Outcome): Promise<Answer> {
  const t = wording(NEWS_WORDS, call.language)
  const found = await readBody(services, call.city.code, call.param('body'))
  if (!found) return refusedPage(refuse('not-found'))
  const path = `/recours/${found.body}/nouvelles`
  const refused = outcome && 'refused' in outcome ? outcome.refused : undefined
  const waits = outcome && (outcome.step === 'asked' ? !refused : refused?.code === 'code-wrong')
  const page = (
    <Page frame={frameOf(services, call)} title={`${t('title')} : ${textsIn(found.profile, call.language).title}`} narrow noIndex>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('title')}</h1>
          <p class="lead">{t('lead')}</p>
          <p>{t('honest')}</p>
          {refused && <Notice tone="bad" title={t('notDone')} live children={<p>{t(`no-${refused.code}`)}</p>} />}
          {outcome && !refused && <Notice tone="good" title={t(outcome.step)} live />}
        </div>
        {waits && (
          <form method="post" action={path} class="stack">
            <input type="hidden" name="courriel" value={outcome.email} />
            <TextField name="code" label={t('code')} max={20} autocomplete="one-time-code" required />
            <p>
              <button class="button primary" type="submit" name="geste" value="confirmer">
                {t('confirm')}
              </button>
            </p>
          </form>
        )}
        {!waits && (
          <form method="post" action={path} class="stack">
            <TextField name="courriel" label={t('email')} value={refused ? outcome?.email : undefined} autocomplete="email" max={250} required />
            <Choices kind="checkbox" name="retards" label={t('lateLabel')} choices={[{ value: 'oui', label: t('late') }]} />
            <p class="row">
              <button class="button primary" type="submit" name="geste" value="demander">
                {t('ask')}
              </button>
              <button class="button" type="submit" name="geste" value="arreter">
                {t('stop')}
              </button>
            </p>
            <p class="soft">{t('privacy', { city: call.city.name, dpo: call.city.dataProtectionContact })}</p>
          </form>
        )}
      </div>
    </Page>
  )
  return { kind: 'page', status: refused ? 422 : 200, html: renderDocument(page) }
}

export async function postNews(services: Services, call: Call): Promise<Answer> {
  const form = await call.form()
  const email = form.text('courriel')
  const subscriber = { city: call.city.code, body: call.param('body'), email }
  const step = form.text('geste')
  if (step === 'arreter') {
    await stopNews(services, subscriber)
    return newsPage(services, call, { step: 'stopped', email: '' })
  }
  if (step === 'confirmer') {
    const confirmed = await confirmNews(services, subscriber, form.text('code'))
    return newsPage(services, call, confirmed.ok ? { step: 'confirmed', email: '' } : { step: 'confirmed', email, refused: confirmed })
  }
  const asked = await askNews(services, subscriber, { language: call.language, late: form.text('retards') === 'oui' })
  return newsPage(services, call, asked.ok ? { step: 'asked', email } : { step: 'asked', email, refused: asked })
}
