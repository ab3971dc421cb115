import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { expectAccepted } from '../../foundation/result.ts'
import { buildTown, type Town } from '../../testing/cast.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { CAPABILITIES } from '../../main.ts'
import { createSite } from '../../site.ts'
import { chooseColumns, chooseValues, proposeValues } from './actions/choose-columns.ts'
import { importFiles } from './actions/import-files.ts'
import { readReceived, receiveFiles } from './actions/receive-files.ts'
import { importUpload, isReady, tryUpload } from './actions/try-upload.ts'
import { undoImport } from './actions/undo-import.ts'
import { buildMapping, keepUnsaid, LISTED, type ColumnChoice, type WordChoice } from './core/build-mapping.ts'
import { guessColumns } from './core/guess-columns.ts'
import { checkMapping, parseMapping } from './core/mapping.ts'
import { openRowMapper } from './core/map-row.ts'
import { readUpload, sweepUploads, type Upload } from './uploads/upload.ts'
import { Works } from './uploads/works.ts'

const CITY = '80021'
let site: TestSite
let town: Town
let other: Town
beforeAll(async () => {
  site = await openTestSite()
  town = await buildTown(site, { code: CITY, name: 'Amiens', host: 'amiens.example' })
  other = await buildTown(site, { code: '35238', name: 'Rennes', host: 'rennes.example' })
})
afterAll(() => site.close())

const bytes = (text: string) => new TextEncoder().encode(text)
const uploadsOf = (id: string) => join(site.folder, 'activity', CITY, 'uploads', id)

async function receive(files: readonly { readonly name: string; readonly bytes: Uint8Array }[], like?: string): Promise<Upload> {
  const upload = expectAccepted(await receiveFiles(site.services, { city: CITY, files, like }))
  return readReceived(site.services, { city: CITY, upload }, () => undefined)
}

/** As a clerk who accepts all that is proposed. */
async function decide(upload: Upload): Promise<Upload> {
  const choice = { ...guessColumns(upload.columns ?? []), source: 'Essai' }
  const chosen = expectAccepted(await chooseColumns(site.services, { city: CITY, upload }, choice))
  const { lists } = await proposeValues(site.services, { city: CITY, upload: chosen })
  const words: WordChoice = Object.fromEntries(
    lists.map(({ field, values }) => [field, Object.fromEntries(values.map(({ written, word }) => [written, word]))]),
  )
  return expectAccepted(await chooseValues(site.services, { city: CITY, upload: chosen }, words))
}

async function trialOf(upload: Upload) {
  if (!isReady(upload)) throw new Error('no mapping')
  return (await tryUpload(site.services, { city: CITY, upload }, () => undefined)).trial
}

async function importIt(upload: Upload) {
  if (!isReady(upload)) throw new Error('no mapping')
  return importUpload(site.services, { city: CITY, upload }, { by: undefined })
}

describe('what a clerk sends', () => {
  test('only dates, hours and short lists are written; a torn line keeps its number', async () => {
    const rows = Array.from({ length: 310 }, (_, index) => `2026-02-0${1 + (index % 9)} 12:00;Étouvie;Léa;note numéro ${index}`)
    const upload = await receive([{ name: 'a.csv', bytes: bytes(`quand;quartier;prénom;note\n${rows.join('\n')}\n2026-01-02;trop;peu\n2026-01-05 09:00;Saint-Leu;X;fin`) }]) // prettier-ignore
    expect(upload.columns?.map(({ column }) => column)).toEqual(['quand', 'quartier'])
    expect(upload.left).toEqual([{ column: 'prénom', why: 'identity' }, { column: 'note', why: 'too-many-values' }]) // prettier-ignore
    expect(readdirSync(uploadsOf(upload.id)).sort()).toEqual(['0.ndjson', 'upload.json'])
    for (const file of readdirSync(uploadsOf(upload.id))) expect(readFileSync(join(uploadsOf(upload.id), file), 'utf8')).not.toMatch(/Léa|numéro/)
    expect((await trialOf(await decide(upload)))?.lines).toEqual([{ file: 'a.csv', line: 312, column: '', reason: 'row-malformed' }])
  })

  test('a workbook and a text of Windows together are one import', async () => {
    const sheet = await writeExcelFile([['Date', 'Suite'], ['03/04/2026 09:30', 'Amende']].map((row) => row.map((value) => ({ value })))).toBuffer() // prettier-ignore
    const upload = await receive([
      { name: 'avril.xlsx', bytes: sheet },
      { name: 'mai.csv', bytes: Buffer.from('Date;Suite\n05/05/2026 à 14h30;Réglé\n', 'latin1') },
    ])
    const trial = await trialOf(await decide(upload))
    expect(trial?.summary).toMatchObject({ rows: 2, accepted: 2, months: [{ month: '2026-04', rows: 1 }, { month: '2026-05', rows: 1 }] }) // prettier-ignore
    expect(trial?.summary.blanks.some(({ field }) => field === 'hour')).toBe(false)
  })

  test('a file that the terminal imported is known to the browser, until that import is undone', async () => {
    const text = 'quand,suite\n2026-06-01 10:00,Amende\n'
    const path = join(site.folder, 'juin.csv')
    await site.services.files.write('juin.csv', bytes(text))
    const mapping = expectAccepted(parseMapping(JSON.stringify({ source: 'Terminal', act: 'fine', moment: { column: 'quand', form: 'local' }, fields: {} }))) // prettier-ignore
    const done = expectAccepted(await importFiles(site.services, { city: CITY, files: [{ name: basename(path), path }], mapping, by: undefined }))
    const send = () => receiveFiles(site.services, { city: CITY, files: [{ name: 'x.csv', bytes: bytes(text) }], like: undefined })
    expect(await send()).toMatchObject({ ok: false, code: 'nothing-new' })
    expectAccepted(await undoImport(site.services, { city: CITY, id: done.id, by: undefined, why: 'essai' }))
    const again = await readReceived(site.services, { city: CITY, upload: expectAccepted(await send()) }, () => undefined)
    expectAccepted(await importIt(await decide(again)))
    expect(await send(), 'and the other way round').toMatchObject({ ok: false, code: 'nothing-new' })
  })

  test('an upload that lost its last step to another import stays, and says why', async () => {
    const file = { name: 'deux.csv', bytes: bytes('quand,suite\n2026-07-01 10:00,Amende\n') }
    const [first, second] = [await decide(await receive([file])), await decide(await receive([file]))]
    expectAccepted(await importIt(first))
    expect(await importIt(second)).toMatchObject({ ok: false, code: 'nothing-new' })
    expect((await readUpload(site.services, { city: CITY, id: second.id }))?.refusal?.code).toBe('nothing-new')
  })

  test('what the city does not keep cannot be chosen', async () => {
    const upload = await receive([{ name: 'age.csv', bytes: bytes('quand,âge\n2026-08-01 10:00,Majeur\n') }])
    const choice = { ...guessColumns(upload.columns ?? []), source: 'Essai' }
    expect(choice.fields.age).toBe('âge')
    expect(await chooseColumns(site.services, { city: CITY, upload }, choice)).toMatchObject({ ok: false, code: 'field-not-allowed' })
  })

  test('nothing stays longer than a day; what a crash left half read, an hour', async () => {
    const read = await receive([{ name: 'jour.csv', bytes: bytes('quand\n2026-09-01 10:00\n') }])
    const unread = expectAccepted(await receiveFiles(site.services, { city: CITY, files: [{ name: 'nuit.csv', bytes: bytes('quand\n2026-09-02 10:00\n') }], like: undefined })) // prettier-ignore
    const later = (hours: number) => ({ ...site.services, clock: () => new Date(site.services.clock().getTime() + hours * 3_600_000) })
    await sweepUploads(later(2), CITY)
    expect(await readUpload(site.services, { city: CITY, id: unread.id })).toBeUndefined()
    expect(await readUpload(site.services, { city: CITY, id: read.id })).toBeDefined()
    await sweepUploads(later(25), CITY)
    expect(readdirSync(join(site.folder, 'activity', CITY, 'uploads'))).toEqual([])
  })
})

describe('hostile files from a browser', () => {
  const data = join(import.meta.dirname, '../../../../shared/data/hostile-input')

  test('515 strings that break programs, as titles and as values, are read to the end, or left out with the reason', async () => {
    const strings: readonly string[] = JSON.parse(readFileSync(join(data, 'naughty-strings.json'), 'utf8'))
    const lines = strings.slice(0, 290).map((text) => ({ quand: '2026-02-15 10:00', motif: text.slice(0, 100), __proto__x: 'a' }))
    const upload = await receive([{ name: '../../naughty.json', bytes: bytes(JSON.stringify(lines)) }])
    const trial = await trialOf(await decide(upload))
    expect(trial?.summary.rows).toBe(lines.length)
    expect((trial?.summary.accepted ?? 0) + (trial?.summary.refusals ?? []).reduce((sum, { rows }) => sum + rows, 0)).toBe(lines.length)
    const titled = await receive([{ name: 'titres.json', bytes: bytes(JSON.stringify([{ quand: '2026-02-15', ...Object.fromEntries(strings.map((text) => [text, 'x'])) }])) }]) // prettier-ignore
    expect((titled.columns?.length ?? 0) + titled.left.length).toBe(new Set([...strings.filter((text) => text !== ''), 'quand']).size)
  })

  test('318 JSON documents, valid or not: each ends as columns or as a refusal in words, and what came is gone', async () => {
    for (const name of readdirSync(join(data, 'json'))) {
      const received = await receiveFiles(site.services, {
        city: CITY,
        files: [{ name, bytes: readFileSync(join(data, 'json', name)) }],
        like: undefined,
      })
      if (!received.ok) continue
      const upload = await readReceived(site.services, { city: CITY, upload: received.value }, () => undefined)
      expect(upload.columns !== undefined || upload.refusal !== undefined, name).toBe(true)
      expect(
        readdirSync(uploadsOf(upload.id)).filter((file) => file.startsWith('raw')),
        name,
      ).toEqual([])
    }
  }, 60_000)

  test('a body that says it is a form with files and is none, or is larger than it may be, is refused in words', async () => {
    const server = createSite(site.services, CAPABILITIES)
    const post = (body: Uint8Array<ArrayBuffer>, type: string) =>
      server.fetch(new Request('http://amiens.example/imports', { method: 'POST', body, headers: { host: 'amiens.example', cookie: town.cookies.admin, origin: 'http://amiens.example', 'content-type': type, 'content-length': String(body.length) } })) // prettier-ignore
    expect((await post(bytes('no parts'), 'multipart/form-data; boundary=x')).status).toBe(415)
    expect((await post(bytes('a=b'), 'application/x-www-form-urlencoded')).status).toBe(415)
    expect((await post(new Uint8Array(66_000_000), 'multipart/form-data; boundary=x')).status).toBe(413)
  })
})

describe('who may', () => {
  const ask = async (path: string, { from, method = 'GET', host }: { readonly from: string; readonly method?: string; readonly host: string }) => {
    const server = createSite(site.services, CAPABILITIES)
    return server.fetch(new Request(`http://${host}${path}`, { method, headers: { host, cookie: from, origin: `http://${host}` } }))
  }

  test('another city neither sees nor drops an upload, nor follows its work', async () => {
    const { id } = await receive([{ name: 'ici.csv', bytes: bytes('quand\n2026-10-01 10:00\n') }])
    for (const path of [`/imports/${id}`, `/imports/${id}/avancement`, `/imports/${id}/correspondance.json`])
      expect((await ask(path, { from: other.cookies.admin, host: 'rennes.example' })).status, path).toBe(404)
    await ask(`/imports/${id}/abandon`, { from: other.cookies.admin, host: 'rennes.example', method: 'POST' })
    expect(await readUpload(site.services, { city: CITY, id })).toBeDefined()
    expect((await ask(`/imports/${id}`, { from: town.cookies.admin, host: 'amiens.example' })).status).toBe(200)
    expect((await ask(`/imports/${id}`, { from: town.cookies.supervisor, host: 'amiens.example' })).status).toBe(403)
  })

  test('an identifier that climbs out of its folder is none', async () => {
    for (const path of ['/imports/..%2F..%2Ffacts', '/imports/%2e%2e%2fupload'])
      expect((await ask(path, { from: town.cookies.admin, host: 'amiens.example' })).status, path).toBe(404)
  })
})

describe('answers become a mapping', () => {
  const word = fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('', 'total', 'NR', '__proto__', 'constructor', 'Été', 'ete', 'A+', 'A-', '🚓'))
  test('whatever the words: it is valid, each value has its word, and what was said to mean nothing is not recorded', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word), { maxLength: 12 }), (pairs) => {
        const written = [...new Map(pairs.map(([value, said], index) => [`${value.trim()}${index}`, said.trim()])).entries()]
        const columns = { ...guessColumns([]), source: 'Essai', day: 'quand', fields: { quarter: 'q' } }
        const words: WordChoice = { quarter: Object.fromEntries(written), sector: Object.fromEntries(written) }
        const mapping = expectAccepted(checkMapping(buildMapping({ columns, words, known: {}, profiles: [] })))
        const mapRow = openRowMapper(mapping)
        for (const [value, said] of written) {
          const fact = expectAccepted(mapRow(['2026-01-01', value]))
          if (said === '') expect(fact.quarter).toBeUndefined()
          else expect(heard(labelIn(mapping, fact.quarter))).toBe(heard(said))
          expect(fact.quarter === undefined || fact.quarter !== fact.sector).toBe(true)
        }
      }),
    )
  })

  const heard = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().match(/[\p{L}\p{N}+-]+/gu)?.join(' ') ?? text // prettier-ignore

  function labelIn(mapping: ReturnType<typeof buildMapping>, code: string | undefined): string {
    const rule = mapping.fields.quarter
    return (code !== undefined && rule && 'column' in rule && rule.labels[code]?.fr) || ''
  }

  test('what an earlier mapping said and no column can say is kept: its zone, its grid, its fields of one value; a chosen column wins', () => {
    const columns = { ...guessColumns([]), source: 'Essai', day: 'quand' }
    const built = (fields: ColumnChoice['fields'], words: WordChoice) => buildMapping({ columns: { ...columns, fields }, words, known: {}, profiles: [] }) // prettier-ignore
    const constant = (code: string) => ({ constant: code, labels: { [code]: { fr: code, en: code } } })
    const grid = { latitude: 'lat', longitude: 'lon', quarterDegrees: 0.1, sectorDegrees: 0.2 }
    const before = expectAccepted(checkMapping({ ...built({}, {}), zone: 'Indian/Reunion', grid, fields: { unit: constant('U1'), ground: constant('G1') } })) // prettier-ignore
    const kept = keepUnsaid(built({ unit: 'brigade' }, { unit: { A: 'Alpha' } }), before)
    expect(kept).toMatchObject({ zone: 'Indian/Reunion', grid, fields: { unit: { column: 'brigade' }, ground: { constant: 'G1' } } })
    expect(keepUnsaid(built({ quarter: 'q' }, { quarter: { A: 'Alpha' } }), before).grid).toBeUndefined()
  })

  test('each field that the page offers is proposed by at least one usual title', () => {
    const titles = ['Quartier', 'Brigade', 'Fondement', 'Motif', 'Résultat', 'Mesure', 'Âge', 'Sexe']
    const profiles = titles.map((column) => ({ column, blanks: 0, values: [['x', 1]] as const, moment: null, isHour: false }))
    expect(Object.keys(guessColumns(profiles).fields).sort()).toEqual([...LISTED].sort())
  })
})

test('work for one upload never runs twice at once; how it failed is kept', async () => {
  const failures: unknown[] = []
  const works = new Works((error) => failures.push(error))
  let runs = 0
  let end: (to: string | undefined) => void = () => undefined
  const work = () => {
    runs += 1
    return new Promise<string | undefined>((resolve) => (end = resolve))
  }
  works.start('a', work)
  works.start('a', work)
  expect(runs).toBe(1)
  end('/ailleurs')
  await new Promise((resolve) => setImmediate(resolve))
  expect(works.at('a')).toEqual({ rows: 0, state: 'done', to: '/ailleurs' })
  works.start('b', () => Promise.reject(new Error('essai')))
  await new Promise((resolve) => setImmediate(resolve))
  expect(works.at('b')?.state).toBe('failed')
  expect(failures).toHaveLength(1)
})
