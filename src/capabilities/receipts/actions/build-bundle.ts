import { createCipheriv } from 'node:crypto'
import { toBase64url } from '../../../foundation/base64url.ts'
import { toHex, utf8, type Bytes } from '../../../foundation/bytes.ts'
import type { Services } from '../../../platform/services.ts'
import { dedupKey, readProofs } from '../../journal/index.ts'
import type { Bundle, SealedContent } from '../core/bundle.ts'
import { bundleKey } from '../core/holder.ts'
import { receiptAct } from '../core/journal-entry.ts'
import { receiptId } from '../core/receipt.ts'
import { readAnnotations } from '../queries/annotations.ts'
import { readAuthorities } from '../queries/authorities.ts'
import { readCertificatesOfDay } from '../queries/certificates-of-day.ts'
import { readSealedReceipts, type BundleScope } from '../queries/sealed-receipts.ts'

/** One public file that everyone fetches alike: the server does not learn which receipt its reader holds. */
export async function buildBundle(services: Services, scope: BundleScope): Promise<Bundle> {
  const [rows, authorities] = await Promise.all([readSealedReceipts(services.db, scope), readAuthorities(services.db, scope.city)])
  const devices = 'day' in scope ? await readCertificatesOfDay(services.db, scope) : [...new Set(rows.map(({ certificate }) => certificate))]
  const keyIds = [...new Map(rows.map((row) => [row.key_id.toString('hex'), row.key_id])).values()]
  const [annotations, proofs] = await Promise.all([
    readAnnotations(services.db, scope.city, keyIds),
    readProofs(services.db, scope.city, rows.map(dedupOf)),
  ])
  return {
    v: 1,
    city: scope.city,
    scope: 'day' in scope ? scope.day : scope.prefix,
    madeAt: services.clock().toISOString(),
    authorities: authorities.map(({ certificate }) => certificate),
    devices,
    journal: proofs.groups,
    receipts: rows.map((row) => {
      const id = receiptId(row.key_id, row.seq)
      const place = proofs.places.get(toHex(dedupOf(row)))
      const content: SealedContent = {
        payload: toBase64url(row.payload),
        holderHash: toBase64url(row.holder_hash),
        signature: toBase64url(row.signature),
        detail: row.detail,
        detailSignature: toBase64url(row.detail_signature),
        keyId: toHex(row.key_id),
        receivedAt: row.received_at.toISOString(),
        standing: row.standing,
        late: row.late,
        clockOff: row.clock_off,
        cardProblem: row.card_problem,
        annotations: annotations.filter(({ receipt }) => receipt === id).map(({ field, note, at }) => ({ field, note, at: at.toISOString() })),
        entry: place === undefined ? null : { ...place, salt: place.salt && toBase64url(place.salt) },
      }
      return { tag: toBase64url(row.holder_tag), sealed: toBase64url(seal(bundleKey(row.holder_hash), services.random(12), content)) }
    }),
  }
}

type Row = Awaited<ReturnType<typeof readSealedReceipts>>[number]

/** Under which key the journal knows this receipt. */
function dedupOf({ key_id, seq }: Row): Uint8Array {
  return dedupKey(receiptAct(key_id, seq))
}

function seal(key: Bytes, nonce: Bytes, content: SealedContent): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(utf8(JSON.stringify(content))), cipher.final()])
  return Buffer.concat([nonce, body, cipher.getAuthTag()])
}
