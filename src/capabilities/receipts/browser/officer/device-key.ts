import type { Bytes } from '../../../../foundation/bytes.ts'
import type { Algorithm } from '../../../../foundation/signature.ts'

/** The phone's own key: made here, not extractable, never sent. Ed25519 where the browser has it, else ES256. */
export type DeviceKey = { readonly algorithm: Algorithm; readonly privateKey: CryptoKey; readonly publicKey: Bytes }

const PARAMETERS = {
  Ed25519: { generate: 'Ed25519', sign: 'Ed25519' },
  ES256: { generate: { name: 'ECDSA', namedCurve: 'P-256' }, sign: { name: 'ECDSA', hash: 'SHA-256' } },
} as const

export async function createDeviceKey(): Promise<DeviceKey> {
  return generate('Ed25519').catch(() => generate('ES256'))
}

async function generate(algorithm: Algorithm): Promise<DeviceKey> {
  const pair = await crypto.subtle.generateKey(PARAMETERS[algorithm].generate, false, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new TypeError('a key pair was asked for')
  return { algorithm, privateKey: pair.privateKey, publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)) }
}

/** 64 bytes: RFC 8032, or r‖s. */
export async function signWithDevice(key: DeviceKey, message: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(PARAMETERS[key.algorithm].sign, key.privateKey, message))
}
