import { fromBase64, toBase64 } from '../../../../foundation/base64.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { readLetters, sealLetter, writeLetter, type ReadExchange, type SignedLetter } from '../../core/exchange.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { hashOf } from '../../core/vault/signed.ts'
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
export async function openExchange({ body, keys, rosters }: Correspondent, exchange: string): Promise<Result<ReadExchange>> {
  const asked = await askLetters(client, body, { exchange, keys })
  if (!asked.ok) return asked
  const files = asked.value.files.map((file) => fromBase64(file) ?? new Uint8Array())
  return accept(await readLetters(files, { body, exchange, identity: keys.age.identity, rosters }))
}

/** A letter at the end of an exchange; one whose answer was lost is there already. */
export async function postLetter(by: Correspondent, letter: SignedLetter): Promise<Result<undefined>> {
  const { exchange, seq } = letter.content
  const file = await sealLetter(letter, by.roster, today())
  if (!file) return refuse('no-authority')
  const sent = await sendLetter(client, by.body, { exchange, keys: by.keys, letter: { seq, file: toBase64(file) } })
  if (sent.ok) return accept(undefined)
  if (sent.code !== 'out-of-date') return sent
  const there = await openExchange(by, exchange)
  const kept = there.ok ? there.value.letters[seq] : undefined
  return kept && hashOf(kept) === hashOf(letter) ? accept(undefined) : sent
}

/** The next letter of an exchange, by this correspondent. */
export function nextLetter(
  by: Correspondent,
  exchange: string,
  { letters, text, recused }: { readonly letters: readonly SignedLetter[]; readonly text: string; readonly recused?: ReadonlySet<string> },
): SignedLetter {
  return writeLetter(text, { exchange, before: letters.at(-1), time: thisHour(), ...(recused && { recused }) }, { body: by.body, author: by.keys })
}
