import { appendFileSync, createReadStream, createWriteStream, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { sql } from 'kysely'
import { toBase64 } from '../src/foundation/base64.ts'
import { toHex, utf8, type Bytes } from '../src/foundation/bytes.ts'
import type { Json } from '../src/foundation/canonical-json.ts'
import { expectAccepted } from '../src/foundation/result.ts'
import { writeAddition, writeFiling, type Mark } from '../src/capabilities/recourse/api/filing.ts'
import { sealPart } from '../src/capabilities/recourse/browser/shared/seal-part.ts'
import { newUpload, uploadFile } from '../src/capabilities/recourse/browser/shared/upload-file.ts'
import { askCase, sendAddition, sendFiling, sendIndex } from '../src/capabilities/recourse/browser/shared/vault-client.ts'
import { sealNote } from '../src/capabilities/recourse/browser/body/notes.ts'
import { cardOf, type Card } from '../src/capabilities/recourse/core/case-index.ts'
import { continueCase } from '../src/capabilities/recourse/core/vault/continue-case.ts'
import { openCase, type OpenCase } from '../src/capabilities/recourse/core/vault/open-case.ts'
import { sealJson } from '../src/capabilities/recourse/core/vault/seal.ts'
import { backup } from '../src/platform/db/backup.ts'
import { castCase, newestOf, random, trustOf, type CastCase } from '../src/testing/vault/vault-cast.ts'
import { photoBy } from '../src/testing/vault/photo.ts'
import { sizeOf } from './size.ts'
import { report } from './stage.ts'
import { BODY, CITY, openVaultBench, type VaultBench } from './vault-stage.ts'

/*
 * Each case says sixteen words that occur nowhere else: in its account, its envelope, its messages, notes, steps, the name and the EXIF of a
 * photo, the members' index. Then every file of the database's folder (tables, WAL, temporary files), the program's folder (uploads, mails,
 * journal), its log at the most talkative, a backup, and every table row by row are searched for them, as they are, in hexadecimal and in
 * base64. Three are planted, and must be found. `--full`: 300 cases.
 */
const CASES = sizeOf({ full: 300, short: 70, least: 6 })
/** Every canary starts so; nothing else of this run does. */
const MARK = `Canari${toHex(random(6))}`
const TOKENS = 16

const bench = await openVaultBench({ VISAVIS_LOG_LEVEL: 'debug' })
try {
  const [member] = bench.body.members
  if (!member) throw new Error('a body has members')
  const cards: Card[] = []
  for (let count = 0; count < CASES; count += 1) cards.push(await tellAll(bench))
  const index = await sealJson({ cards: cards.map((card) => ({ ...card })) }, bench.body.members.map(({ seat }) => seat.recipient)) // prettier-ignore
  expectAccepted(await sendIndex(bench.client, BODY, { keys: member.keys, version: 1, file: toBase64(index) }))
  const backup = join(bench.stage.folder, 'sauvegarde')
  await runBackup(backup)
  const found = await search(bench)
  await plant(bench)
  const planted = (await search(bench)) - found
  report({ found, planted_found: planted, cases: CASES, tokens: CASES * TOKENS })
} finally {
  await bench.close()
}

function canary(): string {
  return MARK + toHex(random(8))
}

/** A whole life of a case, each word of it a canary. Answers its card for the index, which has one too. */
async function tellAll({ client, body }: VaultBench): Promise<Card> {
  const account = {
    what: ['force'], day: '2026-11-20', hour: canary(), place: canary(), service: canary(), officer: canary(), text: `${canary()} ${canary()}`, wants: canary(),
    standing: 'confidential', person: '', contact: '', receipt: canary(),
  } // prettier-ignore
  const cast = await castCase(body, account, { person: canary(), contact: canary() })
  expectAccepted(await sendFiling(client, BODY, { bytes: writeFiling(cast.filing), keys: cast.citizen }))
  const roster = newestOf(body)
  const today = roster.content.issued
  await add(cast, bench, { kind: 'message', body: { text: canary() } })
  await add(cast, bench, { kind: 'note', body: await sealNote(canary(), roster, { today, recused: new Set() }) })
  await add(cast, bench, { kind: 'message', body: { text: canary() } }, { state: null, word: true })
  const photo = new Blob([new Uint8Array(photoBy(canary()))])
  const seed: Bytes = random(32)
  const before = newUpload(photo, random)
  const parts = expectAccepted(
    await uploadFile({ client, body: BODY, keys: cast.citizen, file: photo, seal: sealPart, seed, before, told: () => undefined }),
  )
  const manifest = {
    title: `${canary()}.jpg`,
    type: 'image/jpeg',
    size: photo.size,
    seed: toHex(seed),
    original: { upload: before.upload, parts: [...parts] },
    copy: null,
  }
  const open = await add(cast, bench, { kind: 'file', body: manifest }, { state: null, word: false, uploads: [before.upload] })
  return { ...cardOf(open, { filedAt: new Date() }), text: `${canary()} ${MARK.toLowerCase()}` }
}

async function add(
  cast: CastCase,
  { client, body }: VaultBench,
  draft: { readonly kind: 'message' | 'note' | 'file'; readonly body: Json },
  mark: Mark = { state: null, word: false },
): Promise<OpenCase> {
  const { caseId } = cast.filing
  const today = newestOf(body).content.issued
  const open = expectAccepted(
    await openCase(expectAccepted(await askCase(client, caseId, cast.citizen)), { keys: cast.citizen, caseId, trust: { ...trustOf(body), today } }),
  )
  const next = await continueCase(open, { ...draft, time: `${today}T09` }, { author: cast.citizen, today, random })
  expectAccepted(await sendAddition(client, caseId, { bytes: writeAddition(next, mark), keys: cast.citizen }))
  return { ...open, items: [...open.items, next.item] }
}

/** As a clerk makes it, and unpacked beside it, so that what it compresses is searched too. */
async function runBackup(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'tout.visavis')
  await backup(bench.stage.databaseUrl, join(bench.stage.folder, 'var'), file)
  await pipeline(createReadStream(file), createGunzip(), createWriteStream(`${file}.lignes`))
}

/** As it is, in hexadecimal, and in base64 at each of its three alignments. */
function formsOf(mark: string): readonly string[] {
  const aligned = [0, 1, 2].map((skip) => {
    const text = Buffer.concat([Buffer.alloc(skip), utf8(mark)]).toString('base64')
    return text.slice(skip === 0 ? 0 : skip + 1, -4)
  })
  return [mark, mark.toLowerCase(), toHex(utf8(mark)), ...aligned]
}

async function search({ stage, services }: VaultBench): Promise<number> {
  await sql`checkpoint`.execute(services.db).catch(() => undefined)
  const forms = formsOf(MARK)
  let found = 0
  for (const file of readdirSync(stage.folder, { recursive: true, encoding: 'utf8' }).map((name) => join(stage.folder, name))) {
    found += forms.filter((form) => file.includes(form)).length
    if (statSync(file, { throwIfNoEntry: false })?.isFile()) found += await countIn(file, forms)
  }
  return found + (await countInRows(services, forms))
}

/** Chunks overlap by less than the longest form, so that none is missed at a seam and none is counted twice. */
async function countIn(file: string, forms: readonly string[]): Promise<number> {
  const overlap = Math.max(...forms.map(({ length }) => length)) - 1
  let [count, tail] = [0, '']
  for await (const chunk of createReadStream(file, { encoding: 'latin1', highWaterMark: 1 << 20 })) {
    const text = tail + String(chunk)
    for (const form of forms) count += text.split(form).length - tail.split(form).length
    tail = text.slice(-overlap)
  }
  return count
}

/** What a page of the database compresses, a query shows. */
async function countInRows(services: VaultBench['services'], forms: readonly string[]): Promise<number> {
  const tables = await sql<{
    place: string
  }>`select format('%I.%I', schemaname, tablename) as place from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`.execute(
    services.db,
  )
  let count = 0
  for (const { place } of tables.rows) {
    const rows = await services.db.connection().execute(async (connection) => {
      await sql.raw(`set visavis.city = '${CITY}'`).execute(connection)
      const matches = forms.map((form) => `t::text like '%${form}%'`).join(' or ')
      return sql<{ n: number }>`${sql.raw(`select count(*)::int as n from ${place} t where ${matches}`)}`.execute(connection).catch(() => undefined)
    })
    count += rows?.rows[0]?.n ?? 0
  }
  return count
}

/** A log line, a file's name, and a row. */
async function plant({ stage, services }: VaultBench): Promise<void> {
  appendFileSync(join(stage.folder, 'app.log'), `info: ${canary()}\n`)
  writeFileSync(join(stage.folder, 'var', `${canary()}.jpg`), 'x')
  await services.db.connection().execute(async (connection) => {
    await sql.raw(`set visavis.city = '${CITY}'`).execute(connection)
    await sql`insert into recourse.joinings (city, body, key, content, joined_at) values (${CITY}, ${BODY}, ${toHex(random(32))}, ${JSON.stringify({ note: canary() })}::jsonb, now())`.execute(
      connection,
    )
  })
}
