import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'

/*
 * The benches of the vault in their shortest form, one after the other: a program of its own, PostgreSQL, Chromium where people use one. What
 * must hold whatever the machine is asked here; times are for `npm run bench`, alone on a machine, as are `vault-load` and `vault-open`, which tell nothing else. `vault-age`, `vault-host` and `vault-keys`
 * are in `core/vault/promises.test.ts`.
 */

const ROOT = join(import.meta.dirname, '..')
const figures = z.record(z.string(), z.number())

/** The one line of figures that a bench ends with. */
function run(name: string): Promise<Readonly<Record<string, number>>> {
  const child = spawn(process.execPath, ['bin/bench.mjs', name, '--least'], { cwd: ROOT })
  let [out, said] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return new Promise((done, failed) => {
    child.on('error', failed)
    child.on('exit', (code) => {
      if (code === 0) done(figures.parse(JSON.parse(out.trim().split('\n').at(-1) ?? '')))
      else failed(new Error(`${name}: ${said.slice(-2000)}`))
    })
  })
}

const HOLDS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'vault-gate': { tried: 600, accepted: 0, kept_bytes: 0, kept_rows: 0, plaintext_not_415: 0 },
  'vault-canary': { found: 0, cases: 6 },
  'vault-kills': { kills: 2, lost: 0, doubled: 0 },
  'vault-flood': { honest_passed: 20 },
  'vault-upload': { lost_parts: 0, kills: 4 },
}

test.each(Object.keys(HOLDS))('%s', { timeout: 180_000 }, async (name) => {
  const found = await run(name)
  expect(found).toMatchObject(HOLDS[name] ?? {})
  if (name === 'vault-canary') expect(found['planted_found']).toBeGreaterThanOrEqual(3)
  if (name === 'vault-upload') expect(found['resent_max']).toBeLessThanOrEqual(3)
})
