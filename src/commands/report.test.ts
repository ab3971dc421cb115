import { Command } from 'commander'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { expectAccepted } from '../foundation/result.ts'
import { readConfig } from '../platform/config/config.ts'
import { addReportCommands } from './report.ts'

const folder = mkdtempSync(join(tmpdir(), 'visavis-report-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const FILES: Readonly<Record<string, string>> = { 'quarter.csv': 'lieu,nombre\nNord,40\n', 'rapport.json': '{}', 'rapport.pdf': '%PDF' }
beforeEach(() => {
  const files = Object.entries(FILES).map(([path, text]) => ({ path, bytes: text.length, sha256: createHash('sha256').update(text).digest('hex') }))
  for (const [path, text] of Object.entries(FILES)) writeFileSync(join(folder, path), text)
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ format: 1, report: 'controles-2026-10', version: 2, files }))
})

async function verify(...words: readonly string[]) {
  const said: string[] = []
  const program = new Command('visavis').exitOverride()
  addReportCommands(program, expectAccepted(readConfig({ VISAVIS_VAR: folder })), { say: (sentence) => void said.push(sentence), clock: () => new Date(0) }) // prettier-ignore
  const stopped = await program.parseAsync(['report', 'verify', ...words], { from: 'user' }).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  return { said: said.join('\n'), stopped }
}

describe('visavis report verify, without a server', () => {
  test('a whole folder, its manifest, or one file of it', async () => {
    expect((await verify(folder)).said).toContain('controles-2026-10, version 2: 3 files are what the manifest says')
    expect((await verify(join(folder, 'manifest.json'))).said).toContain('3 files are')
    expect((await verify(join(folder, 'quarter.csv'))).said).toContain('quarter.csv is what the manifest says')
  })

  test('a table that somebody changed is named; another file of the same release is not blamed for it', async () => {
    writeFileSync(join(folder, 'quarter.csv'), FILES['quarter.csv']?.replace('40', '14') ?? '')
    expect((await verify(join(folder, 'quarter.csv'))).stopped).toContain('a file is not what the manifest says: quarter.csv')
    expect((await verify(folder)).stopped).toContain('quarter.csv')
    expect((await verify(join(folder, 'rapport.json'))).stopped).toBeUndefined()
  })

  test('a file that was taken away is checked against the manifest that one names; without any, that is said', async () => {
    const away = mkdtempSync(join(folder, 'ailleurs-'))
    writeFileSync(join(away, 'quarter.csv'), FILES['quarter.csv'] ?? '')
    expect((await verify(join(away, 'quarter.csv'))).stopped).toContain('no manifest')
    expect((await verify(join(away, 'quarter.csv'), '--manifest', join(folder, 'manifest.json'))).said).toContain('quarter.csv is what')
    writeFileSync(join(away, 'autre.csv'), 'x')
    expect((await verify(join(away, 'autre.csv'), '--manifest', join(folder, 'manifest.json'))).stopped).toContain(
      'has no file of this name: autre.csv',
    )
  })
})
