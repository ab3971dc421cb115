/** Numbers that look random and are the same at each run: what failed once fails again, and what was searched is found again. Never for secrets. */
export type SeededRandom = {
  /** A whole number from 0 to `count` − 1. */
  readonly below: (count: number) => number
  /** From 0 up to, not including, 1. */
  readonly share: () => number
  readonly pick: <Value>(values: readonly Value[]) => Value
}

/** xorshift32 (Marsaglia, 2003). `seed`: not 0. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed | 0
  const below = (count: number) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % count
  }
  return {
    below,
    share: () => below(2 ** 30) / 2 ** 30,
    pick: (values) => {
      const value = values[below(values.length)]
      if (value === undefined) throw new RangeError('there is nothing to pick from')
      return value
    },
  }
}
