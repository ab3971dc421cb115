import { z } from 'zod'

const words = (most: number) => z.string().trim().min(1).max(most)

/** What a body's public page says of it: French, and English where it was given. */
export const bodyProfile = z.strictObject({
  title: words(120),
  purpose: words(2000),
  powers: words(4000),
  limits: words(4000),
  /** How to reach it without the internet: address, desk, telephone. */
  contact: words(1000),
  /** The council's decision that made it: reference and date, as people cite it. */
  decision: words(300),
})

export type BodyProfile = z.infer<typeof bodyProfile>

export function readProfile(value: unknown): BodyProfile | undefined {
  return bodyProfile.safeParse(value).data
}
