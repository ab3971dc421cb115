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
import { sendPass } from '../src/capabilities/recourse/browser/body/custody-client.ts'
import { askCase, sendAddition, sendDemand, sendFiling, sendIndex, sendLetter } from '../src/capabilities/recourse/browser/shared/vault-client.ts'
import { sealNote } from '../src/capabilities/recourse/browser/body/notes.ts'
import { setVideoCentre } from '../src/capabilities/recourse/actions/demand-preservation.ts'
import { cardOf, packIndex, type Card } from '../src/capabilities/recourse/core/case-index.ts'
import { continueCase } from '../src/capabilities/recourse/core/vault/continue-case.ts'
import { openCase, type OpenCase } from '../src/capabilities/recourse/core/vault/open-case.ts'
import { sealLetter, writeLetter } from '../src/capabilities/recourse/core/exchange.ts'
import { passShare } from '../src/capabilities/recourse/core/vault/envelope.ts'
import type { HolderKeys } from '../src/capabilities/recourse/core/vault/holder-keys.ts'
import { seal, sealJson } from '../src/capabilities/recourse/core/vault/seal.ts'
import { sign } from '../src/capabilities/recourse/core/vault/signed.ts'
import { ed25519PublicKey } from '../src/foundation/signature.ts'
import { backup } from '../src/platform/db/backup.ts'
import { castCase, newestOf, random, trustOf, type CastCase } from '../src/testing/vault/vault-cast.ts'
import { photoBy } from '../src/testing/vault/photo.ts'
import { sizeOf } from './size.ts'
import { report } from './stage.ts'
import { BODY, CITY, openVaultBench, someAddress, type VaultBench } from './vault-stage.ts'

/*
 * Each case says twenty words that occur nowhere else: in its account, its envelope, its messages, notes, decision, the name and the EXIF of a
 * photo, the members' search file, a letter to the authority, the reason of a custodian, a file sealed elsewhere. Mails go out: of news, of a
 * demand to keep footage. Then every file of the database's folder (tables, WAL, temporary files), the program's folder (uploads, mails,
 * journal), its log at the most talkative, a backup, and every table row by row are searched for them, as they are, in hexadecimal and in
 * base64. Three are planted, and must be found. `--full`: 300 cases.
 */
const CASES = sizeOf({ full: 300, short: 70, least: 6 })
/** Every canary starts so; nothing else of this run does. */
const MARK = `Canari${toHex(random(6))}`
const TOKENS = 20

const bench = await openVaultBench({ VISAVIS_LOG_LEVEL: 'debug' })
try {
  const [member] = bench.body.members
  if (!member) throw new Error('a body has members')
  const cards: Card[] = []
  for (let count = 0; count < CASES; count += 1) cards.push(await tellAll(bench))
  await mailOut(bench)
  const { content, signature } = sign('index', { body: BODY, version: 1, packed: packIndex({ cards }) }, member.keys.signing)
  const index = await sealJson({ content, key: member.keys.key, signature }, bench.body.members.map(({ seat }) => seat.recipient)) // prettier-ignore
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
  await add(cast, bench, { kind: 'message', body: { text: canary() } }, { word: true })
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
  await add(cast, bench, { kind: 'file', body: manifest }, { uploads: [before.upload] })
  await tellOthers(cast, bench)
  const decision = { findings: [{ allegation: 'force', finding: 'etabli' }], reasons: canary() }
  const [member] = body.members
  if (!member) throw new Error('a body has members')
  const open = await add(cast, bench, { kind: 'decision', body: decision }, { word: true, author: member.keys })
  return { ...cardOf(open, { filedAt: new Date() }), text: `${canary()} ${MARK.toLowerCase()}` }
}

/** Outside the case: to the authority, between custodians, in a file that was sealed elsewhere. */
async function tellOthers({ filing: { caseId, epoch } }: CastCase, { app, client, body }: VaultBench): Promise<void> {
  const [member] = body.members
  const [custodian, , last] = body.custodians
  const roster = newestOf(body)
  if (!member || !custodian || !last) throw new Error('a body has members and custodians')
  const today = roster.content.issued
  const exchange = toHex(random(16))
  const letter = writeLetter(canary(), { exchange, before: undefined, time: `${today}T09` }, { body: BODY, author: member.keys })
  const sealed = await sealLetter(letter, roster, today)
  expectAccepted(await sendLetter(client, BODY, { exchange, keys: member.keys, letter: { seq: 0, file: toBase64(sealed ?? new Uint8Array()) } }))
  const { content, signature } = sign('pass', { case: caseId, to: 2, reason: canary() }, custodian.signing)
  const [share, reason] = await Promise.all([
    passShare(random(33), last.age.recipient, caseId),
    sealJson({ content, key: custodian.key, signature }, [epoch.content.recipient]),
  ])
  expectAccepted(await sendPass(client, caseId, { keys: custodian, pass: { to: 2, epoch: 0, share: toBase64(share), reason: toBase64(reason) } }))
  const form = new FormData()
  form.set('fichier', new Blob([await seal(utf8(canary().padEnd(2000)), [member.seat.recipient])]), 'plainte.age')
  await post(`${app.url}/recours/${BODY}/deposer`, form)
}

/** News that somebody asks for, and a demand to keep footage: mails of the vault. */
async function mailOut({ app, client, services, stage }: VaultBench): Promise<void> {
  expectAccepted(await setVideoCentre(services, CITY, { email: 'video@centre.example', by: undefined }))
  await post(`${app.url}/recours/${BODY}/nouvelles`, new URLSearchParams({ courriel: 'voisine@quartier.example', geste: 'demander' }))
  const seed = random(32)
  const now = Date.now()
  const window = { from: new Date(now - 7_200_000).toISOString(), to: new Date(now - 3_600_000).toISOString() }
  const demand = sign('preservation', { v: 1 as const, place: 'Place', ...window, key: toHex(ed25519PublicKey(seed)) }, seed)
  expectAccepted(await sendDemand(client, demand))
  const mails = readdirSync(join(stage.folder, 'var/outbox'))
  if (mails.length < 2) throw new Error(`the vault sent ${mails.length} mails of two`)
}

async function post(url: string, body: FormData | URLSearchParams): Promise<void> {
  const headers = { 'x-forwarded-for': someAddress(), 'x-forwarded-proto': 'http' }
  const answer = await fetch(url, { method: 'POST', body, headers, redirect: 'manual' })
  if (answer.status >= 400) throw new Error(`${url} answered ${answer.status}`)
}

async function add(
  cast: CastCase,
  { client, body }: VaultBench,
  draft: { readonly kind: 'message' | 'note' | 'file' | 'decision'; readonly body: Json },
  { author = cast.citizen, ...mark }: Partial<Mark> & { readonly author?: HolderKeys } = {},
): Promise<OpenCase> {
  const { caseId } = cast.filing
  const today = newestOf(body).content.issued
  const open = expectAccepted(
    await openCase(expectAccepted(await askCase(client, caseId, author)), { keys: author, caseId, trust: { ...trustOf(body), today } }),
  )
  const next = await continueCase(open, { ...draft, time: `${today}T09` }, { author, today, random })
  expectAccepted(await sendAddition(client, caseId, { bytes: writeAddition(next, { state: null, word: false, ...mark }), keys: author }))
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
      return sql<{ n: number }>`${sql.raw(`select count(*)::int as n from ${place} t where ${matches}`)}`.execute(connection)
    })
    count += rows.rows[0]?.n ?? 0
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
