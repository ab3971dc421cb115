import { uuidV7 } from '../../../foundation/ids.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { recordAct } from '../../../platform/audit/record-act.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { parseReceiptId } from '../core/receipt.ts'

export type AnnotationRequest = { readonly unit: number; readonly receipt: string; readonly field: string; readonly note: string }

/** A correction is a note beside the receipt, in view of its holder; the receipt never changes. */
export async function annotateReceipt(
  services: Services,
  call: Call,
  asked: AnnotationRequest,
): Promise<Result<string, 'receipt-unknown' | 'note-missing'>> {
  const id = parseReceiptId(asked.receipt)
  const city = call.city.code
  if (id === undefined || call.actor.kind !== 'staff') return refuse('receipt-unknown')
  if (asked.note === '' || asked.note.length > 1000 || asked.field.length > 60) return refuse('note-missing')
  const account = call.actor.account
  return inCity(services.db, city, async (tx) => {
    const key = Buffer.from(id.keyId, 'hex')
    const known = await tx
      .selectFrom('receipts.receipts')
      .where('city', '=', city)
      .where('unit', '=', asked.unit)
      .where('key_id', '=', key)
      .where('seq', '=', id.seq)
      .select('seq')
      .executeTakeFirst()
    if (known === undefined) return refuse('receipt-unknown')
    const annotation = uuidV7(call.now.getTime(), services.random(10))
    const row = { city, id: annotation, key_id: key, seq: id.seq, field: asked.field, note: asked.note, written_by: account, written_at: call.now }
    await tx.insertInto('receipts.annotations').values(row).execute()
    await recordAct(tx, { city, now: call.now, actor: call.actor, random: services.random }, { act: 'receipt-annotated', subject: asked.receipt })
    return accept(annotation)
  })
}
