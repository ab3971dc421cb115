import { z } from 'zod'
import { decodeReceipt } from '../../core/receipt.ts'
import type { CarnetStore, Kept } from '../shared/carnet-store.ts'

/** Kept as it is: whoever checks it reads the proof itself, not what a file says of it. */
const proofShape = z.object({
  text: z.string(),
  leaf: z.string(),
  index: z.number().int().nonnegative(),
  since: z.number().optional(),
  witnesses: z.array(z.string()),
  log: z.string(),
})

const fileShape = z.object({
  format: z.literal('visavis-carnet/1'),
  receipts: z.array(
    z.looseObject({
      id: z.string(),
      fragment: z.string(),
      keptAt: z.number(),
      claimSecret: z.string().optional(),
      note: z.string().optional(),
      proof: proofShape.optional(),
      said: z.array(z.object({ kind: z.enum(['observe', 'contest']), words: z.string(), reference: z.string(), at: z.number() })).optional(),
    }),
  ),
  pending: z.array(z.object({ tag: z.string(), secret: z.string(), shownAt: z.number() })),
})

export async function exportCarnet(store: CarnetStore): Promise<string> {
  return JSON.stringify({ format: 'visavis-carnet/1', receipts: await store.getAll('receipts'), pending: await store.getAll('pending') }, null, 2)
}

/** Adds what is not there yet, all or nothing. What a file says of a receipt is checked again in the register. Answers how many came in. */
export async function importCarnet(store: CarnetStore, text: string): Promise<number> {
  const file = fileShape.parse(JSON.parse(text))
  const tx = store.transaction(['receipts', 'pending'], 'readwrite')
  let count = 0
  for (const { id, fragment, keptAt, claimSecret, note, said, proof } of file.receipts) {
    const known = await tx.objectStore('receipts').get(id)
    if (known !== undefined || decodeReceipt(fragment) === undefined) continue
    const kept: Kept = {
      id,
      fragment,
      keptAt,
      ...(claimSecret && { claimSecret }),
      ...(note && { note }),
      ...(said && { said }),
      ...(proof && { proof: { ...proof, since: proof.since } }),
    }
    await tx.objectStore('receipts').put(kept)
    count += 1
  }
  for (const pending of file.pending) await tx.objectStore('pending').put(pending)
  await tx.done
  return count
}
