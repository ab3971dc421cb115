/** What came of the check, in the one byte that the QR carries: three bits of result, five flags. */
export const RESULTS = ['nothing', 'contravention', 'delit', 'verification', 'arrest', 'other'] as const
export type CheckResult = (typeof RESULTS)[number]

export const FOLLOW_UPS = ['pat_down', 'bag', 'vehicle', 'verification'] as const
export type FollowUp = (typeof FOLLOW_UPS)[number]

export type Outcome = {
  readonly result: CheckResult
  readonly patDown: boolean
  readonly bag: boolean
  readonly vehicle: boolean
  /** The motive was explained to the person. */
  readonly explained: boolean
  /** A body camera was recording. */
  readonly camera: boolean
}

const FLAGS = [
  ['patDown', 8],
  ['bag', 16],
  ['vehicle', 32],
  ['explained', 64],
  ['camera', 128],
] as const satisfies readonly (readonly [Exclude<keyof Outcome, 'result'>, number])[]

export function encodeOutcome(outcome: Outcome): number {
  return FLAGS.reduce((byte, [flag, bit]) => (outcome[flag] ? byte | bit : byte), RESULTS.indexOf(outcome.result))
}

/** `undefined` when the three bits name no result. */
export function decodeOutcome(byte: number): Outcome | undefined {
  const result = RESULTS[byte & 7]
  if (result === undefined) return undefined
  const has = (bit: number) => (byte & bit) !== 0
  return { result, patDown: has(8), bag: has(16), vehicle: has(32), explained: has(64), camera: has(128) }
}
