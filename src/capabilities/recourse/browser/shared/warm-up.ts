import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { sealJson, unsealJson } from '../../core/vault/seal.ts'

const ROUNDS = 10
const pause = () => new Promise<void>((done) => void setTimeout(done, 30))

/** A browser compiles what it has run often: while the person looks at the list, so that the first case opens as fast as the next. */
export async function warmUp({ age }: HolderKeys): Promise<void> {
  const file = await sealJson({}, [age.recipient])
  for (let round = 0; round < ROUNDS; round += 1) {
    await pause()
    await unsealJson(file, age.identity)
  }
}
