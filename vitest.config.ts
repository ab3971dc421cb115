import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes minutes begins first, so that at the end no worker waits for the other. */
const LONG = [
  'src/safety/hostile.test.ts',
  'e2e/pages.test.ts',
  'e2e/vault-benches.test.ts',
  'e2e/',
  'guards/',
  'src/capabilities/journal/',
  'src/capabilities/activity/',
]

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = LONG.findIndex((part) => moduleId.includes(`/${part}`))
      return place === -1 ? LONG.length : place
    }
    return [...(await super.sort(files))].sort((one, other) => placeOf(one) - placeOf(other))
  }
}

export default defineConfig({
  test: {
    globalSetup: ['src/testing/global-setup.ts'],
    include: ['src/**/*.test.{ts,tsx}', 'guards/**/*.test.ts', 'e2e/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    retry: 0,
    sequence: { sequencer: LongFirst },
  },
})
