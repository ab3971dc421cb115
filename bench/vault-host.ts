import { readHonest, runHostAttacks } from '../src/testing/vault/host-attacks.ts'
import { report } from './stage.ts'

/* Twenty ways in which a host deceives who reads or writes; each noticed before anything is shown or sealed. */
if (!(await readHonest())) throw new Error('the honest host is refused: nothing would be learned from the others')
const { attacks, noticed, missed } = await runHostAttacks()
for (const named of missed) process.stderr.write(`not noticed: ${named}\n`)
report({ attacks, noticed })
