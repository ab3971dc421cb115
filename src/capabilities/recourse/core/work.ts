import { z } from 'zod'

/** A proof of work, asked of whoever sent much from one place: a challenge that the server signed, and its solution (ALTCHA, PBKDF2). */
const parameters = z.looseObject({
  algorithm: z.literal('PBKDF2/SHA-256'),
  nonce: z.string().max(100),
  salt: z.string().max(100),
  cost: z.int().min(1).max(1_000_000),
  keyLength: z.int(),
  keyPrefix: z.string().max(16),
  expiresAt: z.number(),
})
export const challengeShape = z.strictObject({ parameters, signature: z.string() })
export const workShape = z.strictObject({
  challenge: challengeShape,
  solution: z.looseObject({ counter: z.int().min(0), derivedKey: z.string().max(200) }),
})

export type Work = z.infer<typeof workShape>

export const WORK_HEADER = 'x-visavis-travail'
