import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfStale, fail, install, NODE, ROOT } from './node.mjs'
import { installOutsideTools } from './outside-tools.mjs'

// The whole truth: what is missing is installed, then every gate runs, then every test. One gate that fails fails the whole.
const started = Date.now()
const tool = (name, ...args) => [join(ROOT, 'node_modules/.bin', name), ...args]
const GATES = [
  ['types', tool('tsc', '--noEmit')],
  ['lint', tool('eslint', '.')],
  ['format', tool('prettier', '--check', '--log-level', 'warn', '.')],
  ['boundaries', tool('depcruise', 'src', '--config', 'guards/dependencies.cjs', '--output-type', 'err')],
  ['dead code', tool('knip')],
  ['migrations', tool('squawk', ...migrations())],
]

install()
const chromium = process.env.CHROME_PATH ?? findChromium() ?? installChromium()
installOutsideTools()
buildIfStale()
if (!existsSync(join(ROOT, '../shared')))
  process.stdout.write('  SKIPPED: ../shared is not there, so the tests against its vectors, real data and hostile input do not run.\n')
// One test file by name: the gates are for the whole.
const only = process.argv.slice(2)
const failed = only.length > 0 ? [] : await runGates()
const tests = spawnSync(NODE, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...only], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, CHROME_PATH: chromium },
})
if (tests.status !== 0) failed.push('tests')
process.stdout.write(
  `  ${Math.round((Date.now() - started) / 1000)} s. ${failed.length === 0 ? 'Everything passed.' : `Failed: ${failed.join(', ')}.`}\n`,
)
process.exit(failed.length === 0 ? 0 : 1)

function migrations() {
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => /migrations\/.*\.sql$/.test(file))
    .map((file) => join('src', file))
}

/** Two at a time: the machine that runs this has two cores. */
async function runGates() {
  const failures = []
  const waiting = [...GATES]
  const work = async () => {
    for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) {
      const [name, [command, ...args]] = gate
      const { status, output } = await collect(command, args)
      process.stdout.write(`  ${status === 0 ? '✓' : '✗'} ${name}\n`)
      if (status === 0) continue
      process.stdout.write(output)
      failures.push(name)
    }
  }
  await Promise.all([work(), work()])
  return failures
}

function collect(command, args) {
  return new Promise((resolve) => {
    const child = spawn(NODE, [command, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('close', (status) => resolve({ status, output }))
  })
}

function findChromium() {
  const folders = (process.env.PATH ?? '').split(':')
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
}

/** Debian's Chromium when we may install it; the test tool's own download otherwise. */
function installChromium() {
  process.stdout.write('  Installing Chromium for the browser tests (once)…\n')
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const apt = (...args) =>
      spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    apt('update', '-qq')
    apt('install', '-y', '-qq', '--no-install-recommends', 'chromium')
    const found = findChromium()
    if (found) return found
  }
  spawnSync(NODE, [join(ROOT, 'node_modules/playwright-core/cli.js'), 'install', 'chromium', '--only-shell'], { stdio: 'inherit' })
  const path = spawnSync(NODE, ['-e', "process.stdout.write(require('playwright-core').chromium.executablePath())"], {
    cwd: ROOT,
    encoding: 'utf8',
  }).stdout
  if (existsSync(path)) return path
  return fail(
    'The browser tests need Chromium, and it could not be installed. Install it (Debian: apt-get install chromium), or name it in CHROME_PATH.',
  )
}
