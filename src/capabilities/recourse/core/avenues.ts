import type { Allegation } from './case-state.ts'

/** Who can be turned to. `body`: this city's bodies of recourse and ethics. */
export const AVENUES = ['body', 'ddd', 'inspection', 'procureur'] as const
export type Avenue = (typeof AVENUES)[number]

/** For each thing that may have happened, whom to think of first. None excludes another: all may be turned to at once. */
const FIRST: Readonly<Record<Allegation, readonly Avenue[]>> = {
  force: ['procureur', 'body', 'ddd', 'inspection'],
  'abus-autorite': ['procureur', 'ddd', 'body', 'inspection'],
  incorrection: ['body', 'ddd', 'inspection', 'procureur'],
  'propos-outrageants': ['procureur', 'body', 'ddd', 'inspection'],
  discrimination: ['ddd', 'procureur', 'body', 'inspection'],
  'refus-de-plainte': ['procureur', 'ddd', 'inspection', 'body'],
  'refus-de-rio': ['body', 'ddd', 'inspection', 'procureur'],
  'recu-non-remis': ['body', 'ddd', 'inspection', 'procureur'],
  autre: ['body', 'ddd', 'inspection', 'procureur'],
}

export function avenuesFor(allegation: Allegation): readonly Avenue[] {
  return FIRST[allegation]
}
