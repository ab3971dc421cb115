import { z } from 'zod'
import { bytesOf } from './submission.ts'

/** `POST /recus/:id/contestation`, `/observations`, `/transfert`. `content`: the canonical JSON that was signed. */
export const claimShape = z.strictObject({ challenge: bytesOf(32), content: z.string().max(12_000), publicKey: bytesOf(32), signature: bytesOf(64) })
export type ClaimBody = z.infer<typeof claimShape>

export const wordsShape = z.strictObject({ words: z.string().trim().min(1).max(2000) })
export const transferShape = z.strictObject({ newHolderHash: bytesOf(32) })
