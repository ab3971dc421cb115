import { afterAll, beforeAll, expect, test } from 'vitest'
import { toHex } from '../../foundation/bytes.ts'
import { expectAccepted } from '../../foundation/result.ts'
import { inCity } from '../../platform/db/database.ts'
import type { Town } from '../../testing/cast.ts'
import type { TestSite } from '../../testing/test-site.ts'
import { HOUR, random, TODAY, trustOf, type CastBody, type CastCase } from '../../testing/vault/vault-cast.ts'
import { fileCast, openVaultSite } from '../../testing/vault/vault-stage.ts'
import { forgetUploads } from './actions/forget-uploads.ts'
import { allowance } from './actions/has-room.ts'
import { writeAddition } from './api/filing.ts'
import { continueCase } from './core/vault/continue-case.ts'
import { openCase } from './core/vault/open-case.ts'
import { fetchFile } from './browser/shared/fetch-file.ts'
import { PART, sealPart } from './browser/shared/seal-part.ts'
import { newUpload, uploadFile, type Sent } from './browser/shared/upload-file.ts'
import { askCase, sendAddition, type Client } from './browser/shared/vault-client.ts'
import { askPart, sendBegin, sendPart } from './browser/shared/upload-client.ts'

const BODY = 'recours-amiens'
let site: TestSite
let town: Town
let client: Client
let body: CastBody
let cast: CastCase
beforeAll(async () => {
  ;({ site, town, body, client } = await openVaultSite())
  cast = await fileCast(client, body)
})
afterAll(() => site.close())

const film = () => new Blob([random(PART), random(90_000)], { type: 'video/mp4' })

type Sending = { readonly file: Blob; readonly seed: Uint8Array<ArrayBuffer>; readonly before: Sent; readonly through?: Client }

function send({ file, seed, before, through = client }: Sending) {
  return uploadFile({ client: through, body: BODY, keys: cast.citizen, file, seal: sealPart, seed, before, told: () => undefined })
}

async function fetched(file: Blob, { seed, before }: Sending, parts: readonly string[]): Promise<boolean> {
  const manifest = {
    title: 'film',
    type: file.type,
    size: file.size,
    seed: toHex(seed),
    original: { upload: before.upload, parts: [...parts] },
    copy: null,
  }
  const back = expectAccepted(await fetchFile({ client, keys: cast.citizen }, manifest, 'original'))
  return Buffer.compare(Buffer.from(await back.arrayBuffer()), Buffer.from(await file.arrayBuffer())) === 0
}

test('a file that was cut off and taken up days later is whole: what the server forgot since is sent again', async () => {
  const file = film()
  const sending = { file, seed: random(32), before: newUpload(file, random) }
  const parts = expectAccepted(await send(sending))
  site.now += 3 * 86_400_000
  await forgetUploads(site.services, town.code)
  const again = expectAccepted(await send({ ...sending, before: { ...sending.before, parts } }))
  expect(await fetched(file, sending, again)).toBe(true)
})

test('taken up again, an upload is young again: no job forgets what is being sent', async () => {
  const file = film()
  const sending = { file, seed: random(32), before: newUpload(file, random) }
  const parts = expectAccepted(await send(sending))
  site.now += 1.5 * 86_400_000
  expectAccepted(await send({ ...sending, before: { ...sending.before, parts } }))
  site.now += 1.5 * 86_400_000
  await forgetUploads(site.services, town.code)
  expect(await fetched(file, sending, parts)).toBe(true)
})

test('an acknowledgement that was lost costs nothing: the part that arrived is read, found to be ours, and kept', async () => {
  const file = film()
  const sending = { file, seed: random(32), before: newUpload(file, random) }
  const first = expectAccepted(await send(sending))
  expect(expectAccepted(await send(sending))).toEqual(first)
})

test('a host that claims to have a part is not believed: what it names is read, and must be what was sent', async () => {
  const file = film()
  const sending = { file, seed: random(32), before: newUpload(file, random) }
  const [first = ''] = expectAccepted(await send(sending))
  const before = newUpload(file, random)
  const lying: Client = {
    ...client,
    ask: (path, init) => {
      const answer = { code: 'already-used', evidence: { sha256: first } }
      if (init.method === 'PUT' && path.endsWith('/1')) return Promise.resolve(Response.json(answer, { status: 409 }))
      return client.ask(path, init)
    },
  }
  expect(await send({ ...sending, before, through: lying })).toMatchObject({ ok: false })
  // Part 0 in the place of part 1, under its own hash: it opens with the same key.
  const zero = expectAccepted(await askPart(client, { upload: sending.before.upload, part: 0, keys: cast.citizen }))
  const swapping: Client = {
    ...lying,
    ask: (path, init) => (init.method === 'GET' && path.endsWith('/1') ? Promise.resolve(new Response(zero)) : lying.ask(path, init)),
  }
  expect(await send({ ...sending, before: newUpload(file, random), through: swapping })).toMatchObject({ code: 'upload-broken' })
})

test('nobody fills the disk alone: eighty files and nine gigabytes of one key, each refused in its own words', async () => {
  site.now = Date.parse(`${TODAY}T09:20:00Z`)
  const { citizen } = await fileCast(client, body)
  const uploads = Array.from({ length: 80 }, () => toHex(random(16)))
  for (const upload of uploads) expectAccepted(await sendBegin(client, BODY, { upload, keys: citizen }))
  expect(await sendBegin(client, BODY, { upload: toHex(random(16)), keys: citizen })).toMatchObject({
    code: 'too-many-files',
    evidence: { most: 80 },
  })
  const [upload = ''] = uploads
  const part = await sealPart(new Blob([random(100)]), cast.citizen.age.recipient)
  expectAccepted(await sendPart(client, { upload, part: 0, keys: citizen, ...part }))
  const held = [1, 2, 3, 4, 5].map((number) => ({ city: town.code, upload, part: number, sha256: toHex(random(32)), size: 2_000_000_000 }))
  await inCity(site.services.db, town.code, (tx) => tx.insertInto('recourse.parts').values(held).execute())
  expect(await sendPart(client, { upload, part: 6, keys: citizen, ...part })).toMatchObject({ code: 'too-many-bytes' })
})

test('nine gigabytes are the whole of what one key may send, not of each day: what was sent days ago counts when another file is announced', async () => {
  const { citizen } = await fileCast(client, body)
  const [first, second] = [toHex(random(16)), toHex(random(16))] as const
  expectAccepted(await sendBegin(client, BODY, { upload: first, keys: citizen }))
  const held = [0, 1, 2, 3, 4].map((number) => ({ city: town.code, upload: first, part: number, sha256: toHex(random(32)), size: 2_000_000_000 }))
  await inCity(site.services.db, town.code, (tx) => tx.insertInto('recourse.parts').values(held).execute())
  site.now += 3 * 86_400_000
  expect(await sendBegin(client, BODY, { upload: second, keys: citizen })).toMatchObject({ code: 'too-many-bytes', evidence: { most: 9216 } })
  expect((await sendBegin(client, BODY, { upload: first, keys: citizen })).ok, 'the one that is under way goes on').toBe(true)
  site.now -= 3 * 86_400_000
})

test('as the disk fills, one person may send less of what is left, and everybody something until the reserve', async () => {
  const gib = 1024 ** 3
  const at = (free: number, own = 0) => allowance({ files: { ...site.services.files, free: () => Promise.resolve(free) } }, own)
  expect(await at(500 * gib)).toBe(9 * gib)
  expect(await at(18 * gib)).toBe(2 * gib)
  // What one sends does not lessen what they may send: a film that was begun is not stopped by itself.
  expect(await at(16.5 * gib, 1.5 * gib)).toBe(2 * gib)
  expect(await at(2.1 * gib)).toBe(64 * 1024 ** 2)
  // Whatever a hundred of them send, the next has room for papers.
  let free = 500 * gib
  for (let count = 0; count < 100; count += 1) free -= await at(free)
  expect(free).toBeGreaterThan(2 * gib - 100 * 64 * 1024 ** 2)
  expect(await at(free)).toBeGreaterThanOrEqual(64 * 1024 ** 2)
})

test('what a member adds to a case, its citizen opens, and nobody of another case', async () => {
  const [amina] = body.members
  if (!amina) throw new Error('a member')
  const file = new Blob(['Certificat : trois jours.'], { type: 'text/plain' })
  const { seed, before } = { seed: random(32), before: newUpload(file, random) }
  const sent = { client, body: BODY, keys: amina.keys, file, seal: sealPart, seed, before, told: () => undefined }
  const parts = expectAccepted(await uploadFile(sent))
  const manifest = { title: 'certificat', type: file.type, size: file.size, seed: toHex(seed), original: { upload: before.upload, parts: [...parts] }, copy: null } // prettier-ignore
  const opened = expectAccepted(
    await openCase(expectAccepted(await askCase(client, cast.filing.caseId, amina.keys)), {
      keys: amina.keys,
      caseId: cast.filing.caseId,
      trust: trustOf(body),
    }),
  )
  const next = await continueCase(opened, { kind: 'file', time: HOUR, body: manifest }, { author: amina.keys, today: TODAY, random })
  const named = writeAddition(next, { state: null, word: false, uploads: [before.upload] })
  expectAccepted(await sendAddition(client, cast.filing.caseId, { bytes: named, keys: amina.keys }))
  const read = await fetchFile({ client, keys: cast.citizen }, manifest, 'original')
  expect(await expectAccepted(read).text()).toBe('Certificat : trois jours.')
  const other = await fileCast(client, body)
  expect(await fetchFile({ client, keys: other.citizen }, manifest, 'original')).toMatchObject({ code: 'not-found' })
})
