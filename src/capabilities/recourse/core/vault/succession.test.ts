import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SignedRoster } from './roster.ts'
import { handOf, placesOf } from './succession.ts'

const rosters = (...trios: readonly (readonly string[])[]): readonly SignedRoster[] =>
  trios.map((keys) => ({ content: { custodians: keys.map((key) => ({ key })) } }) as unknown as SignedRoster) // parsing: succession reads custodians alone

test('whoever comes takes the place of whoever left, in the order of the rosters, from the filing on', () => {
  const chain = rosters(['a', 'b', 'c'], ['b', 'c', 'd'], ['e', 'f', 'd'])
  expect(placesOf(chain, 1)).toEqual([
    ['a', 'd'],
    ['b', 'e'],
    ['c', 'f'],
  ])
  expect(placesOf(chain, 2)).toEqual([['b', 'e'], ['c', 'f'], ['d']])
  expect(handOf(placesOf(chain, 1), 'a')).toEqual({ place: 0, to: 'd' })
  expect(handOf(placesOf(chain, 2), 'a')).toBeUndefined()
  expect(handOf(placesOf(chain, 1), 'd')).toBeUndefined()
})

test('a share goes past who came and left, to who sits', () => {
  const chain = rosters(['a', 'b', 'c'], ['d', 'b', 'c'], ['e', 'b', 'c'])
  expect(handOf(placesOf(chain, 1), 'a')).toEqual({ place: 0, to: 'e' })
  expect(handOf(placesOf(chain, 1), 'd')).toEqual({ place: 0, to: 'e' })
})

test('who had a share of a case gets no second one by coming back', () => {
  const back = rosters(['a', 'b', 'c'], ['d', 'b', 'c'], ['d', 'b', 'a'])
  expect(handOf(placesOf(back, 1), 'c')).toEqual({ place: 2, to: undefined })
  expect(handOf(placesOf(back, 2), 'c')).toEqual({ place: 2, to: 'a' })
})

test('whatever compositions follow each other, nobody ever holds two shares of one case', () => {
  const trio = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 3, maxLength: 3 })
  fc.assert(
    fc.property(fc.array(trio, { minLength: 1, maxLength: 8 }), (trios) => {
      const held = new Map<string, Set<number>>((trios[0] ?? []).map((key, place) => [key, new Set([place])]))
      // After each composition, whoever left hands over what they hold.
      for (let count = 1; count <= trios.length; count += 1) {
        const places = placesOf(rosters(...trios.slice(0, count)), 1)
        for (const [key, own] of [...held]) {
          const hand = handOf(places, key)
          if (hand?.to !== undefined && own.has(hand.place)) held.set(hand.to, new Set([...(held.get(hand.to) ?? []), hand.place]))
        }
      }
      for (const places of held.values()) expect(places.size).toBe(1)
    }),
    { numRuns: 2000 },
  )
})
