import { fromBase64, toBase64 } from '../../../../foundation/base64.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { readLetters, sealLetter, writeLetter, type SignedLetter } from '../../core/exchange.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import type { SignedRoster } from '../../core/vault/roster.ts'
import { client, thisHour, today } from '../shared/device.ts'
import { askLetters, sendLetter } from '../shared/vault-client.ts'

/** A member, or the authority, at an exchange. */
export type Correspondent = {
  readonly body: string
  readonly keys: HolderKeys
  readonly roster: SignedRoster
  readonly rosters: readonly SignedRoster[]
}

/** Its letters, opened and verified here. */
export async function openExchange({ body, keys, rosters }: Correspondent, exchange: string): Promise<Result<readonly SignedLetter[]>> {
  const asked = await askLetters(client, body, { exchange, keys })
  if (!asked.ok) return asked
  const files = asked.value.files.map((file) => fromBase64(file) ?? new Uint8Array())
  return readLetters(files, { body, exchange, identity: keys.age.identity, rosters })
}

/** Answers the exchange with the new letter at its end. A first letter whose answer was lost is there already. */
export async function writeTo(
  by: Correspondent,
  { exchange, letters }: { readonly exchange: string; readonly letters: readonly SignedLetter[] },
  text: string,
): Promise<Result<readonly SignedLetter[]>> {
  const letter = writeLetter(text, { exchange, before: letters.at(-1), time: thisHour() }, { body: by.body, author: by.keys })
  const file = await sealLetter(letter, by.roster, today())
  if (!file) return refuse('no-authority')
  const sent = await sendLetter(client, by.body, { exchange, keys: by.keys, letter: { seq: letter.content.seq, file: toBase64(file) } })
  if (sent.ok) return accept([...letters, letter])
  if (sent.code !== 'out-of-date') return sent
  const there = await openExchange(by, exchange)
  const own = there.ok && there.value[letters.length]
  return there.ok && own && own.content.author === by.keys.key && own.content.text === text ? there : sent
}
