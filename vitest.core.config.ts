import { defineConfig } from 'vitest/config'

/** Pure code alone, without a database: what the mutation run repeats a thousand times. */
export default defineConfig({
  test: { include: ['src/capabilities/*/core/*.test.ts', 'src/platform/http/*.test.ts'], testTimeout: 20_000, retry: 0 },
})
