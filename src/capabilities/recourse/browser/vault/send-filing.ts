import { fromBase64, toBase64 } from '../../../../foundation/base64.ts'
import type { Bytes } from '../../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import type { Account } from '../../core/case-content.ts'
import { keysOf } from '../../core/vault/holder-keys.ts'
import { client } from '../shared/device.ts'
import { openBody } from '../shared/open-body.ts'
import { sendFiling, type FiledAnswer } from '../shared/vault-client.ts'
import { demandPatiently, type Demanded } from '../shared/demand-footage.ts'
import { sealAccount } from './seal-account.ts'
import { eraseDraft, erasePending, keepPending, readPending } from './draft.ts'

/** `secret`: of the case that was filed. */
export type Filed = { readonly answer: FiledAnswer; readonly secret: Bytes; readonly preserved?: Result<Demanded> }

export type Sending = { readonly body: string; readonly secret: Bytes; readonly account: Account }

/** What the server can never take as it was sealed. */
const HOPELESS = ['roster-stale', 'not-sealed', 'grants-wrong', 'case-mismatch', 'clock-wrong']

/**
 * Seals here and sends. The body is asked for again at the last moment, so that what is sealed is sealed to who sits now. What was sealed
 * is kept until the server has said that it has it: sent again, it is the same filing, whatever became of the first answer.
 */
export async function sealAndSend(sending: Sending): Promise<Result<Filed>> {
  const { body, secret } = sending
  if (readPending(body)?.secret === toBase64(secret)) {
    const again = await sendPending(body)
    if (again.ok || !HOPELESS.includes(again.code)) return again
  }
  const sealed = await sealFor(sending)
  if (!sealed.ok) return sealed
  const { place, day, hour, preserve } = sending.account
  const footage = preserve && place !== '' ? { place, day, hour } : null
  keepPending(body, { bytes: toBase64(sealed.value), secret: toBase64(secret), footage })
  return sendPending(body)
}

async function sealFor({ body, secret, account }: Sending): Promise<Result<Bytes>> {
  const opened = await openBody(body)
  return opened.ok ? accept(await sealAccount(account, await keysOf(secret), opened.value.newest)) : opened
}

/** The same bytes again: the same case. Then the demand for its footage; a demand that fails is said, and can be made again from the case. */
export async function sendPending(body: string): Promise<Result<Filed>> {
  const pending = readPending(body)
  const [bytes, secret] = [fromBase64(pending?.bytes ?? ''), fromBase64(pending?.secret ?? '')]
  if (!pending || !bytes || secret?.length !== 16) return refuse('nothing-pending')
  const sent = await sendFiling(client, body, { bytes, keys: await keysOf(secret) })
  // It would be offered again for ever.
  if (!sent.ok && HOPELESS.includes(sent.code)) erasePending(body)
  if (!sent.ok) return sent
  const filed = { answer: sent.value, secret }
  const preserved = pending.footage ? await demandPatiently(pending.footage) : undefined
  erasePending(body)
  eraseDraft(body)
  return accept(preserved ? { ...filed, preserved } : filed)
}
