import { refuse, type Refused } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { SelectField, TextField } from '../../../ui/field/field.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { askToFollow, confirmFollowing, stopFollowing } from '../actions/follow.ts'
import { readRegister } from '../actions/read-register.ts'
import { FOLLOW_WORDS } from '../messages/follow-words.ts'
import { readFollowers } from '../queries/followers.ts'

type Asked = { readonly email: string; readonly commitment: string; readonly outcome: 'sent' | Refused<'email' | 'commitment-unknown'> }

export async function followPage(services: Services, call: Call, asked?: Asked): Promise<Answer> {
  const t = wording(FOLLOW_WORDS, call.language)
  const register = await readRegister(services, call.city.code)
  const refused = asked === undefined || asked.outcome === 'sent' ? undefined : asked.outcome
  const page = (
    <Page frame={frameOf(services, call)} title={t('title')} narrow noIndex>
      <div class="stack">
        <h1>{t('title')}</h1>
        <p class="lead">{t('lead')}</p>
        {asked?.outcome === 'sent' && (
          <Notice tone="good" title={t('sent')} live>
            <p>{t('sentMore')}</p>
          </Notice>
        )}
        {refused && <Notice tone="bad" title={t('notDone')} live children={<p>{t(`error-${refused.code}`)}</p>} />}
        <form method="post" action="/suivi" class="stack">
          <SelectField
            name="engagement"
            label={t('what')}
            empty={t('all')}
            value={asked?.commitment ?? call.query('engagement')}
            choices={register.map(({ commitment, current }) => ({
              value: commitment,
              label: `${commitment}. ${current.terms.statement[call.language]}`,
            }))}
          />
          <TextField name="adresse" label={t('email')} value={asked?.email} autocomplete="email" max={250} required />
          <button class="button primary" type="submit">
            {t('button')}
          </button>
          <p class="soft">{t('privacy', { city: call.city.name, dpo: call.city.dataProtectionContact })}</p>
        </form>
        <p>
          <a href="/engagements">{t('all')}</a>
        </p>
      </div>
    </Page>
  )
  return { kind: 'page', status: refused ? 422 : 200, html: renderDocument(page) }
}

export async function postFollow(services: Services, call: Call): Promise<Answer> {
  const form = await call.form()
  const [email, commitment] = [form.text('adresse'), form.text('engagement')]
  const { city, language } = call
  const outcome = await askToFollow(services, { city, email, commitment, language, origin: services.config.baseUrl ?? call.origin })
  return followPage(services, call, { email: outcome.ok ? '' : email, commitment, outcome: outcome.ok ? 'sent' : outcome })
}

/** What a link of a mail opens. Opening it changes nothing: programs that look at mails open links too. */
export async function followingPage(services: Services, call: Call, confirmed = false): Promise<Answer> {
  const t = wording(FOLLOW_WORDS, call.language)
  const token = call.param('token')
  const follower = (await readFollowers(services.db, call.city.code)).find((one) => one.token === token)
  if (follower === undefined) return refusedPage(refuse('not-found'))
  const page = (
    <Page frame={frameOf(services, call)} title={t('manage')} narrow noIndex>
      <div class="stack">
        <h1>{t('manage')}</h1>
        {confirmed && <Notice tone="good" title={t('confirmed')} live />}
        <p>{follower.commitment === '' ? t('followingAll') : t('followingOne', { commitment: follower.commitment })}</p>
        {follower.confirmed_at === null && (
          <form method="post" action={`/suivi/${token}/confirmation`} class="stack">
            <p>{t('toConfirm')}</p>
            <button class="button primary" type="submit">
              {t('confirm')}
            </button>
          </form>
        )}
        <form method="post" action={`/suivi/${token}/arret`}>
          <button class="button" type="submit">
            {t('stop')}
          </button>
        </form>
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

export async function postConfirmation(services: Services, call: Call): Promise<Answer> {
  const outcome = await confirmFollowing(services, call.city.code, call.param('token'))
  return outcome.ok ? followingPage(services, call, true) : refusedPage(outcome)
}

/** One press, from the page or from a mail program (RFC 8058). */
export async function postStop(services: Services, call: Call): Promise<Answer> {
  const t = wording(FOLLOW_WORDS, call.language)
  await stopFollowing(services, call.city.code, call.param('token'))
  const page = (
    <Page frame={frameOf(services, call)} title={t('manage')} narrow noIndex>
      <div class="stack">
        <h1>{t('manage')}</h1>
        <Notice tone="good" title={t('stopped')} live />
        <p>
          <a href="/engagements">{t('all')}</a>
        </p>
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}
