import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { report, round } from './stage.ts'

/*
 * `npm start` as one types it, everything installed, on an empty folder and then again on what it left: from the key pressed to
 * the first byte of the first page. The slower of the two is the figure; the first makes the database and the demonstration.
 */
const ROOT = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'visavis-bench-'))
const port = 30_000 + (process.pid % 20_000)

const first = await secondsToFirstPage()
const again = await secondsToFirstPage()
rmSync(folder, { recursive: true, force: true })
report({ seconds: round(Math.max(first, again), 2), again_seconds: round(again, 2) })

async function secondsToFirstPage(): Promise<number> {
  const started = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, VISAVIS_VAR: join(folder, 'var'), PORT: String(port), VISAVIS_LOG_LEVEL: 'error' },
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  while (!(await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined))?.ok) {
    if (child.exitCode !== null) throw new Error('npm start ended before it served')
    await new Promise((done) => setTimeout(done, 20))
  }
  const seconds = (performance.now() - started) / 1000
  // Ctrl-C reaches the whole group, as from a terminal.
  if (child.pid) process.kill(-child.pid, 'SIGINT')
  await ended
  return seconds
}
