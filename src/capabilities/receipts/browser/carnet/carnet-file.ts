import { z } from 'zod'
import { publicLogAt, readPublicPolicy } from '../../../journal/core/index.ts'
import { decodeReceipt } from '../../core/receipt.ts'
import type { CarnetStore, Kept } from '../shared/carnet-store.ts'
import { checkImported, type KeptProof } from '../shared/examine-journal.ts'

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

/**
 * Adds what is not there yet, all or nothing. What a file says of a receipt is checked again in the register, what it says of its proof here.
 * Answers how many came in.
 */
export async function importCarnet(store: CarnetStore, text: string): Promise<number> {
  const file = fileShape.parse(JSON.parse(text))
  const policy = await readPublicPolicy(publicLogAt('/journal', (url, init) => fetch(url, init))).catch(() => undefined)
  const checked = new Map<string, KeptProof>()
  for (const { id, fragment, proof } of file.receipts) {
    const receipt = decodeReceipt(fragment)
    if (proof && receipt) checked.set(id, await checkImported({ ...proof, since: proof.since }, receipt, policy))
  }
  const tx = store.transaction(['receipts', 'pending'], 'readwrite')
  let count = 0
  for (const { id, fragment, keptAt, claimSecret, note, said } of file.receipts) {
    const proof = checked.get(id)
    const known = await tx.objectStore('receipts').get(id)
    if (known !== undefined || decodeReceipt(fragment) === undefined) continue
    const kept: Kept = {
      id,
      fragment,
      keptAt,
      ...(claimSecret && { claimSecret }),
      ...(note && { note }),
      ...(said && { said }),
      ...(proof && { proof }),
    }
    await tx.objectStore('receipts').put(kept)
    count += 1
  }
  for (const pending of file.pending) await tx.objectStore('pending').put(pending)
  await tx.done
  return count
}
