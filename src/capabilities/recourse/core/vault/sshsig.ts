import { sha512 } from '@noble/hashes/sha2.js'
import { toBase64 } from '../../../../foundation/base64.ts'
import { concat, fromHex, utf8, type Bytes } from '../../../../foundation/bytes.ts'
import { signEd25519 } from '../../../../foundation/signature.ts'
import { checkEd25519 } from '../../../../foundation/verify-signature.ts'

/** What such a signature is for: one of a form is none of anything else that OpenSSH signs. */
export const FORM_NAMESPACE = 'visavis-formulaire'

/** Length first, four bytes (RFC 4251, section 5: `string`). */
function ssh(value: string | Uint8Array): Bytes {
  const bytes = typeof value === 'string' ? utf8(value) : value
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, bytes.length)
  return concat(length, bytes)
}

/** Ed25519 (32 bytes) as OpenSSH writes it (RFC 8709, section 4). */
function sshKey(key: Uint8Array): Bytes {
  return concat(ssh('ssh-ed25519'), ssh(key))
}

/** What is signed: OpenSSH's PROTOCOL.sshsig, « Signed Data ». */
function signedData(file: Uint8Array): Bytes {
  return concat(utf8('SSHSIG'), ssh(FORM_NAMESPACE), ssh(''), ssh('sha512'), ssh(sha512(file)))
}

/** 64 bytes, by a member's Ed25519 key. `signing`: its private half. */
export function signForm(file: Uint8Array, signing: Uint8Array): Bytes {
  return signEd25519(signing, signedData(file))
}

/** `key`: Ed25519 in hex. */
export async function isFormSignedBy(file: Uint8Array, signature: Uint8Array, key: string): Promise<boolean> {
  const bytes = fromHex(key)
  return bytes !== undefined && checkEd25519(bytes, signedData(file), signature)
}

/** The file that `ssh-keygen -Y verify -s` reads. `key`: Ed25519, 32 bytes. */
export function writeSshSignature(key: Uint8Array, signature: Uint8Array): string {
  const version = new Uint8Array([0, 0, 0, 1])
  const signed = concat(ssh('ssh-ed25519'), ssh(signature))
  const blob = concat(utf8('SSHSIG'), version, ssh(sshKey(key)), ssh(FORM_NAMESPACE), ssh(''), ssh('sha512'), ssh(signed))
  const lines = toBase64(blob).match(/.{1,70}/g) ?? []
  return ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----', ''].join('\n')
}

/** One line of the file that `ssh-keygen -Y verify -f` reads (ssh-keygen(1), ALLOWED SIGNERS). `name`: of the signer. */
export function allowedSigner(name: string, key: Uint8Array): string {
  return `${name} namespaces="${FORM_NAMESPACE}" ssh-ed25519 ${toBase64(sshKey(key))}`
}
