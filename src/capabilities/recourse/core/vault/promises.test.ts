import fc from 'fast-check'
import { expect, test } from 'vitest'
import { failedVectors } from '../../../../testing/vault/age-vectors.ts'
import { runFileAttacks } from '../../../../testing/vault/file-attacks.ts'
import { HOST_ATTACKS, readHonest, runHostAttacks } from '../../../../testing/vault/host-attacks.ts'
import { liveForReal, liveInModel, lives } from '../../../../testing/vault/lives.ts'
import { acceptedMutations } from '../../../../testing/vault/mutations.ts'

/* The short form of the benches `vault-age`, `vault-host` and `vault-keys`. */

test('each vector of age is answered as it says', async () => {
  expect(await failedVectors()).toEqual({ tried: 143, failed: [] })
})

test('no mutated item is read', { timeout: 60_000 }, async () => {
  expect(await acceptedMutations(400, 1)).toBe(0)
})

test('each attack of a host is noticed, and an honest host is read', async () => {
  expect(await readHonest()).toBe(true)
  expect(Object.keys(HOST_ATTACKS)).toHaveLength(21)
  const { missed, codes } = await runHostAttacks()
  expect(missed).toEqual([])
  // In the order of the attacks: each is noticed for what it is.
  expect(codes).toEqual([
    'case-other', 'case-other', 'case-other', 'chain-unreadable', 'chain-broken', 'chain-broken', 'chain-cut', 'chain-broken', 'chain-broken',
    'chain-unreadable', 'chain-author', 'chain-forged', 'chain-author', 'chain-unreadable', 'epoch-forged', 'epoch-forged', 'case-no-grant', 'roster-forged',
    'roster-unjournaled', 'roster-rolled-back', 'roster-other-body',
  ]) // prettier-ignore
})

test('a file that is not the one of its manifest, part for part, is not given', async () => {
  expect(await runFileAttacks()).toEqual({ attacks: 7, missed: [] })
})

test('nobody who left reads on, and no case is orphaned', { timeout: 60_000 }, async () => {
  fc.assert(
    fc.property(lives, (life) => void expect(liveInModel(life)).toEqual({ breaches: 0, orphaned: 0 })),
    { numRuns: 2000, seed: 1 },
  )
  for (const life of fc.sample(lives, { numRuns: 6, seed: 2 })) expect(await liveForReal(life)).toEqual({ breaches: 0, orphaned: 0 })
})
