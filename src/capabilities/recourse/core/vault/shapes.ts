import { z } from 'zod'
import { isRecipient } from './age-key.ts'

/** The shapes that documents of the vault share. Unknown members are refused: a signature covers all that is there. */
export const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`))
export const day = z.iso.date()
/** An instant, to the hour: `2027-03-01T14`, UTC. The vault says no more. */
export const hour = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3])$/)
export const recipient = z.string().length(1959).refine(isRecipient)
export const short = z.string().min(1).max(200)
export const slug = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/)

export const signature = z.string().length(88)

export function signedShape<Content extends z.ZodType>(content: Content) {
  return z.strictObject({ content, signature })
}
