import { expect, test, vi } from 'vitest'
import { utf8 } from './bytes.ts'
import { ed25519PublicKey, signEd25519 } from './signature.ts'
import { checkEd25519 } from './verify-signature.ts'

/** A browser of before 2025: WebCrypto without Ed25519. */
async function withoutEd25519<Value>(work: () => Promise<Value>): Promise<Value> {
  const importKey = crypto.subtle.importKey.bind(crypto.subtle)
  const refusing = vi
    .spyOn(crypto.subtle, 'importKey')
    .mockImplementation(((format: 'raw', bytes: Uint8Array<ArrayBuffer>, algorithm: string, ...rest: [boolean, KeyUsage[]]) =>
      algorithm === 'Ed25519'
        ? Promise.reject(new DOMException('unknown', 'NotSupportedError'))
        : importKey(format, bytes, algorithm, ...rest)) as typeof crypto.subtle.importKey) // parsing: two of its overloads are asked for here
  try {
    return await work()
  } finally {
    expect(refusing).toHaveBeenCalled()
    refusing.mockRestore()
  }
}

test('the same verdicts by WebCrypto and, where a phone lacks it, by the library', async () => {
  const message = utf8('vav')
  const verdicts = async (seed: Uint8Array) => {
    const [key, signature] = [ed25519PublicKey(seed), signEd25519(seed, message)]
    const wrong = signature.map((byte, index) => (index === 3 ? byte ^ 1 : byte))
    const asked = [signature, wrong, signature.slice(0, 63)].map((one) => checkEd25519(key, message, one))
    return Promise.all([...asked, checkEd25519(key, utf8('vaw'), signature), checkEd25519(new Uint8Array(32).fill(2), message, signature)])
  }
  const expected = [true, false, false, false, false]
  expect(await verdicts(new Uint8Array(32).fill(7))).toEqual(expected)
  expect(await withoutEd25519(() => verdicts(new Uint8Array(32).fill(8)))).toEqual(expected)
})
