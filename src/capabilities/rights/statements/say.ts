import type { OtherLanguage, Said, Statement } from '../core/situation.ts'
import type { LawId } from './laws.ts'

type Others = Readonly<Partial<Record<OtherLanguage, string>>>
export const said = (fr: string, en: string, others: Others = {}): Said => ({ fr, en, ...others })

type Words = readonly [string, string, Others?]

/** A statement of law: what it says, and what it rests on. */
export const theyAsk = (law: readonly LawId[], ...words: Words): Statement => ({ part: 'they-ask', law, words: said(...words) })
export const iAsk = (law: readonly LawId[], ...words: Words): Statement => ({ part: 'i-ask', law, words: said(...words) })
export const now = (law: readonly LawId[], ...words: Words): Statement => ({ part: 'now', law, words: said(...words) })
export const after = (law: readonly LawId[], ...words: Words): Statement => ({ part: 'after', law, words: said(...words) })

/** Advice of ours. */
export const tryNow = (...words: Words): Statement => ({ part: 'now', advice: true, words: said(...words) })
export const tryAfter = (...words: Words): Statement => ({ part: 'after', advice: true, words: said(...words) })
