import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccepted } from '../../foundation/result.ts'
import { inCity } from '../../platform/db/database.ts'
import { buildTown, type Town } from '../../testing/cast.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { forgetFollowers, tellFollowers } from './actions/follow.ts'
import { sayFinding } from './actions/say-finding.ts'
import { shipProgramme } from './actions/ship-programme.ts'
import { readFollowers } from './queries/followers.ts'

let site: TestSite
let town: Town
const DAY = 86_400_000

beforeAll(async () => {
  site = await openTestSite()
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'amiens.example:3000' })
  expectAccepted(await shipProgramme(site.services, { city: town.code, by: undefined }))
})
afterAll(() => site.close())

const get = async (path: string, cookie = '') => {
  // Pages are kept for five seconds.
  site.now += 6_000
  const answer = await site.request(path, { host: town.host, headers: { cookie } })
  return { status: answer.status, text: await answer.text() }
}
const post = async (path: string, fields: Readonly<Record<string, string>>, cookie = '') => {
  const headers = { cookie, origin: `http://${town.host}`, 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await site.request(path, { host: town.host, method: 'POST', headers, body: new URLSearchParams(fields).toString() })
  return { status: answer.status, text: await answer.text() }
}
const proposal = {
  titre: 'Délibération du conseil',
  adresse: 'https://amiens.example/deliberation.pdf',
  montre: 'Le marché des toilettes est attribué.',
  date: '2024-05-02',
}
const referenceIn = (text: string) => /\/preuves\/([2-9A-HJ-NP-Z]{10})/.exec(text)?.[1] ?? ''

describe('a document proposed by a resident', () => {
  it('waits, unseen; once accepted it is public with the editor’s reasons, and its reference tells so', async () => {
    const sent = await post('/engagements/P05/preuve', proposal)
    expect(sent.status).toBe(201)
    const reference = referenceIn(sent.text)
    expect((await get(`/preuves/${reference}`)).text).toContain('Il attend')
    for (const path of ['/engagements/P05', '/engagements.json', '/engagements.atom', '/engagements/annees', '/engagements.csv'])
      expect([path, (await get(path)).text.includes('Délibération du conseil')]).toEqual([path, false])
    const decision = { reference, decision: 'accepted', motif: 'Le document est public et date du bon marché.' }
    expect((await post('/gestion/engagements/P05/decision', decision, town.cookies.observer)).status).toBe(403)
    expect((await post('/gestion/engagements/P05/decision', { ...decision, motif: '' }, town.cookies.admin)).status).toBe(422)
    expect((await post('/gestion/engagements/P05/decision', decision, town.cookies.admin)).status).toBe(200)
    expect((await post('/gestion/engagements/P05/decision', { ...decision, decision: 'refused' }, town.cookies.admin)).text).toContain(
      'déjà reçu sa réponse',
    )
    for (const path of ['/engagements/P05', '/engagements.json', '/engagements.atom'])
      expect([path, (await get(path)).text.includes('Délibération du conseil')]).toEqual([path, true])
    expect((await get(`/preuves/${reference}`)).text).toContain('Le document est public')
  })

  it('that is refused stays out of every public channel; its reasons are for who holds the reference', async () => {
    const reference = referenceIn((await post('/engagements/P05/preuve', { ...proposal, titre: 'Une rumeur' })).text)
    await post('/gestion/engagements/P05/decision', { reference, decision: 'refused', motif: 'On ne peut pas la vérifier.' }, town.cookies.admin)
    expect((await get(`/preuves/${reference}`)).text).toContain('On ne peut pas la vérifier.')
    for (const path of ['/engagements/P05', '/engagements.json', '/engagements.atom']) expect((await get(path)).text).not.toContain('Une rumeur')
  })

  it('is refused in words, and what was typed comes back', async () => {
    for (const [field, value, words] of [
      ['adresse', 'javascript:alert(1)', 'doit commencer par https://'],
      ['adresse', 'https://user:secret@evil.example/', 'doit commencer par https://'],
      ['titre', ' ', 'Donnez un titre'],
      ['montre', 'x'.repeat(2001), 'Dites ce que le document montre'],
      ['date', '2999-01-01', 'La date manque'],
    ] as const) {
      const answer = await post('/engagements/P05/preuve', { ...proposal, [field]: value })
      expect([field, answer.status, answer.text.includes(words), answer.text.includes('Délibération') || field === 'titre']).toEqual([
        field,
        422,
        true,
        true,
      ])
    }
    expect((await post('/engagements/P99/preuve', proposal)).status).toBe(404)
    expect((await get('/preuves/AAAAAAAAAA')).status).toBe(404)
  })
})

describe('those who keep the register', () => {
  const said = { constat: 'kept', pourquoi: 'C’est fait.' }

  it('say what the facts say, each in its own name; nobody else does', async () => {
    for (const cookie of ['', town.cookies.supervisor, town.cookies.auditor])
      expect((await post('/gestion/engagements/P03/constat', { ...said, constat: 'not_kept' }, cookie)).status).not.toBe(200)
    const refused = await post('/gestion/engagements/P03/constat', said, town.cookies.admin)
    expect([refused.status, refused.text.includes('ne se dit pas sans preuve'), refused.text.includes('C’est fait.')]).toEqual([422, true, true])
    expect(
      (
        await post(
          '/gestion/engagements/P03/constat',
          { ...said, constat: 'not_kept', pourquoi: 'Le service n’a pas doublé.' },
          town.cookies.observer,
        )
      ).status,
    ).toBe(200)
    const json = (await get('/engagements.json')).text
    expect(json).toContain('"party":"observer","number":1,"finding":"not_kept","reasons":"Le service n’a pas doublé."')
  })

  it('give a document, then rest « kept » on it', async () => {
    expect((await post('/gestion/engagements/P03/document', { ...proposal, titre: 'Bilan 2021' }, town.cookies.admin)).status).toBe(200)
    const page = (await get('/gestion/engagements/P03', town.cookies.admin)).text
    const reference = /value="([2-9A-HJ-NP-Z]{10})"/.exec(page)?.[1] ?? ''
    expect((await post('/gestion/engagements/P03/constat', { ...said, documents: reference }, town.cookies.admin)).status).toBe(200)
    const shown = (await get('/engagements/P03')).text
    for (const words of ['Tenu', 'Bilan 2021', 'ne disent pas la même chose']) expect(shown).toContain(words)
  })

  it('write a new version from what the form holds, see it as a draft, and publish it in two presses', async () => {
    const form = (await get('/gestion/engagements/P02/version', town.cookies.admin)).text
    expect(form).toContain('Les postes de police de quartier')
    const fields = {
      'engagement-fr': 'Cinq postes de quartier ouverts chaque soir.', 'engagement-en': 'Five stations open every evening.', 'preuve-fr': 'Les postes ouverts.', 'preuve-en': 'Open stations.',
      'source-fr': 'Délibération', 'source-en': 'Decision', page: '12', promis: '2027-01', 'doit-fr': 'La Ville', 'doit-en': 'The City', echeance: 'date', le: '2027-06-30', raison: 'Le nombre est fixé.',
    } // prettier-ignore
    const wrong = await post('/gestion/engagements/P02/version', { ...fields, le: '' }, town.cookies.admin)
    expect([wrong.status, wrong.text.includes('due.on'), wrong.text.includes('Cinq postes')]).toEqual([422, true, true])
    expect((await post('/gestion/engagements/P02/version', fields, town.cookies.observer)).status).toBe(403)
    expect((await post('/gestion/engagements/P02/version', fields, town.cookies.admin)).status).toBe(303)
    expect((await get('/engagements/P02')).text).not.toContain('Cinq postes')
    expect((await post('/gestion/engagements/P02/publication', { version: '2' }, town.cookies.admin)).status).toBe(200)
    const page = (await get('/engagements/P02')).text
    for (const words of ['Cinq postes', 'Délibération, page 12', 'Les postes de police de quartier']) expect(page).toContain(words)
    const acts = await inCity(site.services.db, town.code, (tx) =>
      tx.selectFrom('platform.audit').where('city', '=', town.code).select('act').execute(),
    )
    for (const act of ['version-drafted', 'version-published', 'finding-said', 'document-given', 'document-decided'])
      expect(acts.map((one) => one.act)).toContain(act)
  })
})

describe('following by mail', () => {
  const mails = () => readdirSync(join(site.folder, 'outbox')).sort().map((name) => readFileSync(join(site.folder, 'outbox', name), 'utf8').replaceAll('=\r\n', '').replaceAll('=3D', '=')) // prettier-ignore
  const ask = (adresse: string, engagement = '') => post('/suivi', { adresse, engagement })

  it('takes two steps; one address asks once, and the answer never says who follows', async () => {
    const first = await ask('Voisine@quartier.example')
    const again = await ask('voisine@quartier.example')
    expect(first.text).toBe(again.text)
    const sent = mails().filter((mail) => mail.includes('To: voisine@quartier.example'))
    expect(sent).toHaveLength(1)
    const token = /\/suivi\/([\w-]{32})/.exec(sent[0] ?? '')?.[1] ?? ''
    expect((await get(`/suivi/${token}`)).text).toContain('Il reste à confirmer')
    expect((await readFollowers(site.services.db, town.code))[0]?.confirmed_at).toBeNull()
    expect((await post(`/suivi/${token}/confirmation`, {})).text).toContain('C’est confirmé')
  })

  it('tells what happened since, once, with a way out of one press that erases the address', async () => {
    site.now += 60_000
    const said = {
      commitment: 'P09',
      party: 'observer',
      finding: 'under_way',
      reasons: 'Trois groupes se réunissent.',
      evidence: [],
      indicators: [],
    } as const
    expectAccepted(await sayFinding(site.services, { city: town.code, by: undefined }, said))
    site.now += 120_000
    const before = mails().length
    await tellFollowers(site.services, town.code)
    await tellFollowers(site.services, town.code)
    const news = mails().slice(before)
    expect(news).toHaveLength(1)
    expect(news[0]).toContain('/engagements/P09')
    expect(news[0]).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    const token = /\/suivi\/([\w-]{32})/.exec(news[0] ?? '')?.[1] ?? ''
    // As a mail program does it: from nowhere, without a page.
    const answer = await site.request(`/suivi/${token}/arret`, { host: town.host, method: 'POST', body: 'List-Unsubscribe=One-Click', headers: { 'content-type': 'application/x-www-form-urlencoded' } }) // prettier-ignore
    expect(answer.status).toBe(200)
    expect(await readFollowers(site.services.db, town.code)).toHaveLength(0)
    expect((await get(`/suivi/${token}`)).status).toBe(404)
  })

  it('does not flood an address that a stranger types: three mails, then none until one is confirmed or forgotten', async () => {
    for (const commitment of ['P01', 'P02', 'P03', 'P04', 'P05'])
      expect((await ask('victime@quartier.example', commitment)).text).toContain('Regardez votre boîte')
    expect(mails().filter((mail) => mail.includes('To: victime@quartier.example'))).toHaveLength(3)
  })

  it('forgets who never confirmed, and refuses what is no address', async () => {
    await ask('passant@quartier.example', 'P05')
    site.now += 8 * DAY
    await forgetFollowers(site.services, town.code)
    expect(await readFollowers(site.services.db, town.code)).toHaveLength(0)
    for (const wrong of ['', 'x', 'a@b', 'a b@c.fr', 'a@c.fr\r\nBcc: d@e.fr']) expect((await ask(wrong)).status).toBe(422)
    expect((await ask('a@quartier.example', 'P99')).status).toBe(422)
  })

  it('mails the same link again the day after, since a mail may be lost, and keeps no address in what was sent', async () => {
    const count = () => mails().filter((mail) => mail.includes('To: perdue@quartier.example')).length
    await ask('perdue@quartier.example', 'P02')
    await ask('perdue@quartier.example', 'P02')
    expect(count()).toBe(1)
    site.now += 25 * 3_600_000
    await ask('perdue@quartier.example', 'P02')
    expect(count()).toBe(2)
    const kept = await inCity(site.services.db, town.code, (tx) => tx.selectFrom('platform.mails').selectAll().execute())
    expect(kept.filter(({ state }) => state === 'sent').length).toBeGreaterThan(5)
    expect(JSON.stringify(kept)).not.toMatch(/quartier\.example|suivi\//)
  })

  it('sends nothing more to who has stopped: a mail that waits goes with the address', async () => {
    const [follower] = await readFollowers(site.services.db, town.code)
    const token = follower?.token ?? ''
    await inCity(site.services.db, town.code, (tx) =>
      site.services.mailer.queue(tx, {
        city: town.code,
        now: new Date(site.now + DAY),
        to: 'perdue@quartier.example',
        subject: 'x',
        body: `https://x/suivi/${token}`,
      }),
    )
    expect((await get(`/suivi/${token}/arret`)).text).toContain('Arrêter')
    expect(await readFollowers(site.services.db, town.code)).toHaveLength(1)
    await post(`/suivi/${token}/arret`, {})
    const waiting = await inCity(site.services.db, town.code, (tx) =>
      tx.selectFrom('platform.mails').where('state', '=', 'queued').selectAll().execute(),
    )
    expect(waiting).toEqual([])
  })

  it('leaves neither address nor token in the logs', () => {
    expect(site.logs.join('\n')).not.toMatch(/quartier\.example|suivi\/[\w-]{32}/)
  })
})
