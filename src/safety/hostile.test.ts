import { expectAccepted } from '../foundation/result.ts'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inCity } from '../platform/db/database.ts'
import { buildTown, quietCheck, type Town } from '../testing/cast.ts'
import { foundCastBody } from '../testing/vault/vault-stage.ts'
import { openTestSite, type TestSite } from '../testing/test-site.ts'
import { shipProgramme } from '../capabilities/commitments/index.ts'
import { refreshIndex } from '../capabilities/search/index.ts'
import { inParallel, submissionJson } from '../capabilities/receipts/index.ts'

const DATA = join(import.meta.dirname, '../../../shared/data/hostile-input')
const FUZZED = 100_000
/** Of the inputs, the first are documents, the others strings. */
const DOCUMENTS = 318

let site: TestSite
let town: Town
let asked = 0
beforeAll(async () => {
  site = await openTestSite({ VISAVIS_TRUST_PROXY: '1', VISAVIS_LOG_LEVEL: 'error' })
  town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'amiens.test' })
})
afterAll(() => site.close())

/** Each request comes from an address of its own: what is tried here is the input, not the rate limit. */
function ask(path: string, init: RequestInit): Promise<Response> {
  asked += 1
  const address = `10.${asked & 255}.${(asked >> 8) & 255}.${(asked >> 16) & 255}`
  return site.request(path, { ...init, host: 'amiens.test', headers: { 'x-forwarded-for': address, 'x-forwarded-proto': 'http', ...init.headers } })
}

const FORMS: readonly (readonly [string, Readonly<Record<string, string>>, 'admin' | 'supervisor' | undefined])[] = [
  ['/controles-sans-recu', { day: '2026-11-20', hour: '3', quarter: '1', service: 'unknown', asked: 'yes', happened: 'bag', account: '' }, undefined],
  ['/connexion/demonstration', { email: 'x' }, undefined],
  ['/ville/services', { service: '7', name: 'Brigade', kind: 'police_municipale', acts: 'releve_identite' }, 'admin'],
  ['/ville/agents', { unit: '1', number: '77' }, 'admin'],
  ['/ville/agents/depart', { unit: '1', number: '77' }, 'admin'],
  ['/ville/quartiers', { source: 's', geojson: '{}' }, 'admin'],
  ['/ville/rues', { csv: 'section,quarter,name\n1,Saint-Leu,Rue' }, 'admin'],
  ['/ville/options', { languages: 'fr', optional: 'sex', contact: 'c', dpo: 'd', hebergeur: 'h' }, 'admin'],
  ['/comptes', { email: 'a@b.example', role: 'admin', unit: '' }, 'admin'],
  ['/services/1/controles-declares', { day: '2026-11-01', checks: '4' }, 'supervisor'],
  ['/services/1/cartes', { count: '0' }, 'supervisor'],
  ['/preparation', { rapport: 'controles-2099-01', raison: 'r' }, 'admin'],
  ['/preparation/promesses', { acte: 'check', periode: 'month', jours: '10' }, 'admin'],
  ['/imports/{upload}/colonnes', { source: 's', jour: 'quand', heure: '', result: 'suite' }, 'admin'],
  ['/imports/{upload}/valeurs', { 'result.0': 'Amende' }, 'admin'],
  ['/services/1/recus/0011223344556677-1/annotations', { field: 'f', note: 'n' }, 'supervisor'],
]

/** Forms of the register, of rights, of recourse and of search: each input goes to one field, the fields in turn; the others hold what is right. */
const IN_TURN: readonly (readonly [string, Readonly<Record<string, string>>, 'admin' | 'observer' | undefined])[] = [
  ['/engagements/P06/preuve', { titre: 't', adresse: 'https://a.example', montre: 'm', date: '2024-01-01' }, undefined],
  ['/suivi', { adresse: 'a@b.example', engagement: 'P06' }, undefined],
  ['/gestion/engagements/P06/constat', { constat: 'not_kept', pourquoi: 'p', documents: 'ABCDEFGHJK', chiffres: 'receipts.coverage' }, 'observer'],
  ['/gestion/engagements/P06/document', { titre: 't', adresse: '', montre: 'm', date: '2024-01-01' }, 'observer'],
  ['/gestion/engagements/P06/decision', { reference: 'ABCDEFGHJK', decision: 'accepted', motif: 'm' }, 'admin'],
  ['/gestion/engagements/P06/publication', { version: '2' }, 'admin'],
  [
    '/gestion/engagements/P06/version',
    {
      'engagement-fr': 'e', 'engagement-en': 'e', 'remarque-fr': 'r', 'remarque-en': 'r', 'preuve-fr': 'p', 'preuve-en': 'p', 'source-fr': 's', 'source-en': 's', adresse: 'https://a.example', 'endroit-fr': 'e', 'endroit-en': 'e', page: '1', promis: '2020',
      'doit-fr': 'v', 'doit-en': 'c', echeance: 'date', le: '2027-01-01', depuis: '2020', quartiers: '1', parent: 'P18', indicateurs: 'receipts.coverage', 'cible-receipts.coverage': '1', raison: 'r',
    },
    'admin',
  ],
  ['/gestion/recours', { adresse: 'recours-essai', sorte: 'recourse', title: 't', purpose: 'p', powers: 'p', limits: 'l', contact: 'c', decision: 'd' }, 'admin'],
  ['/gestion/recours/organes/recours-amiens', { title: 't', purpose: 'p', powers: 'p', limits: 'l', contact: 'c', decision: 'd', 'en-title': 't', 'en-contact': 'c' }, 'admin'],
  ['/gestion/recours/images', { courriel: 'video@a.example' }, 'admin'],
  ['/recours/recours-amiens/nouvelles', { courriel: 'a@b.example', geste: 'demander', code: '12345678' }, undefined],
  ['/recours/recours-amiens/nouvelles', { courriel: 'a@b.example', geste: 'confirmer', code: '12345678' }, undefined],
  ['/recours/recours-amiens/avis/1', { suivi: 'non', raisons: 'r' }, 'admin'],
  ['/modele-de-compte-rendu', { acte: 'check', periode: 'month', tableaux: 'result', dessins: 'bars', debut: 'd', 'debut-en': 'd', fin: 'f', 'fin-en': 'f' }, 'admin'],
  ['/vos-droits/relecture', { texte: 'cpp-78-2', constat: 'unchanged', note: 'n' }, 'admin'],
] // prettier-ignore

/** A small export on its way to become an import: the steps after it are tried with its number. */
async function sendFile(): Promise<string> {
  const body = new FormData()
  body.set('fichiers', new Blob(['quand,suite\n2026-01-02 10:00,Amende\n']), 'essai.csv')
  const { headers } = await ask('/imports', { method: 'POST', body, headers: { cookie: town.cookies.admin } })
  const path = headers.get('location') ?? ''
  await expect.poll(async () => (await ask(path, { headers: { cookie: town.cookies.admin } })).text()).toContain('Étape 1 sur 3')
  return path.split('/').at(-1) ?? ''
}

async function apiBodies(): Promise<readonly (readonly [string, string, Readonly<Record<string, unknown>>])[]> {
  const made = town.phone.issue(quietCheck(site.now), { city: town.number, unit: 1, secret: site.services.random(16) })
  const receipt: Record<string, unknown> = JSON.parse(submissionJson(made.submission))
  const sixty4 = 'A'.repeat(86)
  return [
    ['PUT', `/agent/api/recus/${made.id}`, receipt],
    ['POST', '/agent/api/services', { keyId: made.id.slice(0, 16), first: 1, last: 2, head: 'A'.repeat(43), signature: sixty4 }],
    ['POST', '/agent/api/enrolement', { code: 'AAAAAAAA', algorithm: 'Ed25519', publicKey: 'A'.repeat(43), proof: sixty4 }],
    ['POST', `/recus/${made.id}/contestation`, { challenge: 'A'.repeat(43), content: '{"words":"x"}', publicKey: 'A'.repeat(43), signature: sixty4 }],
    ['POST', '/connexion/cle/reponse', { attempt: 'x', response: {} }],
  ]
}

async function counts(): Promise<Readonly<Record<string, number>>> {
  const tables = [
    'receipts.receipts',
    'receipts.claims',
    'receipts.manifests',
    'receipts.devices',
    'receipts.cards',
    'receipts.annotations',
    'platform.sessions',
  ]
  const rows = await inCity(site.services.db, town.code, (tx) =>
    Promise.all(
      tables.map(
        async (table) => [table, (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`.execute(tx)).rows[0]?.n ?? -1] as const,
      ),
    ),
  )
  return Object.fromEntries(rows)
}

describe.skipIf(!existsSync(DATA))('each form and API field × 318 documents and 515 strings (../shared/data/hostile-input)', () => {
  const documents = (): readonly string[] => [
    ...readdirSync(join(DATA, 'json'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json')).map((file) => readFileSync(join(DATA, 'json', file), 'latin1')), // prettier-ignore
    ...(JSON.parse(readFileSync(join(DATA, 'naughty-strings.json'), 'utf8')) as readonly string[]), // parsing: the file is a list of strings
  ]

  test('forms: no 5xx, and the page that comes back never runs what was typed', async () => {
    const inputs = documents()
    expect(inputs.length).toBe(318 + 515)
    const faults: string[] = []
    const upload = await sendFile()
    for (const [form, fields, role] of FORMS) {
      const path = form.replace('{upload}', upload)
      const cookie = role && town.cookies[role]
      const names = Object.keys(fields)
      for (const [at, field] of names.entries()) {
        // Strings go to each field of each form; documents to each form, its fields in turn.
        const own = inputs.filter((_, index) => index >= DOCUMENTS || index % names.length === at)
        await inParallel(own, 8, async (input) => {
          const body = new URLSearchParams({ ...fields, [field]: input }).toString()
          const answer = await ask(path, {
            method: 'POST',
            body,
            headers: { 'content-type': 'application/x-www-form-urlencoded', ...(cookie && { cookie }) },
          })
          if (answer.status >= 500) faults.push(`${path} ${field} ${JSON.stringify(input.slice(0, 60))} → ${answer.status}`)
          if (/<script>alert/i.test(await answer.text())) faults.push(`${path} ${field} echoes ${input.slice(0, 60)}`)
        })
      }
    }
    expect(faults).toEqual([])
  }, 300_000)

  test('the register, rights, recourse and search: each input in two of their forms, the fields in turn; a third of them searched; what is stored is shown again without harm', async () => {
    expectAccepted(await shipProgramme(site.services, { city: town.code, by: undefined }))
    await foundCastBody(site.services, town.code)
    const faults: string[] = []
    const look = async (what: string, answer: Response) => {
      if (answer.status >= 500) faults.push(`${what} → ${answer.status}`)
      // What a browser takes for a page or a drawing; in JSON and CSV a sign is a sign.
      const isRun = /html|xml/.test(answer.headers.get('content-type') ?? '')
      if (/<script>alert|<img src=x/i.test(await answer.text()) && isRun) faults.push(`${what} is echoed`)
    }
    for (const [turn, [path, fields, role]] of IN_TURN.entries()) {
      const cookie = role && town.cookies[role]
      const names = Object.keys(fields)
      await inParallel(
        documents()
          .filter((_, index) => (index + turn) % IN_TURN.length < 2)
          .map((input, index) => ({ input, name: names[index % names.length] ?? '' })),
        8,
        async ({ input, name }) => {
          const body = new URLSearchParams({ ...fields, [name]: input }).toString()
          const headers = { 'content-type': 'application/x-www-form-urlencoded', ...(cookie && { cookie }) }
          await look(`${path} ${name} ${JSON.stringify(input.slice(0, 60))}`, await ask(path, { method: 'POST', body, headers }))
        },
      )
    }
    await inParallel(
      documents().filter((_, index) => index % 3 === 0),
      8,
      async (input) =>
        look(
          `search ${JSON.stringify(input.slice(0, 60))}`,
          await ask(`/recherche?q=${encodeURIComponent(input.replaceAll(/\p{Surrogate}/gu, '').slice(0, 4000))}`, {}),
        ),
    )
    await refreshIndex(site.services, town.code)
    for (const path of [
      '/recours',
      '/recours/recours-amiens',
      '/recours/recours-amiens/rapports/2026',
      '/engagements',
      '/engagements/P06',
      '/engagements.atom',
      '/engagements.ics',
      '/engagements.csv',
      '/engagements.json',
      '/engagements/annees',
      '/vos-droits/rue',
      '/recherche?q=alert',
      '/sitemap.xml',
    ])
      await look(path, await ask(path, {}))
    expect(faults).toEqual([])
  }, 120_000)

  test('API: each field and the whole body, refused without a 5xx, nothing stored half', async () => {
    const inputs = documents()
    const before = await counts()
    const faults: string[] = []
    for (const [method, path, fields] of await apiBodies()) {
      const bodies = inputs.flatMap((input) => [input, ...Object.keys(fields).map((field) => JSON.stringify({ ...fields, [field]: input }))])
      await inParallel(bodies, 8, async (body) => {
        const answer = await ask(path, { method, body, headers: { 'content-type': 'application/json', accept: 'application/json' } })
        if (answer.status >= 500 || answer.status < 400) faults.push(`${path} ${body.slice(0, 80)} → ${answer.status}`)
      })
    }
    expect(faults).toEqual([])
    expect(await counts()).toEqual(before)
  }, 300_000)
})

/** mulberry32: the same requests at each run, so that a failure can be found again. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

test(`${FUZZED} fuzzed requests: no 5xx, no hang, nothing stored half`, async () => {
  const random = seeded(20261123)
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value // parsing: the index is within
  const noise = (length: number) =>
    Array.from({ length: Math.floor(random() * length) }, () => String.fromCharCode(1 + Math.floor(random() * 0x2ff))).join('')
  const [receipt] = await apiBodies()
  const valid = JSON.stringify(receipt?.[2])
  const mutate = (text: string) => {
    const at = Math.floor(random() * text.length)
    const changed = random() < 0.5 ? text.slice(0, at) + noise(4) + text.slice(at + 1) : text.slice(0, at)
    return changed === text ? text.slice(1) : changed
  }
  const routes = site.site.routes.filter(({ path }) => !['/metrics', '/services/:unit/cartes'].includes(path))
  const before = await counts()
  const start = asked
  const faults: string[] = []
  await inParallel(
    Array.from({ length: FUZZED }, (_, index) => index),
    16,
    async () => {
      const submission = random() < 0.4
      const route = pick(routes)
      const path = submission ? (receipt?.[1] ?? '/') : route.path.replace(/:\w+/g, () => encodeURIComponent(noise(12)) || 'x')
      const method = submission ? 'PUT' : random() < 0.7 ? route.method : pick(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      const type = submission
        ? 'application/json'
        : pick(['application/json', 'application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data', noiseless(noise(9))])
      const body = method === 'GET' ? undefined : submission ? mutate(valid) : pick([noise(200), mutate(valid), 'day=1&day=2', ''])
      const query = random() < 0.3 ? `?${encodeURIComponent(noise(20))}` : ''
      const answer = await ask(path + query, {
        method,
        ...(body !== undefined && { body }),
        headers: { 'content-type': type, ...(random() < 0.3 && { cookie: `visavis=${encodeURIComponent(noise(30))}` }) },
      })
      if (answer.status >= 500) faults.push(`${method} ${path} → ${answer.status}`)
      await answer.arrayBuffer()
    },
  )
  expect(faults).toEqual([])
  expect(asked - start).toBe(FUZZED)
  expect(await counts()).toEqual(before)
}, 400_000)

/** A header value must be printable Latin-1: that is the client's own rule. */
function noiseless(text: string): string {
  return text.replaceAll(/[^\x21-\x7e]/g, 'x') || 'x'
}
