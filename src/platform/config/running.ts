import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const shape = z.object({ pid: z.number().int(), url: z.string(), databaseUrl: z.string() })

/** What a started program leaves beside its data, so that a command typed meanwhile uses the same database. */
export type Running = z.infer<typeof shape>

export function announceRunning(varFolder: string, running: Running): () => void {
  const file = join(varFolder, 'running.json')
  writeFileSync(file, JSON.stringify(running), { mode: 0o600 })
  return () => {
    if (findRunning(varFolder)?.pid === running.pid) rmSync(file, { force: true })
  }
}

/**
 * Does this program live under this number? After a crash or a restart of the machine the number may be another's, and a
 * program that was just killed stands a moment in the list of processes: neither may keep ours from starting.
 */
function isAlive(pid: number): boolean {
  process.kill(pid, 0)
  if (!existsSync('/proc/self/stat')) return true
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3)
  return state !== 'Z' && state !== 'X' && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('src/start.ts')
}

/** The program that serves this folder now, if one lives. */
export function findRunning(varFolder: string): Running | undefined {
  try {
    const running = shape.parse(JSON.parse(readFileSync(join(varFolder, 'running.json'), 'utf8')))
    return isAlive(running.pid) ? running : undefined
  } catch {
    return undefined
  }
}
