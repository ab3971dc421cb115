import { equalBytes, toHex, type Bytes } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { uuidV7 } from '../../../foundation/ids.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { verifySignature } from '../../../foundation/signature.ts'
import { inCity, type CityTransaction } from '../../../platform/db/database.ts'
import { parseJson } from '../../../platform/http/body.ts'
import type { Services } from '../../../platform/services.ts'
import { commitEntries, ticketOf } from '../../journal/index.ts'
import { transferShape, wordsShape, type ClaimBody } from '../api/claim.ts'
import { claimMessage, holderHash, type ClaimKind } from '../core/holder.ts'
import { parseReceiptId } from '../core/receipt.ts'

const CHALLENGE_MINUTES = 10

export type ClaimRefusal = 'receipt-unknown' | 'challenge-spent' | 'signature-wrong' | 'malformed'

/** 32 fresh bytes to sign, good for ten minutes, once. */
export async function offerChallenge(services: Services, city: string): Promise<Bytes> {
  const challenge = services.random(32)
  const now = services.clock()
  await inCity(services.db, city, async (tx) => {
    await tx.deleteFrom('receipts.challenges').where('city', '=', city).where('expires_at', '<', now).execute()
    const row = { city, challenge: Buffer.from(challenge), expires_at: new Date(now.getTime() + CHALLENGE_MINUTES * 60_000) }
    await tx.insertInto('receipts.challenges').values(row).execute()
  })
  return challenge
}

export type ClaimCall = { readonly city: string; readonly receipt: string; readonly kind: ClaimKind; readonly body: ClaimBody }

/** `ticket`: of its entry in the journal. */
export type Claimed = { readonly reference: string; readonly ticket: string }

/** Whoever holds the key speaks for the receipt: no name is asked. Challenge spent, claim written, journal told: together or not at all. */
export async function claimReceipt(services: Services, call: ClaimCall): Promise<Result<Claimed, ClaimRefusal>> {
  const { city, kind, body } = call
  const id = parseReceiptId(call.receipt)
  if (id === undefined) return refuse('receipt-unknown')
  const newHolder = readContent(kind, body.content)
  if (!newHolder.ok) return newHolder
  const now = services.clock()
  return inCity(services.db, city, async (tx) => {
    const spent = await tx
      .deleteFrom('receipts.challenges')
      .where('city', '=', city)
      .where('challenge', '=', Buffer.from(body.challenge))
      .where('expires_at', '>', now)
      .returning('challenge')
      .executeTakeFirst()
    if (spent === undefined) return refuse('challenge-spent')
    const key = { city, keyId: Buffer.from(id.keyId, 'hex'), seq: id.seq }
    const holder = await currentHolder(tx, key)
    if (holder === undefined) return refuse('receipt-unknown')
    const message = claimMessage({ kind, receipt: call.receipt, challenge: body.challenge, content: body.content })
    const signed = verifySignature({ algorithm: 'Ed25519', bytes: body.publicKey }, message, body.signature)
    if (!signed || !equalBytes(holderHash(body.publicKey), holder)) return refuse('signature-wrong')
    const reference = uuidV7(now.getTime(), services.random(10))
    const row = {
      city,
      id: reference,
      key_id: key.keyId,
      seq: key.seq,
      kind,
      content: body.content,
      signature: Buffer.from(body.signature),
      challenge: Buffer.from(body.challenge),
      new_holder_hash: newHolder.value ? Buffer.from(newHolder.value) : null,
      claimed_at: now,
    }
    await tx.insertInto('receipts.claims').values(row).execute()
    const payload = { kind, receipt: call.receipt, content: toHex(sha256(new TextEncoder().encode(body.content))) }
    const entry = { type: 'claim', businessKey: reference, version: 1, day: dateAt(now).toString(), payload } as const
    await commitEntries(tx, { city, now, random: services.random }, [entry])
    return accept({ reference, ticket: ticketOf(services, entry) })
  })
}

function readContent(kind: ClaimKind, content: string): Result<Bytes | undefined, 'malformed'> {
  const json = parseJson(new TextEncoder().encode(content))
  if (!json.ok) return refuse('malformed', { part: 'content' })
  if (kind === 'transfer') {
    const parsed = transferShape.safeParse(json.value)
    return parsed.success ? accept(parsed.data.newHolderHash) : refuse('malformed', { part: 'content' })
  }
  const parsed = wordsShape.safeParse(json.value)
  return parsed.success && !/[\u0000-\u0008\u000B\u000C\u000E-\u001F]|\p{Surrogate}/u.test(parsed.data.words)
    ? accept(undefined)
    : refuse('malformed', { part: 'content' })
}

type ReceiptKey = { readonly city: string; readonly keyId: Buffer; readonly seq: number }

/** The holder hash that counts now: the receipt's own, or that of the last transfer.. */
async function currentHolder(tx: CityTransaction, { city, keyId, seq }: ReceiptKey): Promise<Buffer | undefined> {
  const receipt = await tx
    .selectFrom('receipts.receipts')
    .where('city', '=', city)
    .where('key_id', '=', keyId)
    .where('seq', '=', seq)
    .select('holder_hash')
    .executeTakeFirst()
  if (receipt === undefined) return undefined
  const transfer = await tx
    .selectFrom('receipts.claims')
    .where('city', '=', city)
    .where('key_id', '=', keyId)
    .where('seq', '=', seq)
    .where('kind', '=', 'transfer')
    .select('new_holder_hash')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return transfer?.new_holder_hash ?? receipt.holder_hash
}
