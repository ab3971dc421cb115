import fc from 'fast-check'
import { liveForReal, liveInModel, lives } from '../src/testing/vault/lives.ts'
import { report } from './stage.ts'

/*
 * Random lives of a body with a case: join, leave, rotate, lose, recover, write. 20,000 through the decisions alone, and so many with real
 * keys and real sealing, in which whoever left tries every grant that the host keeps. `--full`: 400 real ones.
 */
const LIVES = 20_000
const real = process.argv.includes('--full') ? 400 : 20
let breaches = 0
let orphaned = 0
for (const life of fc.sample(lives, { numRuns: LIVES, seed: 11 })) add(liveInModel(life))
for (const life of fc.sample(lives, { numRuns: real, seed: 12 })) add(await liveForReal(life))
report({ lives: LIVES, real, breaches, orphaned })

function add(outcome: { readonly breaches: number; readonly orphaned: number }): void {
  breaches += outcome.breaches
  orphaned += outcome.orphaned
}
