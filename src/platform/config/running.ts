import { readFileSync, rmSync, writeFileSync } from 'node:fs'
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

/** The program that serves this folder now, if one lives. */
export function findRunning(varFolder: string): Running | undefined {
  try {
    const running = shape.parse(JSON.parse(readFileSync(join(varFolder, 'running.json'), 'utf8')))
    process.kill(running.pid, 0)
    return running
  } catch {
    return undefined
  }
}
