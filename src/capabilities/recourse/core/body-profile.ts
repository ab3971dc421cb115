import { z } from 'zod'
import type { Language } from '../../../foundation/wording.ts'

const words = (most: number) => z.string().trim().min(1).max(most)

const texts = {
  title: words(120),
  purpose: words(2000),
  powers: words(4000),
  limits: words(4000),
  /** How to reach it without the internet: address, desk, telephone. */
  contact: words(1000),
}

/** What a body's public page says of it, in French; in English what was given so. */
export const bodyProfile = z.strictObject({
  ...texts,
  /** The council's decision that made it: reference and date, as people cite it. */
  decision: words(300),
  en: z.strictObject(texts).partial().optional(),
})

export type BodyProfile = z.infer<typeof bodyProfile>
export type BodyTexts = Omit<BodyProfile, 'en'>

export const TEXTS = ['title', 'purpose', 'powers', 'limits', 'contact'] as const

export function readProfile(value: unknown): BodyProfile | undefined {
  return bodyProfile.safeParse(value).data
}

/** In this language; what was not given in it, in French. */
export function textsIn({ en = {}, ...french }: BodyProfile, language: Language): BodyTexts {
  if (language === 'fr') return french
  const given = TEXTS.flatMap((field): (readonly [string, string])[] => (en[field] === undefined ? [] : [[field, en[field]]]))
  return { ...french, ...Object.fromEntries(given) }
}
