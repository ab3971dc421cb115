import { readHonest, runHostAttacks } from '../src/testing/vault/host-attacks.ts'
import { runFileAttacks } from '../src/testing/vault/file-attacks.ts'
import { report } from './stage.ts'

/* Ways in which a host deceives who reads or writes a case, or reads a file of it; each noticed before anything is shown or sealed. */
if (!(await readHonest())) throw new Error('the honest host is refused: nothing would be learned from the others')
const [cases, files] = [await runHostAttacks(), await runFileAttacks()]
const [attacks, missed] = [cases.attacks + files.attacks, [...cases.missed, ...files.missed]]
for (const named of missed) process.stderr.write(`not noticed: ${named}\n`)
report({ attacks, noticed: attacks - missed.length })
