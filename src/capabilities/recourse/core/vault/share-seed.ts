import { combine, split } from 'shamir-secret-sharing'
import type { Bytes } from '../../../../foundation/bytes.ts'
import { ageKeyOf } from './age-key.ts'

/** Three shares of a seed of 32 bytes; any two rebuild it, one says nothing (Shamir, GF(2⁸)). 33 bytes each. */
export async function shareSeed(seed: Uint8Array): Promise<readonly [Bytes, Bytes, Bytes]> {
  const [first, second, third] = await split(new Uint8Array(seed), 3, 2)
  if (first === undefined || second === undefined || third === undefined) throw new Error('the library gave fewer than three shares')
  return [new Uint8Array(first), new Uint8Array(second), new Uint8Array(third)]
}

/** `undefined` unless the rebuilt seed is that of `recipient`: two shares of different secrets rebuild something, too. */
export async function rebuildSeed(shares: readonly Uint8Array[], recipient: string): Promise<Bytes | undefined> {
  try {
    const seed = new Uint8Array(await combine(shares.map((share) => new Uint8Array(share))))
    return (await ageKeyOf(seed)).recipient === recipient ? seed : undefined
  } catch {
    return undefined
  }
}
