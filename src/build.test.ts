import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

function digestsOf(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile() && !file.name.startsWith('.'))
  return Object.fromEntries(
    files
      .map(({ parentPath, name }) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(parentPath, name)))
          .digest('hex'),
      ])
      .sort(),
  )
}

test('two builds, in two places, have the same bytes: whoever builds the sources can tell what a city serves', { timeout: 120_000 }, () => {
  const other = mkdtempSync(join(tmpdir(), 'visavis-build-'))
  try {
    const ran = spawnSync(process.execPath, ['--import', 'tsx', 'src/build.ts', other], { cwd: ROOT, encoding: 'utf8' })
    expect(ran.stderr.replaceAll(/.*(?:Warning|--trace-warnings).*\n/g, '')).toBe('')
    expect(digestsOf(other)).toEqual(digestsOf(join(ROOT, 'build')))
  } finally {
    rmSync(other, { recursive: true, force: true })
  }
})
