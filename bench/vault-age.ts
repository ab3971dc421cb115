import { failedVectors } from '../src/testing/vault/age-vectors.ts'
import { acceptedMutations } from '../src/testing/vault/mutations.ts'
import { report } from './stage.ts'

/* The library against the vectors of age (C2SP/CCTV), and mutated items against a member's reader. `--full`: 100,000 of them. */
const mutated = process.argv.includes('--full') ? 100_000 : 8000
const { tried, failed } = await failedVectors()
const accepted = await acceptedMutations(mutated, 7)
for (const name of failed) process.stderr.write(`not as the vector says: ${name}\n`)
report({ vectors: tried, passed: tried - failed.length, mutated, accepted })
