import { escapeXml } from '../../foundation/xml.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import ICAL from 'ical.js'
import { parse } from 'csv-parse/sync'
import { parseAtomFeed } from 'feedsmith'
import { formatCivilDate } from '../../foundation/format.ts'
import { expectAccepted } from '../../foundation/result.ts'
import { sha256 } from '../../foundation/digest.ts'
import { inCity } from '../../platform/db/database.ts'
import { buildTown, quietCheck, type Town } from '../../testing/cast.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { askToFollow, confirmFollowing, tellFollowers } from './actions/follow.ts'
import { measureIndicators } from './actions/measure-indicators.ts'
import { proposeDocument } from './actions/propose-document.ts'
import { sayFinding } from './actions/say-finding.ts'
import { shipProgramme } from './actions/ship-programme.ts'
import { draftVersion, publishVersion } from './actions/write-version.ts'
import { submissionJson } from '../receipts/index.ts'
import { refreshIndex } from '../search/index.ts'
import { readFollowers } from './queries/followers.ts'
import { PROGRAMME } from './programme/programme.ts'

let site: TestSite
let town: Town
const by = () => ({ city: town.code, by: undefined })
const read = async (path: string) => {
  // Pages are kept for five seconds.
  site.now += 6_000
  return (await site.request(path, { host: town.host })).text()
}

beforeAll(async () => {
  site = await openTestSite()
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'amiens.example:3000' })
  expect(await shipProgramme(site.services, by())).toEqual({ ok: true, value: 18 })
  await issueLastMonth()
  await measureIndicators(site.services, town.code)
})
afterAll(() => site.close())

const MEASURED_SECONDS = 75
/** A receipt of the last complete month, so that there is something to measure. */
async function issueLastMonth(): Promise<void> {
  const today = new Date(site.now)
  const started = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 0, 12) / 1000
  const check = quietCheck(site.now, { started, ended: started + MEASURED_SECONDS })
  const made = town.phone.issue(check, { city: town.number, unit: 1, secret: site.services.random(16) })
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  const sent = await site.request(`/agent/api/recus/${made.id}`, { method: 'PUT', body: submissionJson(made.submission), host: town.host, headers })
  expect(sent.status).toBe(201)
}

const secret = { fr: 'PAS-ENCORE-PUBLIC', en: 'NOT-YET-PUBLIC' }
const termsOf = (commitment: string) => {
  const found = PROGRAMME.find((one) => one.commitment === commitment)
  if (found === undefined) throw new Error(commitment)
  return found.terms
}

describe('the register', () => {
  it('shows the eighteen in French and in English, each with its page, and adds none twice', async () => {
    expect(await shipProgramme(site.services, by())).toEqual({ ok: true, value: 0 })
    const [french, english] = [await read('/engagements'), await read('/engagements?lang=en')]
    for (const { commitment, terms } of PROGRAMME) {
      expect(french).toContain(terms.statement.fr.slice(0, 40))
      expect(english).toContain(terms.statement.en.slice(0, 40).replaceAll('’', '’'))
      const own = await read(`/engagements/${commitment}`)
      const { place, address } = terms.source
      for (const said of [terms.proof.fr, terms.owedBy.fr, place?.fr ?? 'passage non relevé', address ?? '']) expect(own).toContain(escapeXml(said))
    }
    expect((await site.request('/engagements/P99', { host: town.host })).status).toBe(404)
  })

  it('stands as the source has it: under the true neighbourhood service its six points, and where in the source each is', () => {
    const under = (parent: string) => PROGRAMME.filter(({ terms }) => terms.parent === parent).map(({ commitment }) => commitment)
    expect(under('P18')).toEqual(['P06', 'P07', 'P08', 'P09', 'P10', 'P11'])
    expect(PROGRAMME.filter(({ terms }) => terms.source.place === undefined).map(({ commitment }) => commitment)).toEqual([
      'P13',
      'P14',
      'P15',
      'P16',
      'P17',
    ])
  })

  it('says overdue of what is past its date, and not measured of what no figure follows', async () => {
    const json = JSON.parse(await read('/engagements.json')) as {
      readonly commitments: readonly { readonly commitment: string; readonly state: object }[]
    } // parsing: our own export, compared member by member
    const state = (commitment: string) => json.commitments.find((one) => one.commitment === commitment)?.state
    expect(state('P03')).toMatchObject({ word: 'unsaid', due: 'overdue', on: '2020-09-01', measured: false })
    expect(state('P12')).toMatchObject({ due: 'continuous' })
    expect(state('P16')).toMatchObject({ due: 'overdue' })
    expect(await read('/engagements/P03')).toContain('Pas encore mesuré')
  })

  it('says of each year what was due in it; a year under way is neither kept nor missed', async () => {
    const page = await read('/engagements/annees')
    const thisYear = new Date(site.now).getFullYear()
    const year = (name: number) => page.slice(page.indexOf(`id="a${name}"`), page.indexOf(`id="a${name - 1}"`))
    expect(year(thisYear)).toMatch(/standing-tile plain" href="\/engagements\/P16"/)
    expect(year(thisYear - 1)).toMatch(/standing-tile bad" href="\/engagements\/P16"/)
    expect(year(2022)).toMatch(/href="\/engagements\/P08"/)
    expect(page).not.toContain('tenu cette année-là')
  })

  it('places what names a quarter in its page, and the rest under the whole city', async () => {
    const page = await read('/engagements/quartiers/1')
    expect(page.indexOf('P05.')).toBeGreaterThan(0)
    expect(page.indexOf('P05.')).toBeLessThan(page.indexOf('P06.'))
    expect(await read('/engagements/quartiers/2')).not.toContain('P05.')
  })

  it('of the city is refused « kept » without proof; the observer’s dissent stands beside', async () => {
    const said = {
      commitment: 'P06',
      party: 'city',
      finding: 'kept',
      reasons: 'Nous le disons.',
      evidence: [],
      indicators: ['receipts.coverage'],
    } as const
    expect(await sayFinding(site.services, by(), said)).toMatchObject({ ok: false, code: 'unproven' })
    expectAccepted(await sayFinding(site.services, by(), { ...said, finding: 'under_way' }))
    expectAccepted(await sayFinding(site.services, by(), { ...said, party: 'observer', finding: 'not_kept', reasons: 'Rien ne le montre.' }))
    const page = await read('/engagements/P06')
    for (const words of ['Nous le disons.', 'Rien ne le montre.', 'ne disent pas la même chose']) expect(page).toContain(words)
  })

  it('shows that the observer agrees as plainly as that it does not', async () => {
    const said = { commitment: 'P10', finding: 'under_way', reasons: 'Deux sessions ont eu lieu.', evidence: [], indicators: [] } as const
    expectAccepted(await sayFinding(site.services, by(), { ...said, party: 'city' }))
    expect(await read('/engagements/P10')).not.toContain('disent la même chose')
    expectAccepted(await sayFinding(site.services, by(), { ...said, party: 'observer' }))
    site.now += 6000
    expect(await read('/engagements/P10')).toContain('disent la même chose')
    const rows = parse(await read('/engagements.csv'), { columns: true }) as readonly Readonly<Record<string, string>>[] // parsing: a table with its titles
    expect(rows.filter(({ agreed }) => agreed === 'true').map(({ commitment }) => commitment)).toEqual(['P10'])
  })

  it('shows of each figure its value, its day, how it was computed and which part of the platform measured it', async () => {
    const page = await read('/engagements/P06')
    const measured = JSON.parse(await read('/engagements.json')) as {
      readonly indicators: readonly { id: string; title: { fr: string }; definition: { fr: string } }[]
      readonly commitments: readonly { commitment: string; measurements: readonly { indicator: string; day: string; value: number | null }[] }[]
    } // parsing: our own export
    const figures = measured.commitments.find(({ commitment }) => commitment === 'P06')?.measurements ?? []
    expect(figures.map(({ indicator }) => indicator).sort()).toEqual(['receipts.coverage', 'receipts.issue-seconds', 'receipts.missing'])
    expect(figures.find(({ indicator }) => indicator === 'receipts.issue-seconds')?.value).toBe(MEASURED_SECONDS)
    for (const { indicator, day } of figures) {
      const { title, definition } = measured.indicators.find(({ id }) => id === indicator) ?? { title: { fr: '?' }, definition: { fr: '?' } }
      for (const said of [title.fr, definition.fr, indicator, formatCivilDate(day, 'fr')]) expect(page).toContain(escapeXml(said))
    }
    expect(page).toContain(`${MEASURED_SECONDS}\u00A0s`)
  })

  it('keeps the promise as it was made in view, and publishes each version as the journal has it', async () => {
    const terms = { ...termsOf('P05'), statement: { fr: 'À Saint-Leu, trois toilettes publiques.', en: 'Three public toilets.' } }
    const draft = expectAccepted(await draftVersion(site.services, by(), { commitment: 'P05', terms, reason: 'Le nombre est précisé.' }))
    expectAccepted(await publishVersion(site.services, by(), draft))
    const page = await read('/engagements/P05')
    for (const words of ['trois toilettes publiques', 'des toilettes publiques sont installées', 'Le nombre est précisé.'])
      expect(page).toContain(words)
    const file = new Uint8Array(await (await site.request('/engagements/P05/v2.json', { host: town.host })).arrayBuffer())
    const queued = await inCity(site.services.db, town.code, (tx) =>
      tx.selectFrom('journal.queue').where('city', '=', town.code).select('leaf').execute(),
    )
    const hash = Buffer.from(sha256(file)).toString('base64')
    expect(
      queued.some(({ leaf }) => leaf.toString('utf8').includes(hash) || leaf.toString('utf8').includes(Buffer.from(sha256(file)).toString('hex'))),
    ).toBe(true)
    expect(await publishVersion(site.services, by(), draft)).toMatchObject({ ok: false, code: 'already-published' })
  })

  it('a date that passed is not moved out of sight: page, timeline, year, and files say what was first promised', async () => {
    const first = termsOf('P03')
    if (!('on' in first.due)) throw new Error('P03 has a date')
    const terms = { ...first, due: { kind: 'date', on: '2031-09-01' }, owedBy: { fr: 'Personne', en: 'Nobody' }, quarters: [] }
    const draft = expectAccepted(await draftVersion(site.services, by(), { commitment: 'P03', terms, reason: 'Plus tard.' }))
    expectAccepted(await publishVersion(site.services, by(), draft))
    const page = (await read('/engagements/P03')).replaceAll(/[\u00A0\u202F]/g, ' ')
    const was = formatCivilDate(first.due.on, 'fr')
    expect(page).toContain(`Échéance d’abord promise : le ${was}`)
    expect(page).toContain(`${was} : Échéance d’abord promise, déplacée depuis`)
    for (const words of [`le ${was} → le ${formatCivilDate('2031-09-01', 'fr')}`, `${first.owedBy.fr} → Personne`]) expect(page).toContain(words)
    const year = Number(first.due.on.slice(0, 4))
    const years = await read('/engagements/annees')
    const ofYear = years.slice(years.indexOf(`id="a${year}"`), years.indexOf(`id="a${year - 1}"`))
    expect(ofYear).toContain('Échéance passée, puis déplacée')
    const rows: readonly Record<string, string>[] = parse(await read('/engagements.csv'), { columns: true })
    expect(rows.find((row) => row.commitment === 'P03')).toMatchObject({ due_on: '2031-09-01', first_due_kind: 'date', first_due_on: first.due.on })
  })

  it('refuses terms that say too little, unknown figures, and a commitment that would be its own ancestor', async () => {
    const write = (terms: unknown) => draftVersion(site.services, by(), { commitment: 'P05', terms, reason: 'essai' })
    expect(await write({ ...termsOf('P05'), statement: { fr: '', en: 'x' } })).toMatchObject({
      code: 'terms-wrong',
      evidence: { field: 'statement.fr' },
    })
    expect(await write({ ...termsOf('P05'), due: { kind: 'date', on: '2021-02-30' } })).toMatchObject({ code: 'terms-wrong' })
    expect(await write({ ...termsOf('P05'), indicators: [{ id: 'made.up', target: 1 }] })).toMatchObject({ code: 'indicator-unknown' })
    expect(await write({ ...termsOf('P05'), parent: 'P05' })).toMatchObject({ code: 'parent-unknown' })
    expect(await draftVersion(site.services, by(), { commitment: 'P18', terms: { ...termsOf('P18'), parent: 'P06' }, reason: 'x' })).toMatchObject({
      code: 'parent-unknown',
    })
  })
})

describe('every channel', () => {
  /** Every address that anyone may read, of every capability, now and to come: with what is not published yet where an address names something. */
  const channels = () => {
    const named: Readonly<Record<string, readonly string[]>> = {
      file: ['v1.json', 'v2.json'],
      quarter: ['1'],
      situation: ['rue'],
      body: ['recours-amiens'],
    }
    const fill = (path: string): readonly string[] => {
      const [whole, name = ''] = /:(\w+)(?:\{[^}]*\})?/.exec(path) ?? []
      return whole === undefined ? [path] : (named[name] ?? ['P04', 'Q01']).flatMap((value) => fill(path.replace(whole, value)))
    }
    const open = site.site.routes.filter(({ method, access }) => method === 'GET' && access.kind === 'public').flatMap(({ path }) => fill(path))
    return [...open, '/recherche?q=PAS-ENCORE-PUBLIC', '/recherche?q=Q01']
  }

  const mails = () =>
    readdirSync(join(site.folder, 'outbox')).map((name) => readFileSync(join(site.folder, 'outbox', name), 'utf8').replaceAll('=\r\n', ''))

  it('is silent about drafts and what waits for an editor, and tells them once they are published', async () => {
    const asked = {
      city: { code: town.code, name: 'Amiens' },
      email: 'voisin@quartier.example',
      commitment: '',
      language: 'fr',
      origin: 'https://amiens.example',
    } as const
    expectAccepted(await askToFollow(site.services, asked))
    const token = (await readFollowers(site.services.db, town.code))[0]?.token ?? ''
    expectAccepted(await confirmFollowing(site.services, town.code, token))
    const late = await draftVersion(site.services, by(), { commitment: 'P04', terms: { ...termsOf('P04'), statement: secret }, reason: secret.fr })
    expectAccepted(
      await draftVersion(site.services, by(), {
        commitment: 'Q01',
        terms: { ...termsOf('P04'), statement: secret, remark: secret },
        reason: secret.fr,
      }),
    )
    const proposal = { commitment: 'P04', title: secret.fr, address: '', words: secret.en, dated: '2024-01-01', party: 'citizen' } as const
    expectAccepted(await proposeDocument(site.services, by(), proposal))
    await refreshIndex(site.services, town.code)
    // Nor by the name of a parent that nobody sees yet.
    const child = expectAccepted(
      await draftVersion(site.services, by(), { commitment: 'P08', terms: { ...termsOf('P08'), parent: 'Q01' }, reason: 'essai' }),
    )
    expect(await publishVersion(site.services, by(), child)).toMatchObject({ ok: false, code: 'parent-unpublished' })
    site.now += 120_000
    await tellFollowers(site.services, town.code)
    expect(mails().filter((mail) => mail.includes(secret.fr) || mail.includes('Q01'))).toEqual([])
    expect(channels()).toEqual(
      expect.arrayContaining([
        '/engagements/Q01',
        '/engagements/P04/v2.json',
        '/engagements/Q01/echeances.ics',
        '/sitemap.xml',
        '/comptes-rendus.rss',
        '/suivi',
      ]),
    )
    for (const path of channels()) {
      for (const language of ['fr', 'en']) {
        // The page of a search says again what was looked for: that is no leak.
        const text = (await read(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`)).replaceAll(
          /(<title>|og:title" content="|value="|href="\/recherche\?)[^<">]*/g,
          '',
        )
        expect([path, text.includes(secret.fr), text.includes(secret.en), text.includes('Q01') && !path.includes('Q01')]).toEqual([
          path,
          false,
          false,
          false,
        ])
      }
    }
    expectAccepted(await publishVersion(site.services, by(), expectAccepted(late)))
    site.now += 120_000
    await tellFollowers(site.services, town.code)
    expect(mails().filter((mail) => mail.includes(secret.fr))).toHaveLength(1)
    for (const path of ['/engagements', '/engagements.csv', '/engagements.json', '/engagements.atom', '/engagements.ics', '/engagements/P04']) {
      expect([path, (await read(path)).includes(secret.fr)]).toEqual([path, true])
    }
  })

  it('is a feed that another’s parser reads, with all that RFC 4287 asks of a feed and of its entries', async () => {
    for (const path of ['/engagements.atom', '/engagements/P06/fil.atom']) {
      const feed = parseAtomFeed(await read(path))
      expect([path, feed.id, feed.title?.value, feed.authors?.[0]?.name]).toEqual([
        path,
        expect.stringMatching(/^http/),
        expect.any(String),
        'Amiens',
      ])
      expect(feed.links?.some(({ rel, href }) => rel === 'self' && href === `http://${town.host}${path}`)).toBe(true)
      const entries = feed.entries ?? []
      expect(entries.length).toBeGreaterThan(0)
      expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length)
      for (const { id, title, updated, links } of entries) {
        expect([id, title?.value, links?.[0]?.href]).toEqual([
          expect.stringMatching(/^http/),
          expect.stringMatching(/\S/),
          expect.stringMatching(/^http/),
        ])
        expect(updated).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
      }
      expect(feed.updated).toBe(entries[0]?.updated)
    }
    expect(() => parseAtomFeed('<feed')).toThrow()
  })

  it('is a calendar that another’s parser reads, and a table that a spreadsheet takes for text', async () => {
    const text = await read('/engagements.ics')
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    const calendar = new ICAL.Component(ICAL.parse(text))
    expect(() => ICAL.parse('BEGIN:VCALENDAR\r\nnothing')).toThrow()
    for (const { commitment, terms } of PROGRAMME) {
      const one = await site.request(`/engagements/${commitment}/echeances.ics`, { host: town.host })
      const page = await read(`/engagements/${commitment}`)
      if (terms.due.kind === 'continuous') expect([commitment, one.status, page.includes('echeances.ics')]).toEqual([commitment, 404, false])
      else expect([commitment, new ICAL.Component(ICAL.parse(await one.text())).getAllSubcomponents('vevent').length]).toEqual([commitment, 1])
    }
    const events = calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
    expect(events.length).toBeGreaterThan(10)
    expect(events.find(({ summary }) => summary.startsWith('P06'))?.startDate.toString()).toBe('2020-12-31')
    const rows = parse(await read('/engagements.csv'), { columns: true }) as readonly Readonly<Record<string, string>>[] // parsing: a table with its titles
    expect(rows).toHaveLength(18)
    expect(rows[0]).toMatchObject({ commitment: 'P01', due_kind: 'continuous', page: '' })
  })
})
