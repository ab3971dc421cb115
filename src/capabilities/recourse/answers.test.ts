import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { leafOf, writeLeaf } from '../journal/core/index.ts'
import { fromBase64, toBase64 } from '../../foundation/base64.ts'
import { toHex } from '../../foundation/bytes.ts'
import { sha256 } from '../../foundation/digest.ts'
import { ed25519PublicKey } from '../../foundation/signature.ts'
import { expectAccepted } from '../../foundation/result.ts'
import { inCity } from '../../platform/db/database.ts'
import { buildTown, type Town } from '../../testing/cast.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { newestOf, random, TODAY, type CastBody } from '../../testing/vault/vault-cast.ts'
import { clientOf, fileCast, foundCastBody } from '../../testing/vault/vault-stage.ts'
import { tellNews } from './actions/news.ts'
import { signTally } from './actions/sign-tally.ts'
import { mailWaiting } from './actions/demand-preservation.ts'
import { publishOpinion } from './actions/publish-opinion.ts'
import { askCases, askDrop, sendDemand } from './browser/shared/vault-client.ts'
import { seal, unseal } from './core/vault/seal.ts'
import { windowOf } from './core/preservation.ts'
import { answerStateOf } from './core/opinion.ts'
import { countQuarter } from './core/tally.ts'
import { sign } from './core/vault/signed.ts'

const BODY = 'recours-amiens'
let site: TestSite
let town: Town
let body: CastBody
beforeAll(async () => {
  site = await openTestSite({ VISAVIS_TRUST_PROXY: '1' })
  site.now = Date.parse(`${TODAY}T20:20:00Z`)
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'amiens.test' })
  body = await foundCastBody(site.services, town.code)
})
afterAll(() => site.close())

const form = (path: string, fields: Record<string, string>, cookie = '') =>
  site.request(path, {
    method: 'POST',
    host: town.host,
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-forwarded-proto': 'http', ...(cookie && { cookie }) },
  })

function demandOf(day: string, hour: string) {
  const seed = random(32)
  return sign('preservation', { v: 1 as const, place: 'Place Gambetta', ...windowOf(day, hour), key: toHex(ed25519PublicKey(seed)) }, seed)
}

const demand = (value: unknown) =>
  site.request('/coffre/api/conservations', {
    method: 'POST',
    host: town.host,
    body: JSON.stringify(value),
    headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'http' },
  })

describe('footage', () => {
  test('is asked for two hours around the hour that was said, or the whole day, in France', () => {
    expect(windowOf('2027-03-01', '21h')).toEqual({ from: '2027-03-01T19:00:00.000Z', to: '2027-03-01T21:00:00.000Z' })
    expect(windowOf('2027-07-01', '21:30')).toEqual({ from: '2027-07-01T18:30:00.000Z', to: '2027-07-01T20:30:00.000Z' })
    expect(windowOf('2027-03-01', 'le soir')).toEqual({ from: '2027-02-28T23:00:00.000Z', to: '2027-03-01T22:59:59.000Z' })
  })

  const mailsOut = () => {
    const outbox = join(site.folder, 'outbox')
    return (existsSync(outbox) ? readdirSync(outbox).toSorted() : []).map((file) =>
      readFileSync(join(outbox, file), 'utf8').replaceAll('=\r\n', '').replaceAll('=3D', '='),
    )
  }

  test('a demand that has nowhere to go says so, and is mailed once there is an address, with a link that answers', async () => {
    const answer = await demand(demandOf(TODAY, '12h'))
    expect(await answer.json()).toMatchObject({ mailed: false })
    expect(mailsOut()).toEqual([])
    for (let times = 0; times < 2; times += 1, site.now += 1000)
      expect((await form('/gestion/recours/images', { courriel: 'Video@Amiens.example' }, town.cookies.admin)).status).toBe(303)
    const [mail = '', ...more] = mailsOut()
    expect(more).toEqual([])
    const token = /conservations\/([\w-]+)/.exec(mail)?.[1] ?? ''
    expect((await form(`/conservations/${token}`, { suite: 'nothing', precisions: 'Pas de caméra ici.' })).status).toBe(200)
    expect(await (await site.request('/recours/images?lang=fr', { host: town.host })).text()).toContain('Pas de caméra ici.')
    // Two who set the address at once mail it once.
    await inCity(site.services.db, town.code, (tx) => tx.updateTable('recourse.preservations').set({ mailed: false }).execute())
    const place = { city: { code: town.code, name: 'Amiens' }, origin: 'http://amiens.test' }
    await Promise.all([mailWaiting(site.services, place), mailWaiting(site.services, place)])
    expect(mailsOut()).toHaveLength(2)
  })

  test('a demand is recorded, entered in the journal, mailed to the centre, and its answer tracked', async () => {
    const refused = await form('/gestion/recours/images', { courriel: 'video' }, town.cookies.admin)
    expect([refused.status, (await refused.text()).includes('Cette adresse ne convient pas')]).toEqual([422, true])
    const before = mailsOut()
    const answer = await demand(demandOf(TODAY, '18h'))
    expect(answer.status).toBe(201)
    const [mail = '', ...more] = mailsOut().filter((one) => !before.includes(one))
    expect(more).toEqual([])
    for (const words of ['To: video@amiens.example', 'Place Gambetta']) expect(mail).toContain(words)
    const token = /conservations\/([\w-]+)/.exec(mail)?.[1] ?? ''
    const leaves = await inCity(site.services.db, town.code, (tx) => tx.selectFrom('journal.queue').select('leaf').execute())
    expect(leaves.filter(({ leaf }) => Buffer.from(leaf).toString().startsWith('visavis1 preservation '))).toHaveLength(3)
    expect(await (await site.request('/recours/images?lang=fr', { host: town.host })).text()).toContain('sans réponse')
    expect((await form(`/conservations/${token}`, { suite: 'refused' })).status).toBe(422)
    expect((await form(`/conservations/${token}`, { suite: 'kept' })).status).toBe(200)
    expect((await form('/conservations/autre', { suite: 'kept' })).status).toBe(404)
    const list = await (await site.request('/recours/images?lang=fr', { host: town.host, headers: { 'cache-control': 'no-cache' } })).text()
    // Where and when is not listed: a place and an hour may be a person.
    expect(list).not.toContain('Gambetta')
    // What it said is a file whose hash the journal has; no other time's, and no other demand's.
    const file = /href="(\/recours\/images\/[^"]+-reponse-\d+\.json)"/.exec(list)?.[1] ?? ''
    const bytes = new Uint8Array(await (await site.request(file, { host: town.host })).arrayBuffer())
    const entered = await inCity(site.services.db, town.code, (tx) => tx.selectFrom('journal.queue').select('leaf').execute())
    expect(entered.map(({ leaf }) => Buffer.from(leaf).toString())).toContain(
      `visavis1 preservation ${TODAY} sha256:${toBase64(sha256(bytes))} url:${file}`,
    )
    expect((await site.request(file.replace(/\d+\.json/, '1.json'), { host: town.host })).status).toBe(404)
  })

  test('its mail tells no minute, in the database, once it left: nothing there ties it to a filing', async () => {
    const mails = await inCity(site.services.db, town.code, (tx) => tx.selectFrom('platform.mails').selectAll().execute())
    expect(mails.length).toBeGreaterThan(1)
    for (const { id, state, created_at, sent_at, due_at } of mails) {
      expect([state, created_at.getTime() % 3_600_000, (sent_at?.getTime() ?? 1) % 3_600_000, due_at]).toEqual(['sent', 0, 0, null])
      // UUID version 7: its first 48 bits are a time (RFC 9562 §5.7).
      expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16) % 3_600_000).toBe(0)
    }
  })

  test('an address that demands much pays in work, and is not closed out', { timeout: 60_000 }, async () => {
    const own = clientOf(site, town)
    const headersOf = (init: RequestInit) => ({ ...Object.fromEntries(new Headers(init.headers)), 'x-forwarded-for': '192.0.2.9' })
    const crowded = { ...own, ask: (path: string, init: RequestInit) => own.ask(path, { ...init, headers: headersOf(init) }) }
    for (let count = 0; count < 13; count += 1) expect(await sendDemand(crowded, demandOf(TODAY, '18h'))).toMatchObject({ ok: true })
  })

  test('a demand that is forged, too old, or of another time than the past day is refused', async () => {
    const { content, signature } = demandOf(TODAY, '18h')
    expect((await demand({ content: { ...content, place: 'Ailleurs' }, signature })).status).toBe(403)
    expect((await demand(demandOf('2027-01-01', '18h'))).status).toBe(422)
    expect((await demand(demandOf('2027-04-01', '18h'))).status).toBe(422)
    expect((await demand({ plainte: 'x' })).status).toBe(400)
  })
})

test('the city puts right what a body’s page says, and says it in English; what is left out stays French; nothing half', async () => {
  const texts = { title: 'Organe d’Amiens', purpose: 'Examiner', powers: 'Entendre', limits: 'Punir', contact: '2 rue Neuve', decision: 'n° 12' }
  const path = `/gestion/recours/organes/${BODY}`
  const refused = await form(path, { ...texts, contact: '' }, town.cookies.admin)
  expect([refused.status, (await refused.text()).includes('Rien n’a été changé')]).toEqual([422, true])
  expect((await form(path, { ...texts, 'en-powers': 'Hear people' }, town.cookies.admin)).status).toBe(303)
  const read = async (language: string) => (await site.request(`/recours/${BODY}?lang=${language}`, { host: town.host })).text()
  const [french, english] = [await read('fr'), await read('en')]
  expect(['Entendre', '2 rue Neuve', 'Hear people'].map((text) => french.includes(text))).toEqual([true, true, false])
  expect(['Entendre', '2 rue Neuve', 'Hear people'].map((text) => english.includes(text))).toEqual([false, true, true])
  expect((await form('/gestion/recours/organes/autre', texts, town.cookies.admin)).status).toBe(422)
})

describe('an opinion', () => {
  const content = (number: number) => ({
    v: 1 as const,
    body: BODY,
    number,
    day: TODAY,
    title: 'Contrôles répétés',
    found: 'Trois en un mois.',
    asks: 'Motiver.',
  })
  const signedBy = (number: number, members: readonly number[]) => {
    const signatures = members.map((index) => {
      const keys = body.members[index]?.keys ?? body.authority
      return { key: keys.key, signature: sign('opinion', content(number), keys.signing).signature }
    })
    return { content: content(number), signatures }
  }

  test('is published with the signatures of two members who sit, numbered without a gap', async () => {
    expect(await publishOpinion(site.services, town.code, signedBy(1, [0, 0]))).toMatchObject({ code: 'opinion-signatures' })
    expect(await publishOpinion(site.services, town.code, signedBy(1, [0, 9]))).toMatchObject({ code: 'opinion-signatures' })
    expect(await publishOpinion(site.services, town.code, signedBy(2, [0, 1]))).toMatchObject({ code: 'opinion-number', evidence: { next: 1 } })
    expect(expectAccepted(await publishOpinion(site.services, town.code, signedBy(1, [0, 1])))).toBe(1)
    expect((await site.request(`/recours/${BODY}/avis/1.json`, { host: town.host })).status).toBe(200)
    const found = (await site.services.pages(site.services, town.code)).filter(({ path }) => path === `/recours/${BODY}/avis/1`)
    expect(
      found.map(({ language }) => language),
      'search and the sitemap know it',
    ).toEqual(['fr', 'en'])
  })

  test('waits, then is met by silence that is shown as silence, until the authority answers with reasons', async () => {
    const published = new Date(`${TODAY}T20:20:00Z`)
    expect(answerStateOf(published, false, new Date('2027-05-03T21:59:00Z'))).toMatchObject({ state: 'waiting', deadline: { day: '2027-05-03' } })
    expect(answerStateOf(published, false, new Date('2027-05-03T22:00:00Z')).state).toBe('silence')
    const path = `/recours/${BODY}/avis/1`
    expect((await form(path, { suivi: 'non', raisons: '' }, town.cookies.admin)).status).toBe(422)
    expect((await form(path, { suivi: 'non', raisons: 'Pas de moyens.' }, town.cookies.supervisor)).status).toBe(403)
    expect((await form(path, { suivi: 'non', raisons: 'Pas de moyens.' }, town.cookies.admin)).status).toBe(303)
    const html = await (await site.request(`${path}?lang=fr`, { host: town.host, headers: { cookie: town.cookies.admin } })).text()
    for (const words of ['Trois en un mois.', 'Pas de moyens.', 'non suivi']) expect(html).toContain(words)
    // The journal has the hash of the very file that the page names: the answer is not changed or dated anew in silence.
    const file = /href="(\/recours\/[\w-]+\/avis\/1-reponse-\d+\.json)"/.exec(html)?.[1] ?? ''
    const bytes = new Uint8Array(await (await site.request(file, { host: town.host })).arrayBuffer())
    expect(new TextDecoder().decode(bytes)).toContain('"reasons":"Pas de moyens."')
    const leaves = await inCity(site.services.db, town.code, (tx) => tx.selectFrom('journal.queue').select('leaf').execute())
    const opinions = leaves.map(({ leaf }) => Buffer.from(leaf)).filter((leaf) => leaf.toString('latin1').startsWith('visavis1 opinion '))
    const expected = writeLeaf(
      leafOf({ type: 'opinion', version: 1, day: TODAY, businessKey: '', sha256: sha256(bytes), url: file }, new Uint8Array()),
    )
    expect(opinions.some((leaf) => leaf.equals(Buffer.from(expected)))).toBe(true)
    expect((await site.request(file.replace(/\d+\.json/, '1.json'), { host: town.host })).status).toBe(404)
  })
})

describe('a tally', () => {
  const at = (day: string) => (site.now = Date.parse(`${day}T10:00:00Z`))
  const counted = (quarter: string, more = {}) => ({ ...countQuarter(BODY, quarter, { cases: [], drops: [] }), ...more })
  const signedBy = (index: number, content: ReturnType<typeof counted>) => {
    const { key, signing } = body.members[index]?.keys ?? body.authority
    return { content, key, signature: sign('tally', content, signing).signature }
  }
  const send = (signed: ReturnType<typeof signedBy>) => signTally(site.services, town.code, signed)

  test('is public once two members who sit have counted the same of a quarter that is over; then nobody publishes another', async () => {
    const first = counted('2027-T1')
    at('2027-04-06')
    expect(await send(signedBy(0, first))).toMatchObject({ code: 'tally-early', evidence: { from: '2027-04-07' } })
    at('2027-04-07')
    expect(await send(signedBy(9, first))).toMatchObject({ code: 'signature-wrong' })
    expect(await send({ ...signedBy(0, first), content: counted('2027-T1', { unreadable: 1 }) })).toMatchObject({ code: 'signature-wrong' })
    expect(expectAccepted(await send(signedBy(0, first)))).toEqual({ published: false, otherwise: 0 })
    site.now += 1000
    expect(expectAccepted(await send(signedBy(0, first)))).toEqual({ published: false, otherwise: 0 })
    expect(expectAccepted(await send(signedBy(1, counted('2027-T1', { unreadable: 1 }))))).toEqual({ published: false, otherwise: 1 })
    expect((await site.request(`/recours/${BODY}/bilans/2027-T1`, { host: town.host })).status).toBe(404)
    expect(expectAccepted(await send(signedBy(2, first)))).toEqual({ published: true, otherwise: 0 })
    expect(await send(signedBy(1, counted('2027-T1', { unreadable: 1 })))).toMatchObject({ code: 'tally-published' })
    expect(expectAccepted(await send(signedBy(1, first)))).toEqual({ published: true, otherwise: 0 })
    const file = await site.request(`/recours/${BODY}/bilans/2027-T1.json`, { host: town.host })
    const leaves = await inCity(site.services.db, town.code, (tx) => tx.selectFrom('journal.queue').select('leaf').execute())
    const digest = sha256(new Uint8Array(await file.arrayBuffer()))
    const written = leaves.map(({ leaf }) => Buffer.from(leaf).toString()).filter((leaf) => leaf.startsWith('visavis1 tally '))
    expect(written).toEqual([`visavis1 tally 2027-04-07 sha256:${toBase64(digest)} url:/recours/${BODY}/bilans/2027-T1.json`])
    expect(await (await site.request(`/recours/${BODY}/bilans.csv`, { host: town.host })).text()).toContain(`${BODY},2027-T1,allegations,force,0`)
  })

  test('of two that come at once, one publishes: no tally is doubled', async () => {
    at('2027-07-10')
    const same = counted('2027-T2')
    const both = await Promise.all([send(signedBy(0, same)), send(signedBy(1, same))])
    expect(both.map((one) => expectAccepted(one).published).sort()).toEqual([false, true])
  })

  test('with fewer filings than the host knows, or more, is refused', async () => {
    expect(await send(signedBy(0, counted('2027-T2', { filed: 3 })))).toMatchObject({ code: 'tally-total', evidence: { filed: 0, counted: 3 } })
  })

  test('as anyone reads it: in both languages, as a page and as tables', async () => {
    const page = await (await site.request(`/recours/${BODY}/bilans/2027-T2?lang=fr`, { host: town.host })).text()
    for (const words of ['Compté par deux membres', 'Ce que l’organe a constaté', '0 saisine']) expect(page).toContain(words)
    expect(await (await site.request(`/recours/${BODY}?lang=en`, { host: town.host })).text()).toContain('2027-T1')
    const year = await (await site.request(`/recours/${BODY}/rapports/2027?lang=fr`, { host: town.host })).text()
    for (const words of ['rapport 2027', 'Membre amina', '2027-T4', 'non compté', 'Contrôles répétés', 'n’attend jamais'])
      expect(year).toContain(words)
    expect((await site.request(`/recours/${BODY}/rapports/2026`, { host: town.host })).status).toBe(404)
    expect(await (await site.request(`/recours/${BODY}/saisines.csv`, { host: town.host })).text()).toBe('organe,mois,saisines\n')
  })
})

describe('news by mail', () => {
  const mails = () => readdirSync(join(site.folder, 'outbox')).sort().map((file) => readFileSync(join(site.folder, 'outbox', file), 'utf8')) // prettier-ignore
  const post = (fields: Record<string, string>) => form(`/recours/${BODY}/nouvelles?lang=fr`, fields)
  const decoded = (text: string) => text.replaceAll('=\r\n', '').replaceAll('=3D', '=')
  const wrote = (at: Date) => inCity(site.services.db, town.code, (tx) => tx.updateTable('recourse.cases').set({ last_word: at }).execute())

  test('is asked for with an address, confirmed with a code, and tells nothing: no body, no case, no link', async () => {
    const client = clientOf(site, town)
    site.now = Date.parse(`${TODAY}T21:20:00Z`)
    await fileCast(client, body)
    const before = mails().length
    const asked = await post({ courriel: 'Sami@quartier.example', geste: 'demander' })
    expect([asked.status, await asked.text()]).toEqual([200, expect.stringContaining('Code reçu')])
    // Asked again at once: no second mail, and the same page.
    await post({ courriel: 'sami@quartier.example', geste: 'demander' })
    expect(mails().length).toBe(before + 1)
    const code = /\b(\d{8})\b/.exec(decoded(mails().at(-1) ?? ''))?.[1] ?? ''
    expect((await post({ courriel: 'sami@quartier.example', code: '00000000', geste: 'confirmer' })).status).toBe(422)
    await wrote(new Date(`${TODAY}T20:00:00Z`))
    await tellNews(site.services, town.code)
    expect(mails().length).toBe(before + 1)
    expect((await post({ courriel: 'sami@quartier.example', code: `${code.slice(0, 4)} ${code.slice(4)}`, geste: 'confirmer' })).status).toBe(200)
    await tellNews(site.services, town.code)
    expect(mails().length).toBe(before + 1)
    site.now += 86_400_000
    await wrote(new Date(Math.floor(site.now / 3_600_000 - 2) * 3_600_000))
    await tellNews(site.services, town.code)
    await tellNews(site.services, town.code)
    const [, , news = ''] = [...mails().slice(before - 1)].map(decoded)
    expect(mails().length).toBe(before + 2)
    expect(news).toContain('To: sami@quartier.example')
    expect(news.slice(news.indexOf('\r\n\r\n'))).not.toMatch(/https?:|recours|police|dossier|organe|amiens/i)
  })

  test('is stopped by one press, and the address is gone', async () => {
    expect((await post({ courriel: 'SAMI@quartier.example', geste: 'arreter' })).status).toBe(200)
    const kept = await inCity(site.services.db, town.code, (tx) => tx.selectFrom('recourse.news').selectAll().execute())
    expect(kept).toEqual([])
  })

  test('is forgotten after two days without a code, tried five times at most, and refused for what is no address', async () => {
    expect((await post({ courriel: 'x', geste: 'demander' })).status).toBe(422)
    await post({ courriel: 'autre@quartier.example', geste: 'demander' })
    const code = /\b(\d{8})\b/.exec(decoded(mails().at(-1) ?? ''))?.[1] ?? ''
    for (let tries = 0; tries < 5; tries += 1) await post({ courriel: 'autre@quartier.example', code: '11111111', geste: 'confirmer' })
    expect((await post({ courriel: 'autre@quartier.example', code, geste: 'confirmer' })).status).toBe(422)
    site.now += 3 * 86_400_000
    await tellNews(site.services, town.code)
    expect(await inCity(site.services.db, town.code, (tx) => tx.selectFrom('recourse.news').selectAll().execute())).toEqual([])
  })
})

describe('a file sealed elsewhere', () => {
  const hand = (bytes: Uint8Array<ArrayBuffer>) => {
    const data = new FormData()
    data.set('fichier', new Blob([bytes]), 'saisine.age')
    return site.request(`/recours/${BODY}/deposer?lang=fr`, { method: 'POST', host: town.host, body: data, headers: { 'x-forwarded-proto': 'http' } })
  }
  const kept = () => inCity(site.services.db, town.code, (tx) => tx.selectFrom('recourse.drops').selectAll().execute())

  test('is taken from a plain form, to the recipients that the roster names, and is a filing like any other', async () => {
    const list = await (await site.request(`/recours/${BODY}/destinataires.txt`, { host: town.host })).text()
    const recipients = list.split('\n').filter((line) => line.startsWith('age1pq1'))
    expect(recipients).toEqual([...body.members.map(({ seat }) => seat.recipient), newestOf(body).content.recovery])
    const filings = async () => {
      const headers = { 'cache-control': 'no-cache', cookie: town.cookies.admin }
      const text = await (await site.request(`/recours/${BODY}/saisines.csv`, { host: town.host, headers })).text()
      return text
        .split('\n')
        .slice(1)
        .reduce((sum, line) => sum + Number(line.split(',')[2] ?? 0), 0)
    }
    const before = await filings()
    const file = await seal(new TextEncoder().encode('On m’a contrôlé trois fois. '.repeat(80)), recipients)
    const answer = await hand(file)
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Accusé de réception')])
    // Handed in twice, it is one filing.
    await hand(file)
    expect([await filings(), (await kept()).length]).toEqual([before + 1, 1])
    const [amina] = body.members
    if (!amina) throw new Error('a member')
    const client = clientOf(site, town)
    const listed = expectAccepted(await askCases(client, BODY, amina.keys))
    const drop = listed.drops[0]?.drop ?? ''
    const asked = expectAccepted(await askDrop(client, BODY, { drop, keys: amina.keys }))
    const opened = await unseal(fromBase64(asked.file) ?? new Uint8Array(), amina.keys.age.identity)
    expect(new TextDecoder().decode(opened)).toContain('On m’a contrôlé trois fois.')
    expect(await askDrop(client, BODY, { drop, keys: body.authority })).toMatchObject({ code: 'signature-wrong' })
    const leaves = await inCity(site.services.db, town.code, (tx) => tx.selectFrom('journal.queue').select('leaf').execute())
    expect(leaves.map(({ leaf }) => Buffer.from(leaf).toString()).filter((leaf) => leaf.startsWith('visavis1 filing ')).length).toBe(before + 1)
  })

  test('that is no such file is refused with 415, and nothing of it is kept', async () => {
    for (const bytes of [
      new TextEncoder().encode('une plainte en clair '.repeat(200)),
      new TextEncoder().encode('age-encryption.org/v1\n-> X25519 abc\n'),
      new Uint8Array([0]),
    ])
      expect((await hand(bytes)).status).toBe(415)
    expect(
      (
        await site.request(`/recours/${BODY}/deposer`, {
          method: 'POST',
          host: town.host,
          body: new FormData(),
          headers: { 'x-forwarded-proto': 'http' },
        })
      ).status,
    ).toBe(422)
    expect(await kept()).toHaveLength(1)
  })
})
