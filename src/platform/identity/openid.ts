import * as client from 'openid-client'
import { accept, refuse, type Result } from '../../foundation/result.ts'
import type { OidcConfig } from '../config/config.ts'
import { findOpenAccount, type Account } from './accounts.ts'
import { recall, remember, type Place, type Vault } from './one-time.ts'

/**
 * OpenID Connect Core 1.0, code flow with PKCE, in the shape that ProConnect asks of agents' services: state and nonce of
 * 32 characters or more, the employer's SIRET checked, two factors asked for by `acr`.
 */
export type OpenId = {
  readonly begin: (place: Place, redirectUri: string) => Promise<{ readonly location: string; readonly attempt: string }>
  readonly finish: (place: Place, back: { readonly url: URL; readonly attempt: string }) => Promise<Result<Account, OpenIdRefusal>>
}

export type OpenIdRefusal = 'attempt-expired' | 'identity-refused' | 'identity-of-another-employer' | 'identity-too-weak' | 'no-account'

const SCOPE = 'openid given_name usual_name email uid siret'

export function createOpenId(vault: Vault, config: OidcConfig): OpenId {
  let discovered: Promise<client.Configuration> | undefined
  const provider = () => {
    discovered ??= discover(config).catch((error: unknown) => {
      discovered = undefined
      throw error
    })
    return discovered
  }
  return {
    begin: async (place, redirectUri) => {
      const configuration = await provider()
      const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
      const challenge = await client.calculatePKCECodeChallenge(verifier)
      const parameters = {
        redirect_uri: redirectUri,
        scope: SCOPE,
        state,
        nonce,
        acr_values: config.acr,
        code_challenge: challenge,
        code_challenge_method: 'S256',
      }
      const attempt = await remember(vault, place, { kind: 'openid', state, nonce, verifier })
      return { location: client.buildAuthorizationUrl(configuration, parameters).href, attempt }
    },
    finish: async (place, { url, attempt }) => {
      const kept = await recall(vault, place, attempt)
      if (kept?.kind !== 'openid') return refuse('attempt-expired')
      const claims = await exchange(await provider(), url, kept).catch(() => undefined)
      if (claims === undefined) return refuse('identity-refused')
      if (claims.siret !== config.siret) return refuse('identity-of-another-employer')
      if (claims.acr !== config.acr) return refuse('identity-too-weak')
      const account = await findOpenAccount(vault.db, place.city, { email: claims.email })
      return account && !account.demo ? accept(account) : refuse('no-account')
    },
  }
}

async function discover(config: OidcConfig): Promise<client.Configuration> {
  const issuer = new URL(config.issuer)
  // A provider on this machine (tests, a first trial) may speak plain HTTP; any other must not.
  const local = issuer.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(issuer.hostname)
  return client.discovery(issuer, config.clientId, config.clientSecret, undefined, local ? { execute: [client.allowInsecureRequests] } : {})
}

type Claims = { readonly siret: string; readonly acr: string; readonly email: string }

async function exchange(configuration: client.Configuration, url: URL, kept: Readonly<Record<string, string>>): Promise<Claims | undefined> {
  const checks = { expectedState: kept.state ?? '', expectedNonce: kept.nonce ?? '', pkceCodeVerifier: kept.verifier ?? '' }
  const tokens = await client.authorizationCodeGrant(configuration, url, checks)
  const identity = tokens.claims()
  if (identity === undefined) return undefined
  const info = await client.fetchUserInfo(configuration, tokens.access_token, identity.sub)
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  const email = text(info.email)
  return email === '' ? undefined : { siret: text(info.siret), acr: text(identity.acr), email }
}
