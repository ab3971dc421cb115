import { Decrypter, Encrypter, webauthn } from 'age-encryption'
import { z } from 'zod'
import { fromBase64, toBase64 } from '../../../../foundation/base64.ts'
import type { Bytes } from '../../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { forget, isStored, memory } from '../../../../ui/device/memory.ts'
import { recall } from '../shared/recall.ts'

/**
 * A member's secret on their own device, sealed under a passkey (WebAuthn Level 3, PRF extension): an age file that the passkey alone opens.
 * It stays on this device; no server ever sees it. The twelve words open the same cases without it.
 */
const wrappedShape = z.object({ identity: z.string(), file: z.string() })
export type Wrapped = z.infer<typeof wrappedShape>

type PasskeyRefusal = 'passkey-cancelled' | 'passkey-unable' | 'passkey-unkept' | 'passkey-wrong'

const placeOf = (body: string) => `visavis-cle-${body}`

export function canHavePasskey(): boolean {
  return 'PublicKeyCredential' in globalThis
}

export function wrappedFor(body: string): Wrapped | undefined {
  return recall(memory, placeOf(body), wrappedShape)
}

/** Asks for the passkey twice: once to make it, once to seal under it. `name`: as the device lists it. */
export async function wrap(body: string, secret: Bytes, name: string): Promise<Result<Wrapped, PasskeyRefusal>> {
  try {
    const identity = await webauthn.createCredential({ keyName: name })
    const encrypter = new Encrypter()
    encrypter.addRecipient(new webauthn.WebAuthnRecipient({ identity }))
    const wrapped = { identity, file: toBase64(new Uint8Array(await encrypter.encrypt(secret))) }
    memory.write(placeOf(body), JSON.stringify(wrapped))
    return isStored(placeOf(body)) ? accept(wrapped) : refuse('passkey-unkept')
  } catch (error) {
    return refuse(wasCancelled(error) ? 'passkey-cancelled' : 'passkey-unable')
  }
}

/** The 16 bytes behind the twelve words. */
export async function unwrap({ identity, file }: Wrapped): Promise<Result<Bytes, PasskeyRefusal>> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(new webauthn.WebAuthnIdentity({ identity }))
  try {
    const secret = new Uint8Array(await decrypter.decrypt(fromBase64(file) ?? new Uint8Array()))
    return secret.length === 16 ? accept(secret) : refuse('passkey-wrong')
  } catch (error) {
    return refuse(wasCancelled(error) ? 'passkey-cancelled' : 'passkey-wrong')
  }
}

export function forgetPasskey(body: string): void {
  forget(placeOf(body))
}

function wasCancelled(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError')
}
