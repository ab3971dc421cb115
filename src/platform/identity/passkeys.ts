import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { z } from 'zod'
import { accept, refuse, type Result } from '../../foundation/result.ts'
import { inCity } from '../db/database.ts'
import { findOpenAccount, spendInvitation, type Account } from './accounts.ts'
import { recall, remember, type Place, type Vault } from './one-time.ts'

/** Where the site lives, as WebAuthn sees it. */
export type Site = { readonly origin: string; readonly name: string }

export type PasskeyRefusal = 'invitation-spent' | 'passkey-refused' | 'attempt-expired'

const registrationShape = z.looseObject({
  id: z.string(),
  rawId: z.string(),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string(), attestationObject: z.string() }),
  clientExtensionResults: z.looseObject({}),
})
const authenticationShape = z.looseObject({
  id: z.string(),
  rawId: z.string(),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string(), authenticatorData: z.string(), signature: z.string() }),
  clientExtensionResults: z.looseObject({}),
})

export async function offerRegistration(vault: Vault, place: Place, who: { readonly site: Site; readonly account: Account }) {
  const options = await generateRegistrationOptions({
    rpName: who.site.name,
    rpID: new URL(who.site.origin).hostname,
    userName: who.account.email,
    userID: new TextEncoder().encode(who.account.account),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return { options, attempt: await remember(vault, place, { kind: 'registration', challenge: options.challenge, account: who.account.account }) }
}

/** Makes the passkey and spends the invitation together, or neither. */
export async function register(
  vault: Vault,
  place: Place,
  given: { readonly site: Site; readonly attempt: string; readonly invitation: string; readonly response: unknown },
): Promise<Result<string, PasskeyRefusal>> {
  const attempt = await recall(vault, place, given.attempt)
  const parsed = registrationShape.safeParse(given.response)
  if (attempt?.kind !== 'registration') return refuse('attempt-expired')
  if (!parsed.success) return refuse('passkey-refused')
  const verified = await verifyRegistrationResponse({
    response: parsed.data as unknown as RegistrationResponseJSON, // parsing: zod has just checked the members that are read
    expectedChallenge: attempt.challenge ?? '',
    expectedOrigin: given.site.origin,
    expectedRPID: new URL(given.site.origin).hostname,
    requireUserVerification: true,
  }).catch(() => undefined)
  if (!verified?.verified) return refuse('passkey-refused')
  const { credential } = verified.registrationInfo
  return inCity(vault.db, place.city, async (tx) => {
    const account = await spendInvitation(tx, place, given.invitation)
    if (account === undefined || account !== attempt.account) return refuse('invitation-spent')
    const row = {
      city: place.city,
      credential: credential.id,
      account,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      created_at: place.now,
    }
    await tx.insertInto('platform.passkeys').values(row).execute()
    return accept(account)
  })
}

export async function offerSignIn(vault: Vault, place: Place, site: Site) {
  const options = await generateAuthenticationOptions({ rpID: new URL(site.origin).hostname, userVerification: 'required' })
  return { options, attempt: await remember(vault, place, { kind: 'sign-in', challenge: options.challenge }) }
}

export async function signInWithPasskey(
  vault: Vault,
  place: Place,
  given: { readonly site: Site; readonly attempt: string; readonly response: unknown },
): Promise<Result<Account, PasskeyRefusal>> {
  const attempt = await recall(vault, place, given.attempt)
  const parsed = authenticationShape.safeParse(given.response)
  if (attempt?.kind !== 'sign-in') return refuse('attempt-expired')
  if (!parsed.success) return refuse('passkey-refused')
  const { city } = place
  const known = await inCity(vault.db, city, (tx) =>
    tx
      .selectFrom('platform.passkeys')
      .where('city', '=', city)
      .where('credential', '=', parsed.data.id)
      .select(['account', 'public_key', 'counter'])
      .executeTakeFirst(),
  )
  if (known === undefined) return refuse('passkey-refused')
  const verified = await verifyAuthenticationResponse({
    response: parsed.data as unknown as AuthenticationResponseJSON, // parsing: zod has just checked the members that are read
    expectedChallenge: attempt.challenge ?? '',
    expectedOrigin: given.site.origin,
    expectedRPID: new URL(given.site.origin).hostname,
    credential: { id: parsed.data.id, publicKey: new Uint8Array(known.public_key), counter: known.counter },
    requireUserVerification: true,
  }).catch(() => undefined)
  if (!verified?.verified) return refuse('passkey-refused')
  const counter = verified.authenticationInfo.newCounter
  await inCity(vault.db, city, (tx) =>
    tx.updateTable('platform.passkeys').set({ counter }).where('city', '=', city).where('credential', '=', parsed.data.id).execute(),
  )
  const account = await findOpenAccount(vault.db, city, { account: known.account })
  return account && !account.demo ? accept(account) : refuse('passkey-refused')
}
