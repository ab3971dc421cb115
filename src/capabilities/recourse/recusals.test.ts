import { afterAll, beforeAll, expect, test } from 'vitest'
import { toBase64 } from '../../foundation/base64.ts'
import { expectAccepted } from '../../foundation/result.ts'
import { inCity } from '../../platform/db/database.ts'
import type { Town } from '../../testing/cast.ts'
import type { TestSite } from '../../testing/test-site.ts'
import { HOUR, newestOf, random, TODAY, trustOf, type CastBody, type CastCase } from '../../testing/vault/vault-cast.ts'
import { fileCast, openVaultSite } from '../../testing/vault/vault-stage.ts'
import { writeAddition, type Mark } from './api/filing.ts'
import { sealNote } from './browser/body/notes.ts'
import { newUpload, uploadFile } from './browser/shared/upload-file.ts'
import { sealPart } from './browser/shared/seal-part.ts'
import { askCase, askCases, askUngranted, sendAddition, sendGrants, type Client } from './browser/shared/vault-client.ts'
import { askPart } from './browser/shared/upload-client.ts'
import { sealLetter, writeLetter } from './core/exchange.ts'
import { continueCase } from './core/vault/continue-case.ts'
import { openGrant } from './core/vault/epoch.ts'
import { grantAll } from './core/vault/filing.ts'
import type { HolderKeys } from './core/vault/holder-keys.ts'
import type { Draft } from './core/vault/item.ts'
import { openCase } from './core/vault/open-case.ts'
import { unsealJson } from './core/vault/seal.ts'

const BODY = 'recours-amiens'
let site: TestSite
let town: Town
let client: Client
let body: CastBody
beforeAll(async () => {
  ;({ site, town, body, client } = await openVaultSite())
})
afterAll(() => site.close())

const cast = () => fileCast(client, body)
const draft = (kind: Draft['kind'], more: object = { text: 'suite' }): Draft => ({ kind, time: HOUR, body: { ...more } })
const OUT: Mark = { state: null, word: false, recusal: true }
const SAID: Mark = { state: null, word: false }

async function open({ filing: { caseId } }: CastCase, keys: HolderKeys) {
  const answer = await askCase(client, caseId, keys)
  return answer.ok ? openCase(answer.value, { keys, caseId, trust: trustOf(body) }) : answer
}

async function add(of: CastCase, keys: HolderKeys, written: { readonly draft: Draft; readonly mark: Mark }) {
  const next = await continueCase(expectAccepted(await open(of, keys)), written.draft, { author: keys, today: TODAY, random })
  return { next, sent: await sendAddition(client, of.filing.caseId, { bytes: writeAddition(next, written.mark), keys }) }
}

const members = () => {
  const [amina, basile, claire] = body.members
  if (!amina || !basile || !claire) throw new Error('three members')
  return { amina, basile, claire }
}

async function recuse(of: CastCase, member: { readonly keys: HolderKeys; readonly seat: { readonly id: string } }) {
  const { sent } = await add(of, member.keys, { draft: draft('recusal', { member: member.seat.id, reason: 'Mon cousin.' }), mark: OUT })
  expectAccepted(sent)
}

const holdersKept = ({ filing: { caseId } }: CastCase, epoch: number) =>
  inCity(site.services.db, town.code, async (tx) => {
    const rows = await tx.selectFrom('recourse.grants').where('case_id', '=', caseId).where('epoch', '=', epoch).select('holder').execute()
    return rows.map(({ holder }) => holder).sort()
  })

test('who stays out is given nothing more of the case, by the server, and nothing written later is sealed to them', async () => {
  const { amina, basile } = members()
  const [own, other] = [await cast(), await cast()]
  const before = expectAccepted(await open(own, basile.keys))
  await recuse(own, basile)
  expect(await askCase(client, own.filing.caseId, basile.keys)).toMatchObject({ code: 'recused' })
  const late = await continueCase(before, draft('message'), { author: basile.keys, today: TODAY, random })
  expect(await sendAddition(client, own.filing.caseId, { bytes: writeAddition(late, SAID), keys: basile.keys })).toMatchObject({ code: 'recused' })
  expect(await holdersKept(own, 0)).toEqual(['amina', 'citizen', 'claire', 'recovery'])
  const listed = expectAccepted(await askCases(client, BODY, basile.keys)).cases
  expect(listed.filter(({ recused }) => recused).map((row) => row.case)).toEqual([own.filing.caseId])
  expectAccepted(await open(other, basile.keys))
  // Whoever writes next, here the person, closes the case to them.
  const { next, sent } = await add(own, own.citizen, { draft: draft('message'), mark: SAID })
  expectAccepted(sent)
  expect(next.opening?.epoch.content.recused).toEqual([basile.keys.key])
  expect(await holdersKept(own, 1)).toEqual(['amina', 'citizen', 'claire', 'recovery'])
  for (const grant of next.opening?.grants ?? [])
    expect(next.opening && (await openGrant(next.opening.epoch, grant.file, basile.keys.age.identity))).toBeUndefined()
  const read = expectAccepted(await open(own, amina.keys))
  expect([read.fit, read.items.length]).toEqual([true, 3])
})

test('nor are notes between members, questions to the authority and its answers', async () => {
  const { amina, basile } = members()
  const own = await cast()
  await recuse(own, basile)
  const { recused } = expectAccepted(await open(own, amina.keys))
  const note = await sealNote('entre nous', newestOf(body), { today: TODAY, recused })
  const question = writeLetter('Que dit le registre ?', { exchange: '00'.repeat(16), before: undefined, time: HOUR, recused }, { body: BODY, author: amina.keys }) // prettier-ignore
  const answer = writeLetter('Rien.', { exchange: '00'.repeat(16), before: question, time: HOUR }, { body: BODY, author: amina.keys })
  const roster = { ...newestOf(body), content: { ...newestOf(body).content, authority: { id: 'mairie', label: 'Mairie', recipient: amina.seat.recipient, key: amina.seat.key } } } // prettier-ignore
  const sealed = [Buffer.from(note.sealed, 'base64'), ...(await Promise.all([question, answer].map((letter) => sealLetter(letter, roster, TODAY))))]
  for (const file of sealed) {
    expect(await unsealJson(new Uint8Array(file ?? []), amina.keys.age.identity)).toBeDefined()
    expect(await unsealJson(new Uint8Array(file ?? []), basile.keys.age.identity)).toBeUndefined()
  }
})

test('nor the files of the case', async () => {
  const { amina, basile } = members()
  const own = await cast()
  const film = new Blob([random(50_000)])
  const before = newUpload(film, random)
  expectAccepted(await uploadFile({ client, body: BODY, keys: own.citizen, file: film, seal: sealPart, seed: random(32), before, told: () => undefined })) // prettier-ignore
  expectAccepted((await add(own, own.citizen, { draft: draft('file'), mark: { ...SAID, uploads: [before.upload] } })).sent)
  const ask = (keys: HolderKeys) => askPart(client, { upload: before.upload, part: 0, keys })
  expect((await ask(basile.keys)).ok).toBe(true)
  await recuse(own, basile)
  expect([(await ask(amina.keys)).ok, (await ask(basile.keys)).ok]).toEqual([true, false])
})

test('a member gives them nothing back, by mistake or on purpose; nor is anybody asked to', async () => {
  const { amina, basile } = members()
  const own = await cast()
  await recuse(own, basile)
  const lacking = expectAccepted(await askUngranted(client, BODY, { keys: amina.keys, after: '' })).epochs
  expect(lacking.filter((one) => one.case === own.filing.caseId)).toEqual([])
  const { epochs, opened } = expectAccepted(await open(own, amina.keys))
  const [document, seed] = [epochs[0], opened[0]?.seed]
  if (!document || !seed) throw new Error('amina has the epoch')
  const [given] = await grantAll(document, seed, [{ id: basile.seat.id, recipient: basile.seat.recipient }])
  const grants = [{ case: own.filing.caseId, epoch: 0, holder: basile.seat.id, file: toBase64(given?.file ?? new Uint8Array()) }]
  expectAccepted(await sendGrants(client, BODY, { grants, keys: amina.keys }))
  expect(await holdersKept(own, 0)).not.toContain('basile')
})

test('the person cannot be recused, and nobody is left out of a case by another', async () => {
  const { amina, basile, claire } = members()
  const own = await cast()
  const { sent } = await add(own, own.citizen, { draft: draft('message'), mark: OUT })
  expect(sent).toMatchObject({ code: 'recusal-wrong' })
  // Amina writes in Basile's name that he stays out: the key that counts is hers.
  expectAccepted((await add(own, amina.keys, { draft: draft('recusal', { member: 'basile', reason: 'x' }), mark: SAID })).sent)
  expect([...expectAccepted(await open(own, claire.keys)).recused]).toEqual([amina.keys.key])
  expectAccepted(await open(own, basile.keys))
})

test('an epoch that leaves out who did not say so is not fit, and one that leaves the body out is refused', async () => {
  const { amina, basile, claire } = members()
  const own = await cast()
  const read = expectAccepted(await open(own, amina.keys))
  const forge = async (recused: ReadonlySet<string>) => {
    const next = await continueCase({ ...read, fit: false, recused }, draft('message'), { author: amina.keys, today: TODAY, random })
    return sendAddition(client, own.filing.caseId, { bytes: writeAddition(next, SAID), keys: amina.keys })
  }
  expect(await forge(new Set([basile.keys.key, claire.keys.key]))).toMatchObject({ code: 'grants-wrong' })
  expectAccepted(await forge(new Set([basile.keys.key])))
  expect(expectAccepted(await open(own, claire.keys)).fit).toBe(false)
  // As many as did say so is not the same as who.
  await recuse(own, amina)
  expect(expectAccepted(await open(own, claire.keys)).fit).toBe(false)
  const { next, sent } = await add(own, claire.keys, { draft: draft('message'), mark: SAID })
  expectAccepted(sent)
  expect(next.opening?.epoch.content.recused).toEqual([amina.keys.key])
  expect(await holdersKept(own, next.epoch)).toEqual(['basile', 'citizen', 'claire', 'recovery'])
})

test('who told the server alone that they stay out has kept nobody from going on, and is given nothing either', async () => {
  const { amina, basile } = members()
  const own = await cast()
  expectAccepted((await add(own, basile.keys, { draft: draft('message'), mark: OUT })).sent)
  const read = expectAccepted(await open(own, amina.keys))
  const next = await continueCase({ ...read, fit: false }, draft('message'), { author: amina.keys, today: TODAY, random })
  expectAccepted(await sendAddition(client, own.filing.caseId, { bytes: writeAddition(next, SAID), keys: amina.keys }))
  expect(next.opening?.epoch.content.recused).toEqual([])
  expect(await holdersKept(own, 1)).toEqual(['amina', 'citizen', 'claire', 'recovery'])
})

test('however many stay out, those who are left and the person go on writing', async () => {
  const { amina, basile, claire } = members()
  const own = await cast()
  await recuse(own, amina)
  await recuse(own, basile)
  for (const keys of [own.citizen, claire.keys]) expectAccepted((await add(own, keys, { draft: draft('message'), mark: SAID })).sent)
  await recuse(own, claire)
  expectAccepted((await add(own, own.citizen, { draft: draft('message'), mark: SAID })).sent)
  expect(expectAccepted(await open(own, own.citizen)).items).toHaveLength(7)
})
