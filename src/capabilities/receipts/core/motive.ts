import type { GroundCode } from './ground.ts'

/** Why this person, now: a closed list, so that no words about the person can enter. Labels are in the messages. */
export const MOTIVES = [
  'drugs', 'weapons', 'theft', 'damage', 'violence', 'wanted', 'judicial_order', 'prosecutor_order', 'border_zone',
  'workplace', 'public_order', 'public_drinking', 'noise', 'dumping', 'traffic', 'cycling', 'animal', 'terraces',
  'market_rules', 'other_offence', 'identity_not_shown',
] as const // prettier-ignore
export type Motive = (typeof MOTIVES)[number]

const OFFENCES: readonly Motive[] = ['drugs', 'weapons', 'theft', 'damage', 'violence', 'other_offence']

/** The likeliest first: the officer's app shows them in this order. */
export const MOTIVES_OF_GROUND: Readonly<Record<GroundCode, readonly Motive[]>> = {
  PJ1: OFFENCES,
  PJ2: OFFENCES,
  PJ3: OFFENCES,
  PJ4: ['judicial_order'],
  PJ5: ['wanted'],
  RQ1: ['prosecutor_order'],
  OP1: ['public_order', 'violence', 'weapons'],
  FR1: ['border_zone'],
  TR1: ['workplace'],
  RQ2: ['prosecutor_order'],
  OP2: ['public_order', 'weapons'],
  VI1: ['identity_not_shown'],
  RI1: ['public_drinking', 'noise', 'dumping', 'traffic', 'cycling', 'animal', 'terraces', 'market_rules', 'other_offence'],
  CR1: ['traffic', 'cycling'],
}

/** Facts of the moment and the place, never of the person. Mandatory for OP1 (CPP 78-2 al. 8). */
export const CIRCUMSTANCES = ['gathering', 'fight_reported', 'recent_incidents', 'event', 'call_from_resident', 'threat_to_goods'] as const
export type Circumstance = (typeof CIRCUMSTANCES)[number]
