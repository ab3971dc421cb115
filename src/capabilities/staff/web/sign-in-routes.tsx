import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { recordAct } from '../../../platform/audit/record-act.ts'
import { inCity } from '../../../platform/db/database.ts'
import { parseJson } from '../../../platform/http/body.ts'
import { refusedJson, refusedPage, type Answer, type Call, type Route } from '../../../platform/http/route.ts'
import { sessionCookieName } from '../../../platform/http/session-cookie.ts'
import { findInvitation, findOpenAccount, readAccounts } from '../../../platform/identity/accounts.ts'
import { createOpenId, type OpenId } from '../../../platform/identity/openid.ts'
import { offerRegistration, offerSignIn, register, signInWithPasskey } from '../../../platform/identity/passkeys.ts'
import { closeSession, openSession } from '../../../platform/identity/sessions.ts'
import type { Services } from '../../../platform/services.ts'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { STAFF_WORDS } from '../messages/staff-words.ts'

const PUBLIC = { kind: 'public' } as const
const ATTEMPT_COOKIE = 'visavis-essai'

export function signInRoutes(services: Services): readonly Route[] {
  const openId = services.config.oidc && createOpenId(services, services.config.oidc)
  const site = (call: Call) => ({ origin: services.config.baseUrl ?? call.origin, name: `Vis-à-vis, ${call.city.name}` })
  const place = (call: Call) => ({ city: call.city.code, now: call.now })
  return [
    { method: 'GET', path: '/connexion', access: PUBLIC, uncached: true, handle: (call) => signInPage(services, call, undefined) },
    { method: 'POST', path: '/connexion/demonstration', access: PUBLIC, hourlyLimit: 300, handle: (call) => demoSignIn(services, call) },
    { method: 'POST', path: '/deconnexion', access: PUBLIC, handle: (call) => signOut(services, call) },
    {
      method: 'POST',
      path: '/connexion/cle',
      access: PUBLIC,
      hourlyLimit: 120,
      handle: async (call) => ({ kind: 'json', value: await offerSignIn(services, place(call), site(call)) }),
    },
    {
      method: 'POST',
      path: '/connexion/cle/reponse',
      access: PUBLIC,
      hourlyLimit: 120,
      handle: async (call) => {
        const given = await passkeyBody(call)
        const outcome = await signInWithPasskey(services, place(call), { site: site(call), ...given })
        return outcome.ok
          ? { kind: 'json', value: { to: '/compte' }, cookies: [await begin(services, call, outcome.value.account)] }
          : refusedJson(outcome)
      },
    },
    {
      method: 'GET',
      path: '/invitation/:token',
      access: PUBLIC,
      uncached: true,
      handle: async (call) => {
        const account = await findInvitation(services.db, place(call), call.param('token'))
        const known = account && (await findOpenAccount(services.db, call.city.code, { account }))
        return known ? invitationPage(services, call, known.email) : signInPage(services, call, 'invitation-spent')
      },
    },
    {
      method: 'POST',
      path: '/invitation/:token/cle',
      access: PUBLIC,
      hourlyLimit: 120,
      handle: async (call) => {
        const account = await findInvitation(services.db, place(call), call.param('token'))
        const known = account && (await findOpenAccount(services.db, call.city.code, { account }))
        return known
          ? { kind: 'json', value: await offerRegistration(services, place(call), { site: site(call), account: known }) }
          : refusedJson(refuse('invitation-spent'))
      },
    },
    {
      method: 'POST',
      path: '/invitation/:token/cle/reponse',
      access: PUBLIC,
      hourlyLimit: 120,
      handle: async (call) => {
        const outcome = await register(services, place(call), { site: site(call), invitation: call.param('token'), ...(await passkeyBody(call)) })
        return outcome.ok ? { kind: 'json', value: { to: '/compte' }, cookies: [await begin(services, call, outcome.value)] } : refusedJson(outcome)
      },
    },
    ...(openId ? openIdRoutes(services, openId) : []),
  ]
}

function openIdRoutes(services: Services, openId: OpenId): readonly Route[] {
  const redirectUri = (call: Call) => `${services.config.baseUrl ?? call.origin}/connexion/openid/retour`
  return [
    {
      method: 'GET',
      path: '/connexion/openid',
      access: PUBLIC,
      uncached: true,
      hourlyLimit: 120,
      handle: async (call) => {
        const { location, attempt } = await openId.begin({ city: call.city.code, now: call.now }, redirectUri(call))
        return {
          kind: 'redirect',
          to: location,
          cookies: [`${ATTEMPT_COOKIE}=${attempt}; Path=/connexion/openid; HttpOnly; SameSite=Lax; Max-Age=600`],
        }
      },
    },
    {
      method: 'GET',
      path: '/connexion/openid/retour',
      access: PUBLIC,
      uncached: true,
      hourlyLimit: 120,
      handle: async (call) => {
        const url = new URL(`${redirectUri(call)}?${call.search}`)
        const outcome = await openId.finish({ city: call.city.code, now: call.now }, { url, attempt: call.cookie(ATTEMPT_COOKIE) ?? '' })
        if (!outcome.ok) return signInPage(services, call, outcome.code)
        return { kind: 'redirect', to: '/compte', cookies: [await begin(services, call, outcome.value.account)] }
      },
    },
  ]
}

/** A session and its line in the register of acts. */
async function begin(services: Services, call: Call, account: string): Promise<string> {
  const place = { city: call.city.code, now: call.now }
  return inCity(services.db, place.city, async (tx) => {
    await recordAct(tx, { ...place, actor: call.actor, random: services.random }, { act: 'signed-in', subject: account })
    return openSession({ ...services, db: tx }, place, { account, origin: call.origin })
  })
}

/** In demonstration only: anywhere else this route answers that it does not exist. */
async function demoSignIn(services: Services, call: Call): Promise<Answer> {
  if (services.config.mode !== 'demo' || !call.city.demo) return refusedPage(refuse('not-found'))
  const form = await call.form()
  const account = await findOpenAccount(services.db, call.city.code, { email: form.text('email') })
  if (!account?.demo) return signInPage(services, call, 'no-account')
  return { kind: 'redirect', to: '/compte', cookies: [await begin(services, call, account.account)] }
}

async function signOut(services: Services, call: Call): Promise<Answer> {
  const cookie = await closeSession(services.db, call.city.code, { token: call.cookie(sessionCookieName(call.origin)), origin: call.origin })
  return { kind: 'redirect', to: '/', cookies: [cookie] }
}

async function passkeyBody(call: Call): Promise<{ readonly attempt: string; readonly response: unknown }> {
  const parsed = parseJson(await call.body())
  const value = parsed.ok && typeof parsed.value === 'object' && parsed.value !== null ? parsed.value : {}
  return { attempt: 'attempt' in value ? String(value.attempt) : '', response: 'response' in value ? value.response : undefined }
}

async function signInPage(services: Services, call: Call, refused: string | undefined): Promise<Answer> {
  const t = wording(STAFF_WORDS, call.language)
  const demo =
    services.config.mode === 'demo' && call.city.demo
      ? (await readAccounts(services.db, call.city.code)).filter((account) => account.demo && account.closedAt === undefined)
      : []
  const known = Object.keys(STAFF_WORDS).find((key): key is keyof typeof STAFF_WORDS => key === `refused-${refused}`)
  const page = (
    <Page frame={frameOf(services, call)} title={t('signIn')} narrow noIndex script={services.assets.url('passkey.js')}>
      <div class="stack">
        <h1>{t('signIn')}</h1>
        <p class="lead">{t('signInLead')}</p>
        {refused && (
          <Notice tone="bad" title={t('refused')} live>
            <p>{known ? t(known) : refused}</p>
          </Notice>
        )}
        <p class="row">
          <button type="button" class="button primary" data-passkey="sign-in">
            {t('withPasskey')}
          </button>
          {services.config.oidc && (
            <a class="button" href="/connexion/openid">
              {t('withProConnect')}
            </a>
          )}
        </p>
        <p role="alert" data-passkey-problem class="soft" />
        <noscript>
          <p>{t('noScript')}</p>
        </noscript>
        {demo.length > 0 && (
          <section class="card stack">
            <h2>{t('demoTitle')}</h2>
            <p>{t('demoLead')}</p>
            {demo.map((account) => (
              <form key={account.email} method="post" action="/connexion/demonstration">
                <input type="hidden" name="email" value={account.email} />
                <button type="submit" class="button">
                  {t('demoAs', { role: t(account.role) })}
                </button>
              </form>
            ))}
          </section>
        )}
      </div>
    </Page>
  )
  return { kind: 'page', status: refused === undefined ? 200 : 403, html: renderDocument(page) }
}

function invitationPage(services: Services, call: Call, email: string): Answer {
  const t = wording(STAFF_WORDS, call.language)
  const page = (
    <Page frame={frameOf(services, call)} title={t('invitationTitle')} narrow noIndex script={services.assets.url('passkey.js')}>
      <div class="stack">
        <h1>{t('invitationTitle')}</h1>
        <p>{t('invitationLead', { email })}</p>
        <p>
          <button type="button" class="button primary" data-passkey="register">
            {t('create')}
          </button>
        </p>
        <p role="alert" data-passkey-problem class="soft" />
        <noscript>
          <p>{t('noScript')}</p>
        </noscript>
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}
