import type { Entry } from './entry.ts'
import { P01_P09 } from './p01-p09.ts'
import { P10_P18 } from './p10-p18.ts'

/** The first content of the register of Amiens: eighteen commitments, in words of ours (`shared/facts/programme.md`). */
export const PROGRAMME: readonly Entry[] = [...P01_P09, ...P10_P18]
