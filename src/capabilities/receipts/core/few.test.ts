import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FEWEST, withholdFew, withholdFewBeside } from './few.ts'

test('what is few is withheld, and enough beside it that the whole does not give it back', () => {
  expect(withholdFew([40, 3, 20])).toEqual([40, undefined, undefined])
  expect(withholdFew([40, 3, 2, 20])).toEqual([40, undefined, undefined, undefined])
  expect(withholdFew([40, 9, 8, 20])).toEqual([40, undefined, undefined, 20])
  expect(withholdFew([40, 0, 20])).toEqual([40, 0, 20])
  expect(withholdFew([4])).toEqual([undefined])
})

test('whatever the parts, no withheld one follows from the others and the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 8 }), (parts) => {
      const shown = withholdFew(parts)
      expect(shown.some((count) => count !== undefined && count > 0 && count < FEWEST)).toBe(false)
      const hidden = parts.filter((_, index) => shown[index] === undefined)
      const left = shown.some((count) => (count ?? 0) >= FEWEST)
      if (hidden.length > 0 && left) expect(hidden.length >= 2 && hidden.reduce((sum, count) => sum + count, 0) >= FEWEST).toBe(true)
    }),
  )
})

test('reasons over six months, less the months that are told, give back no month that is withheld', () => {
  expect(withholdFewBeside([30, 25, 12], 5), 'their sum is not told').toEqual([30, 25, undefined])
  expect(withholdFewBeside([30, 25, 12], 0)).toEqual([30, 25, 12])
  expect(withholdFewBeside([30, 25, 12], 20)).toEqual([30, 25, 12])
  expect(withholdFewBeside([30, 25, 4], 5), 'nor was it before').toEqual([30, undefined, undefined])
})
