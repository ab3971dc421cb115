import { z } from 'zod'

/** A private key on disk. `seed`: base64url of 32 bytes. */
export const keyFileShape = z.strictObject({ purpose: z.enum(['root', 'unit']), demo: z.boolean(), seed: z.string(), certificate: z.string() })
