import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fromHex, toHex, utf8 } from '../../foundation/bytes.ts'
import { sha256 } from '../../foundation/digest.ts'
import { expectAccepted } from '../../foundation/result.ts'
import { ed25519PublicKey } from '../../foundation/signature.ts'
import { inCity } from '../../platform/db/database.ts'
import { listen } from '../../site.ts'
import { buildTown, type Town } from '../../testing/cast.ts'
import { inventedEntries, openJournalStage, type JournalStage } from '../../testing/journal-stage.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { createCity } from '../city/index.ts'
import { commitEntries } from './actions/commit-entries.ts'
import { initJournal } from './actions/init-journal.ts'
import { journalFolder, openPublisher } from './actions/open-publisher.ts'
import { forgeNote } from '../../testing/journal-forgery.ts'
import { publish, readPublished, type Publisher } from './actions/publish.ts'
import { sequence } from './actions/sequence.ts'
import { audit } from './audit/audit.ts'
import { openPublicLog } from './audit/open-public-log.ts'
import { readEntryRange } from './core/public-log.ts'
import { writeCheckpoint } from './core/checkpoint.ts'
import { HASH_LENGTH, leafHash } from './core/merkle.ts'
import { openCheckpoint } from './core/open-checkpoint.ts'
import { growTree, proveConsistency } from './core/tile-tree.ts'
import { tileAt, tilePath, TILE_WIDTH, type Tile } from './core/tile.ts'
import { verifierKey, writeVerifierKey } from './core/verifier-key.ts'
import { createSigningKey, openSigningKey } from './signer/signer.ts'
import { askWitness } from './witness/ask-witness.ts'

/** Programs that nobody here wrote, as Debian packages them; without them, what they would have checked is told and skipped. */
const GO_PATH = '/usr/share/gocode'
const GO = { CGO_ENABLED: '0', GO111MODULE: 'off', GOPATH: GO_PATH }
const noGo = absence(['go'], [join(GO_PATH, 'src/golang.org/x/mod/sumdb/tlog')])
const noSigsum = absence(['sigsum-witness', 'sigsum-key'], [])
const skipped = (what: string, why: string) => process.stdout.write(`  SKIPPED: ${what} (${why}).\n`)
if (noGo !== undefined) skipped('the audit of our journal by Go’s own code', noGo)
if (noSigsum !== undefined) skipped('the cosignature of our journal by Sigsum’s witness', noSigsum)
const named = (promise: string, why: string | undefined) => (why === undefined ? promise : `SKIPPED, ${why}: ${promise}`)
const withGo = (promise: string, body: () => Promise<void>) => test.skipIf(noGo !== undefined)(named(promise, noGo), body)

const MANY = 70_000
const GROUP = 10_000

let site: TestSite
let town: Town
let stage: JournalStage
let auditor: string
/** Sizes and notes as they were published, one after the other. */
const published: { readonly size: number; readonly note: string }[] = []
const newest = () => published.at(-1)?.size ?? 0

beforeAll(async () => {
  site = await openTestSite()
  auditor = join(site.folder, 'auditor')
  const build = noGo ?? run('go', ['build', '-o', auditor, join(import.meta.dirname, 'web/auditor.go')], GO)
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: '127.0.0.1:3000' })
  stage = await openJournalStage(site, { city: town.code, origin: 'amiens.example/journal' })
  for (let from = 0; newest() <= MANY; from += GROUP) {
    const { checkpoint } = expectAccepted(await stage.grow(inventedEntries(GROUP, from)))
    published.push({ size: checkpoint.checkpoint.size, note: checkpoint.note })
  }
  if (noGo === undefined) expect(await build).toEqual({ status: 0, output: '' })
})
afterAll(async () => {
  await stage.close()
  await site.close()
})

describe(`a journal of ${MANY} entries and more, as its files are published`, () => {
  const vkey = () => writeVerifierKey(stage.policy.log)
  const places = () => [0, 12_345, newest() - 1]
  const copyOf = (as: string) => {
    const copy = join(site.folder, as)
    cpSync(stage.publisher.folder, copy, { recursive: true })
    return copy
  }

  withGo('Go’s own code finds each entry and the root as the checkpoint says, in the folder', async () => {
    const { status, output } = await run(auditor, [stage.publisher.folder, vkey()])
    expect(output).toMatch(new RegExp(`^ok: ${newest()} entries, root `))
    expect(status).toBe(0)
  })
  withGo('and the same from the address of the site', async () => {
    const listening = await listen(site.site, { host: '127.0.0.1', port: 0 })
    const { status, output } = await run(auditor, [`http://127.0.0.1:${listening.port}/journal`, vkey()])
    await listening.close()
    expect(output).toMatch(new RegExp(`^ok: ${newest()} entries, root `))
    expect(status).toBe(0)
  })
  withGo('who kept an earlier checkpoint can still audit it, though its partial tiles are gone', async () => {
    const copy = copyOf('earlier')
    for (const { size, note } of published.slice(0, -1)) {
      expect(existsSync(join(copy, tilePath(tileAt('entries', Math.floor(size / TILE_WIDTH), size))))).toBe(false)
      writeFileSync(join(copy, 'checkpoint'), note)
      expect((await run(auditor, [copy, vkey()])).output).toMatch(new RegExp(`^ok: ${size} entries, root `))
    }
  })
  withGo(
    'who kept an earlier checkpoint learns from Go’s own code whether history since goes on from it, was shortened, or was rewritten',
    async () => {
      const [first, last] = [published[0], published.at(-1)]
      if (!first || !last) throw new Error('two were published')
      const kept = (note: string) => {
        const file = join(site.folder, 'garde')
        writeFileSync(file, note)
        return file
      }
      expect((await run(auditor, [stage.publisher.folder, vkey(), kept(first.note)])).output).toMatch(/^ok: /)
      const shorter = copyOf('shorter')
      writeFileSync(join(shorter, 'checkpoint'), first.note)
      expect(await run(auditor, [shorter, vkey(), kept(last.note)])).toEqual({
        status: 1,
        output: `entries were removed: ${first.size} of ${last.size} are left\n`,
      })
      // Signed by the journal's own key, of another history.
      const other = await forgeNote({ site, stage }, { size: first.size, root: new Uint8Array(32).fill(7) })
      expect(await run(auditor, [stage.publisher.folder, vkey(), kept(other)])).toEqual({
        status: 1,
        output: `history was rewritten: its first ${first.size} entries are not those that you kept\n`,
      })
    },
  )
  withGo(
    'the commands of the page, as they are printed, run by someone who has nothing else: whole; then, of a shorter journal, what is gone',
    async () => {
      const listening = await listen(site.site, { host: '127.0.0.1', port: 0 })
      const place = `http://127.0.0.1:${listening.port}`
      const html = await (await fetch(`${place}/journal`, { headers: { 'accept-language': 'fr' } })).text()
      const listings = [...html.slice(html.indexOf('id="verifier"')).matchAll(/<code>([^<]*)<\/code>/g)].map(([, text = '']) =>
        text
          .replaceAll('&#39;', "'")
          .replaceAll('&amp;', '&')
          .replace(/^apt-get .*\n/m, ''),
      )
      const [keep = '', readAgain = ''] = listings
      const folder = join(site.folder, 'someone')
      mkdirSync(folder)
      const shell = (script: string) => run('sh', ['-ec', `cd '${folder}'\n${script}`], { GOCACHE: join(site.folder, 'go-cache') })
      expect((await shell(keep)).status).toBe(0)
      const whole = await shell(readAgain)
      expect(whole.output).toMatch(new RegExp(`ok: ${newest()} entries, root `))
      const note = readFileSync(join(stage.publisher.folder, 'checkpoint'))
      writeFileSync(join(stage.publisher.folder, 'checkpoint'), published[0]?.note ?? '')
      site.now += 6000
      const shorter = await shell(readAgain)
      writeFileSync(join(stage.publisher.folder, 'checkpoint'), note)
      await listening.close()
      expect(shorter.output).toContain(`entries were removed: ${published[0]?.size} of ${newest()} are left`)
      expect(shorter.status).not.toBe(0)
    },
  )
  withGo('a byte of one entry that was changed: Go’s own code names that entry, and stops', async () => {
    const copy = copyOf('flipped')
    for (const index of places()) {
      const { putBack } = flipByte(copy, index, newest())
      expect(await run(auditor, [copy, vkey()])).toEqual({ status: 1, output: `entry ${index} does not fit\n` })
      putBack()
    }
    expect((await run(auditor, [copy, vkey()])).status).toBe(0)
  })
  test('a byte of one entry that was changed: our own audit names the same', async () => {
    const copy = copyOf('flipped-too')
    const report = async () => expectAccepted(await audit({ log: openPublicLog(copy), policy: stage.policy })).problems
    for (const index of places()) {
      const { putBack } = flipByte(copy, index, newest())
      const problems = await report()
      expect(problems.flatMap((problem) => (problem.kind === 'entry-altered' ? [problem.index] : []))).toEqual([index])
      expect(problems.map(({ kind }) => kind)).toContain('root-differs')
      putBack()
    }
    expect(await report()).toEqual([])
  })
  withGo('a byte changed in an entry, and its hash with it: the root tells', async () => {
    const copy = copyOf('rehashed')
    const { entry } = flipByte(copy, 12_345, newest())
    const tile = join(copy, tilePath(tileAt(0, Math.floor(12_345 / TILE_WIDTH), newest())))
    const hashes = readFileSync(tile)
    hashes.set(leafHash(entry), (12_345 % TILE_WIDTH) * HASH_LENGTH)
    writeFileSync(tile, hashes)
    expect(await run(auditor, [copy, vkey()])).toMatchObject({ status: 1, output: expect.stringMatching(/^the root does not fit/) })
  })
  withGo('another size than the signed one, or another key than the log’s: Go’s own code reads no further', async () => {
    const copy = copyOf('unsigned')
    const other = verifierKey('log', stage.origin, site.services.random(32))
    expect(await run(auditor, [copy, writeVerifierKey(other)])).toMatchObject({ status: 1, output: expect.stringMatching(/^the checkpoint: /) })
    writeFileSync(join(copy, 'checkpoint'), readFileSync(join(copy, 'checkpoint'), 'utf8').replace(`\n${newest()}\n`, `\n${newest() - 1}\n`))
    expect(await run(auditor, [copy, vkey()])).toMatchObject({ status: 1, output: expect.stringMatching(/^the checkpoint: /) })
  })
})

describe('Sigsum’s witness, which knows nothing of us', () => {
  const city = '35238'
  /** Queues, sequences, publishes. */
  const grow = async (publisher: Publisher, count: number, from: number) => {
    const { services } = site
    const commit = { city, now: services.clock(), random: services.random }
    await inCity(services.db, city, (tx) => commitEntries(tx, commit, inventedEntries(count, from)))
    await sequence(services.db, { city, now: services.clock(), largest: GROUP })
    return publish(publisher, await readPublished(publisher.folder, publisher.policy))
  }

  test.skipIf(noSigsum !== undefined)(
    named('cosigns each state of our journal that continues the last, and refuses a fork of it', noSigsum),
    async () => {
      const { publisher, stop } = await openSigsum(site, city)
      try {
        const first = expectAccepted(await grow(publisher, 300, 0)).checkpoint
        expect(first.witnesses.map((one) => one.name)).toEqual(['sigsum'])
        const second = expectAccepted(await grow(publisher, 700, 300)).checkpoint
        const opened = expectAccepted(await openCheckpoint(publisher.policy, readFileSync(join(publisher.folder, 'checkpoint'), 'utf8')))
        expect([opened.checkpoint.size, opened.witnesses.length]).toEqual([second.checkpoint.size, 1])
        expect(opened.checkpoint.size - first.checkpoint.size).toBe(700)
        // It says what it has seen when we do not know (409), and is asked again from there.
        publisher.seen.set('sigsum', 1)
        expect(expectAccepted(await grow(publisher, 500, 1000)).witnesses).toMatchObject([{ name: 'sigsum', problem: undefined }])

        const { size } = expectAccepted(await grow(publisher, 1, 1500)).checkpoint.checkpoint
        const refused = { ok: false, code: 'refused', evidence: { status: 422 } }
        expect(await askSigned(publisher, { seen: size, size, changed: 7 })).toMatchObject(refused)
        expect(await askSigned(publisher, { seen: size, size: size + 100, changed: 7 })).toMatchObject(refused)
        expect(expectAccepted(await grow(publisher, 1, 1501)).checkpoint.checkpoint.size).toBe(size + 1)
        // Asked in the same way, with nothing changed: the changed entry alone made it refuse.
        expect(await askSigned(publisher, { seen: size + 1, size: size + 100 })).toMatchObject({ ok: true })
      } finally {
        await stop()
      }
    },
  )
})

/** Why these cannot be used here. */
function absence(programs: readonly string[], files: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(':')
  const program = programs.find((one) => !folders.some((folder) => existsSync(join(folder, one))))
  const file = files.find((one) => !existsSync(one))
  return program === undefined ? file && `${file} is not there` : `${program} is not on PATH`
}

function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ status: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)))
    child.once('error', reject)
    child.once('close', (status) => resolve({ status, output }))
  })
}

/** Changes a byte in the middle of an entry's line. */
function flipByte(folder: string, index: number, size: number): { readonly entry: Uint8Array; readonly putBack: () => void } {
  const path = join(folder, tilePath(tileAt('entries', Math.floor(index / TILE_WIDTH), size)))
  const bytes = readFileSync(path)
  let at = 0
  for (let before = index % TILE_WIDTH; before > 0; before -= 1) at += 2 + bytes.readUInt16BE(at)
  const middle = at + 2 + Math.floor(bytes.readUInt16BE(at) / 2)
  const flip = () => {
    bytes[middle] = (bytes[middle] ?? 0) ^ 1
    writeFileSync(path, bytes)
  }
  flip()
  return { entry: bytes.subarray(at + 2, at + 2 + bytes.readUInt16BE(at)), putBack: flip }
}

/** A journal under the name that Sigsum gives to its key, with Sigsum's witness for it. It runs until `stop`. */
async function openSigsum(
  { services, folder: place }: TestSite,
  city: string,
): Promise<{ readonly publisher: Publisher; readonly stop: () => Promise<void> }> {
  await createCity(services.db, { code: city, name: 'Rennes', hosts: ['rennes.example'], contact: 'c@r.example', dataProtectionContact: 'd@r.example', demo: true, now: services.clock() }) // prettier-ignore
  const folder = join(place, 'sigsum')
  mkdirSync(folder)
  const sigsumKey = async (...args: readonly string[]) => {
    const { status, output } = await run('sigsum-key', args)
    expect([status, output], args.join(' ')).toEqual([0, expect.any(String)])
    return output.trim()
  }
  const [own, log] = [join(folder, 'witness'), join(folder, 'log')]
  await sigsumKey('generate', '-o', own)
  const publicKey = fromHex(await sigsumKey('to-hex', '-k', `${own}.pub`)) ?? new Uint8Array()
  const key = verifierKey('witness', `sigsum.org/v1/witness/${toHex(sha256(publicKey))}`, publicKey)
  expect(await sigsumKey('to-vkey', '-k', `${own}.pub`, '-t', 'cosignature/v1', '-n', key.name)).toBe(writeVerifierKey(key))
  const seed = services.random(32)
  const origin = `sigsum.org/v1/tree/${toHex(sha256(ed25519PublicKey(seed)))}`
  const logKey = await createSigningKey(join(journalFolder(services, city), 'signer'), { kind: 'log', name: origin, seed })
  writeFileSync(`${log}.vkey`, `${writeVerifierKey(logKey)}\n`)
  await sigsumKey('from-vkey', '-k', `${log}.vkey`, '-o', `${log}.pub`)
  const address = `127.0.0.1:${await freePort()}`
  const witnesses = `witness sigsum ${writeVerifierKey(key)} http://${address}\nquorum sigsum`
  expectAccepted(await initJournal(services, { city, origin, witnesses, url: undefined }))
  const publisher = await openPublisher(services, city)
  if (publisher === undefined) throw new Error('the journal has a key and a policy')
  // Debian's build reads its routes as patterns of an older Go: without this, each request is answered with 404.
  const env = { ...process.env, GODEBUG: 'httpmuxgo121=0' }
  const args = ['-k', own, '--log-key', `${log}.pub`, '--state-file', join(folder, 'state'), address]
  const child = spawn('sigsum-witness', args, { env, stdio: 'ignore' })
  const ended = new Promise((resolve) => child.once('close', resolve))
  for (let tries = 0; tries < 100 && !(await answers(`http://${address}`)); tries += 1) await pause(50)
  return {
    publisher,
    stop: async () => {
      child.kill()
      await ended
      await publisher.signer.close()
    },
  }
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  )
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

type AskSigned = { readonly seen: number; readonly size: number; readonly changed?: number }

/** Asks the witness for our journal of `size` entries, one of them changed, signed with the log's own key past its signer. */
async function askSigned({ folder, city, policy, addressOf }: Publisher, { seen, size, changed }: AskSigned) {
  const entries = (await readEntryRange(openPublicLog(folder), 0, seen)) ?? []
  const entryAt = (index: number) => (index === changed ? utf8('another') : (entries[index] ?? utf8(`more ${index}`)))
  const { root, changed: files } = growTree(0, [], Buffer.concat(Array.from({ length: size }, (_, index) => leafHash(entryAt(index)))))
  const text = writeCheckpoint({ origin: policy.log.name, size, root })
  const key = await openSigningKey(join(journalFolder(site.services, city), 'signer'))
  const signature = { name: policy.log.name, keyId: policy.log.id, bytes: key?.sign(utf8(text)) ?? new Uint8Array() }
  const tiles = async ({ level, n }: Tile) => files.find((tile) => tile.level === level && tile.n === n)?.hashes ?? new Uint8Array()
  const prove = (from: number) => proveConsistency({ from, to: size }, tiles)
  const witness = policy.witnesses[0]?.key ?? policy.log
  return askWitness({ url: addressOf('sigsum') ?? '', key: witness, note: { text, signatures: [signature] }, seen, prove }, size)
}
