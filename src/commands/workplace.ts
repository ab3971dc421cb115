import { readFileSync } from 'node:fs'
import { readCities } from '../capabilities/city/index.ts'
import { openDatabase, openServices } from '../main.ts'
import type { Config } from '../platform/config/config.ts'
import { StartRefused } from '../platform/config/stop.ts'
import type { Services } from '../platform/services.ts'

export type Say = (sentence: string) => void

/** What a command speaks with, and the clock it reads. */
export type Terminal = { readonly say: Say; readonly clock: () => Date }

/** Everything a command of the terminal needs. The running program's database is used, or one is started for its own duration. */
export function withServices<Value>(config: Config, work: (services: Services) => Promise<Value>): Promise<Value> {
  return withDatabase(config, async (url) => {
    const { services, connection } = openServices(config, url)
    try {
      return await work(services)
    } finally {
      await connection.close()
    }
  })
}

export async function withDatabase<Value>(config: Config, work: (url: string) => Promise<Value>): Promise<Value> {
  const database = await openDatabase(config)
  try {
    return await work(database.url)
  } finally {
    await database.stop()
  }
}

export async function cityOf(services: Services, code: string) {
  const found = (await readCities(services.db)).find((candidate) => candidate.code === code)
  if (found === undefined) throw new StartRefused(`No city ${code} in this installation.`)
  return found
}

export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new StartRefused(`The file ${file} cannot be read. Nothing was changed.`)
  }
}

/** A whole number in bounds, or a sentence. */
export function readNumber(text: string, { name, least, most }: { readonly name: string; readonly least: number; readonly most: number }): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new StartRefused(`${name} is a whole number from ${least} to ${most}. Nothing was done.`)
  return value
}

/** Resolves when the person presses Ctrl-C or the machine asks the program to end. */
export function untilStopped(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => done())
  })
}
