import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// Programs that nobody here wrote, which read our journal and cosign it (src/capabilities/journal/outside.test.ts): Debian's Go with
// the code of its checksum database, and Sigsum's witness. Never needed: without them their tests are skipped, and say so.
const GO_CODE = '/usr/share/gocode/src/golang.org/x/mod'
const SOURCES = '/etc/apt/sources.list'

export function installOutsideTools() {
  if (!onPath('go') || !existsSync(GO_CODE)) {
    const why = obstacle() ?? install('Go and the code of its checksum database', 'golang-go', 'golang-golang-x-mod-dev')
    if (!onPath('go') || !existsSync(GO_CODE)) skipped('Go’s own code does not audit the journal', why)
  }
  if (!onPath('sigsum-witness')) {
    const why = obstacle() ?? (release() === 'bookworm' ? installFromBackports('Sigsum’s witness', 'sigsum-go') : 'this is not Debian bookworm')
    if (!onPath('sigsum-witness')) skipped('Sigsum’s witness does not cosign the journal', why)
  }
}

function skipped(what, why) {
  process.stdout.write(`  SKIPPED: ${what}: ${why}.\n`)
}

function onPath(name) {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name)))
}

function obstacle() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') ? undefined : 'it is not installed, and only root can do it, with apt-get'
}

function release() {
  if (!existsSync('/etc/os-release')) return undefined
  return /^VERSION_CODENAME="?(\w+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1]
}

/** A network that does not answer holds up the tests for a minute, not for ever. */
function apt(...args) {
  const patience = ['-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::https::Timeout=20', '-o', 'Acquire::Retries=0']
  return spawnSync('apt-get', [...patience, '-qq', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

/** Answers why it failed, in apt's own words; what it says is of use only then. */
function install(what, ...packages) {
  process.stdout.write(`  Installing ${what} for the tests of the journal (once)…\n`)
  apt('update')
  const { stderr } = apt('install', '-y', '--no-install-recommends', ...packages)
  return `apt-get could not install ${packages.join(' ')} (${(stderr ?? '').trim().split('\n').at(-1) || 'it does not say why'})`
}

/** Backports are read while this one package is installed; then the machine's sources are as they were. */
function installFromBackports(what, ...packages) {
  const source = backportsSource()
  if (source === undefined) return 'no Debian source was found among those of apt'
  const place = `${SOURCES}.d/visavis-backports.${source.kind}`
  try {
    writeFileSync(place, source.text)
    return install(what, ...packages)
  } catch (error) {
    return `the source could not be added (${error.message})`
  } finally {
    rmSync(place, { force: true })
  }
}

/** The machine's own Debian source, in either of apt's formats, turned to backports: the same mirror, the same signing. */
function backportsSource() {
  const files = existsSync(`${SOURCES}.d`) ? readdirSync(`${SOURCES}.d`).sort() : []
  for (const file of [SOURCES, ...files.map((name) => join(`${SOURCES}.d`, name))]) {
    if (!existsSync(file) || !/\.(list|sources)$/.test(file)) continue
    const text = readFileSync(file, 'utf8')
    const found = file.endsWith('.list') ? backportsLine(text) : backportsStanza(text)
    if (found !== undefined) return { kind: file.endsWith('.list') ? 'list' : 'sources', text: found }
  }
  return undefined
}

/** `deb [options] …/debian bookworm main …`. */
function backportsLine(text) {
  const [, start] = /^(deb\s+(?:\[[^\]]*\]\s+)?\S+\/debian\/?\s+)bookworm\s(?:.*\s)?main(?:\s|$)/m.exec(text) ?? []
  return start && `${start}bookworm-backports main\n`
}

/** A stanza of fields; a key may stand in it, in lines of its own. */
function backportsStanza(text) {
  const field = (name) => new RegExp(`^${name}:.*(?:\\n[ \\t].*)*`, 'im')
  const is = (stanza, name, pattern) => pattern.test(field(name).exec(stanza)?.[0] ?? '')
  const own = text
    .split(/\n\s*\n/)
    .filter((stanza) => !is(stanza, 'Enabled', /:\s*no\b/i))
    .find(
      (stanza) =>
        is(stanza, 'URIs', /\/debian\/?(?:\s|$)/) && is(stanza, 'Suites', /\sbookworm(?:\s|$)/) && is(stanza, 'Components', /\smain(?:\s|$)/),
    )
  if (own === undefined) return undefined
  const turned = own.replace(field('Types'), 'Types: deb').replace(field('Suites'), 'Suites: bookworm-backports')
  return `${turned.replace(field('Components'), 'Components: main').trim()}\n`
}
