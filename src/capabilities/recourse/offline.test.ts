import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toBase64 } from '../../foundation/base64.ts'
import { sha256 } from '../../foundation/digest.ts'
import { toHex, utf8 } from '../../foundation/bytes.ts'
import { canonicalJson, type Json } from '../../foundation/canonical-json.ts'
import { expectAccepted } from '../../foundation/result.ts'
import { inCity } from '../../platform/db/database.ts'
import type { Town } from '../../testing/cast.ts'
import type { TestSite } from '../../testing/test-site.ts'
import { castCase, castMember, newestOf, nextRoster, random, TODAY, trustOf, type CastBody } from '../../testing/vault/vault-cast.ts'
import { foundCastBody, openVaultSite } from '../../testing/vault/vault-stage.ts'
import { handIn } from './actions/hand-in.ts'
import { writeFiling } from './api/filing.ts'
import { readOffline, writeOffline } from './api/offline.ts'
import { sendFormSignature } from './browser/shared/form-client.ts'
import { askCase, askUngranted, sendFiling, sendRoster, type Client } from './browser/shared/vault-client.ts'
import { keysOf } from './core/vault/holder-keys.ts'
import { openCase } from './core/vault/open-case.ts'
import { signForm } from './core/vault/sshsig.ts'
import { hashOf, sign } from './core/vault/signed.ts'

const BODY = 'recours-amiens'
const DAY = 86_400_000
let site: TestSite
let town: Town
let client: Client
let body: CastBody
const noon = Date.parse(`${TODAY}T11:20:00Z`)
beforeAll(async () => {
  ;({ site, town, body, client } = await openVaultSite())
})
afterAll(() => site.close())

/** Sealed on TODAY by the offline form, to the newest roster of this body. */
async function sealed(to = body) {
  const cast = await castCase(to)
  const bytes = writeFiling(cast.filing)
  return { ...cast, bytes, file: writeOffline(bytes, newestOf(to).content.body, cast.citizen) }
}

const hand = (file: Uint8Array, to = BODY) => handIn(site.services, { city: town.code, body: to, file })
const read = async (caseId: string, keys: Parameters<typeof askCase>[2], trusted = body) =>
  openCase(expectAccepted(await askCase(client, caseId, keys)), { keys, caseId, trust: trustOf(trusted) })
const casesKept = () => inCity(site.services.db, town.code, (tx) => tx.selectFrom('recourse.cases').select('case_id').execute())

describe('a filing handed in as a file', () => {
  test('is a case that its words and every member open; handed in twice, one', async () => {
    const { filing, citizen, file } = await sealed()
    expect(expectAccepted(await hand(file))).toMatchObject({ filing: { caseId: filing.caseId, again: false } })
    expect(expectAccepted(await hand(file))).toMatchObject({ filing: { caseId: filing.caseId, again: true } })
    for (const keys of [citizen, ...body.members.map((member) => member.keys)])
      expect(expectAccepted(await read(filing.caseId, keys)).items).toHaveLength(1)
  })

  test('may have been sealed weeks before, not on a day to come; one that a device sends at once may not', async () => {
    const early = await sealed()
    site.now = noon - 3 * DAY
    expect(await hand(early.file)).toMatchObject({ code: 'clock-wrong' })
    site.now = noon + 40 * DAY
    expect(await sendFiling(client, BODY, { bytes: early.bytes, keys: early.citizen })).toMatchObject({ code: 'clock-wrong' })
    expectAccepted(await hand(early.file))
    site.now = noon
    // By a device whose clock is years behind: nobody of this roster sat then, and nobody could read it.
    const late = { ...body, rosters: [sign('roster', { ...newestOf(body).content, issued: '2015-01-01' }, body.rootSeed)] }
    const behind = await castCase(late)
    const epoch = JSON.parse(new TextDecoder().decode(writeFiling(behind.filing))) as { epoch: { content: { rosterHash: string } } } // parsing: just written
    const content = { ...epoch.epoch.content, rosterHash: hashOf(newestOf(body)) }
    const moved = { ...epoch, epoch: sign('epoch', content, behind.citizen.signing) } as Json // parsing: as above
    expect(await hand(writeOffline(utf8(canonicalJson(moved)), BODY, behind.citizen))).toMatchObject({ code: 'clock-wrong' })
  })

  test('changed, of another body, or signed by another: refused, and nothing of it is kept', async () => {
    const before = await casesKept()
    const { bytes, file, filing, citizen } = await sealed()
    const text = new TextDecoder().decode(file)
    const stranger = await keysOf(random(16))
    const grants = JSON.parse(text) as { filing: { grants: Json[] } } // parsing: what was just written
    const fewer = utf8(canonicalJson({ ...grants, filing: { ...grants.filing, grants: grants.filing.grants.slice(1) } } as Json)) // parsing: as above
    const plain = utf8(text.replace(toBase64(filing.item), toBase64(utf8('en clair '.repeat(2000)))))
    const resigned = async (changed: Uint8Array) => {
      const whole: { filing: Json } = JSON.parse(new TextDecoder().decode(changed))
      return writeOffline(utf8(canonicalJson(whole.filing)), BODY, citizen)
    }
    for (const changed of [
      fewer,
      plain,
      writeOffline(bytes, BODY, stranger),
      writeOffline(bytes, 'autre-organe', citizen),
      utf8('{}'),
      utf8('{'),
      utf8(text.replace(toBase64(filing.item), '\\ud800')),
      utf8(`${text} {`),
    ])
      expect(await hand(changed)).toMatchObject({ code: 'not-sealed', evidence: { fault: 'filing' } })
    // Signed whole by who files, and still not what may be kept.
    expect(await hand(await resigned(plain))).toMatchObject({ code: 'not-sealed' })
    expect(await hand(await resigned(fewer))).toMatchObject({ code: 'grants-wrong' })
    expect(await casesKept()).toEqual(before)
    expect(await readOffline(file, 'autre-organe')).toBeUndefined()
    expect(await readOffline(utf8(text.replace(`"body":"${BODY}"`, '"body":"autre-organe"')), 'autre-organe')).toBeUndefined()
    expect(toHex((await readOffline(file, BODY))?.bytes ?? new Uint8Array())).toBe(toHex(bytes))
  })

  test('sealed before somebody joined: taken, and the newcomer is given it as the past; before somebody left: refused', async () => {
    const name = 'organe-mobile'
    const mobile = await foundCastBody(site.services, town.code, name)
    const [amina, basile, claire] = mobile.members
    if (!amina || !basile || !claire) throw new Error('three members')
    const [one, two] = [await sealed(mobile), await sealed(mobile)]
    const wider = nextRoster(mobile, [amina, basile, claire, await castMember('driss', 'magistrates')], { quorum: 3 })
    expectAccepted(await sendRoster(client, name, { ...newestOf(wider) }))
    expect(await sendFiling(client, name, { bytes: one.bytes, keys: one.citizen })).toMatchObject({ code: 'roster-stale' })
    expectAccepted(await hand(one.file, name))
    const waiting = expectAccepted(await askUngranted(client, name, { keys: amina.keys, after: '' })).epochs
    expect(waiting).toEqual([{ case: one.filing.caseId, epoch: 0 }])
    const narrower = nextRoster(wider, wider.members.filter(({ seat }) => seat.id !== 'basile'), { quorum: 2 }) // prettier-ignore
    expectAccepted(await sendRoster(client, name, { ...newestOf(narrower) }))
    expect(await hand(two.file, name)).toMatchObject({ code: 'roster-stale' })
    // What was taken is not denied because somebody left since.
    expect(expectAccepted(await hand(one.file, name))).toMatchObject({ filing: { again: true } })
  })

  test('sealed to custodians who are others now: refused, or two of them could never open the envelope', async () => {
    const name = 'organe-gardes'
    const kept = await foundCastBody(site.services, town.code, name)
    const { file } = await sealed(kept)
    const [first, second, third] = newestOf(kept).content.custodians
    const other = await keysOf(random(16))
    const replaced = nextRoster(kept, kept.members, {
      custodians: [first, second, { ...third, id: 'garde-4', key: other.key, recipient: other.age.recipient }],
    })
    expectAccepted(await sendRoster(client, name, { ...newestOf(replaced) }))
    expect(await hand(file, name)).toMatchObject({ code: 'roster-stale' })
  })

  test('claims no other’s case: its keys, its number and its epoch are one person’s', async () => {
    const { filing, citizen } = await sealed()
    const other = await sealed()
    const mixed: Json = { ...(JSON.parse(new TextDecoder().decode(writeFiling(filing))) as Record<string, Json>), case: other.filing.caseId } // parsing: just written
    const signature = sign('filing', { body: BODY, sha256: '' }, citizen.signing).signature
    expect(await hand(utf8(canonicalJson({ kind: 'visavis-saisine/v1', body: BODY, filing: mixed, signature })))).toMatchObject({
      code: 'not-sealed',
    })
    expect(await hand(writeOffline(utf8(canonicalJson(mixed)), BODY, citizen))).toMatchObject({ code: 'case-mismatch' })
  })
})

describe('the offline form', () => {
  const form = async () => new Uint8Array(await (await site.request(`/recours/${BODY}/formulaire.html`, { host: town.host })).arrayBuffer())
  const signed = () => site.request(`/recours/${BODY}/formulaire.html.sig`, { host: town.host })

  test('is signed by a member who sits, for the bytes that it has today; by nobody else, for nothing else', async () => {
    const bytes = await form()
    const [amina, basile] = body.members
    const [custodian] = body.custodians
    if (!amina || !basile || !custodian) throw new Error('members and custodians')
    const send = (keys: typeof amina.keys, over: Uint8Array) => sendFormSignature(client, BODY, { keys, signature: signForm(over, keys.signing) })
    expect(await send(custodian, bytes)).toMatchObject({ code: 'signature-wrong' })
    expect(await send(await keysOf(random(16)), bytes)).toMatchObject({ code: 'signature-wrong' })
    expect(await send(amina.keys, utf8(`${new TextDecoder().decode(bytes)} `))).toMatchObject({ code: 'form-changed' })
    const others = sendFormSignature(client, BODY, { keys: amina.keys, signature: signForm(bytes, basile.keys.signing) })
    expect(await others).toMatchObject({ code: 'form-changed' })
    expect((await signed()).status).toBe(404)
    expectAccepted(await send(amina.keys, bytes))
    expectAccepted(await send(amina.keys, bytes))
    expect(await (await signed()).text()).toContain('BEGIN SSH SIGNATURE')
    const queued = await inCity(site.services.db, town.code, (tx) => tx.selectFrom('journal.queue').select('leaf').execute())
    const leaves = queued.map(({ leaf }) => leaf.toString('latin1')).filter((leaf) => leaf.includes(`url:/recours/${BODY}/formulaire.html`))
    expect(leaves).toHaveLength(1)
    expect(leaves[0]).toContain(toBase64(sha256(bytes)))
  })

  test('is another one with the next roster: what was signed before is not said of it', async () => {
    const next = nextRoster(body, body.members)
    expectAccepted(await sendRoster(client, BODY, { ...newestOf(next) }))
    expect((await signed()).status).toBe(404)
    expect((await site.request('/recours/nul/formulaire.html', { host: town.host })).status).toBe(404)
  })
})
