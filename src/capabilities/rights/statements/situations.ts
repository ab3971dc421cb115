import type { Situation } from '../core/situation.ts'
import { IN_THE_STREET } from './in-the-street.ts'
import { PLACES } from './places.ts'
import { RECOURSE } from './recourse.ts'

/** In the order in which people look for them. */
export const SITUATIONS: readonly Situation[] = [...IN_THE_STREET, ...PLACES, ...RECOURSE]
