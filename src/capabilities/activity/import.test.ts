import fc from 'fast-check'
import { unzipSync, zipSync } from 'fflate'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { expectAccepted } from '../../foundation/result.ts'
import { buildTown } from '../../testing/cast.ts'
import { openTestSite, type TestSite } from '../../testing/test-site.ts'
import { importFiles } from './actions/import-files.ts'
import { undoImport } from './actions/undo-import.ts'
import { ImportAccount } from './facts/import-account.ts'
import { forbiddenIn } from './core/forbidden-columns.ts'
import { squareOf } from './core/grid.ts'
import { parseMapping, type Mapping } from './core/mapping.ts'
import { openClock, readDayFirst, readHour, readLocal } from './core/moment.ts'
import { quoted, rowsOf, withDuck } from './facts/duck.ts'
import { readImports } from './queries/imports.ts'

const DATA = join(import.meta.dirname, '../../../../shared/data')
const CITY = '80021'
let site: TestSite
beforeAll(async () => {
  site = await openTestSite()
  await buildTown(site, { code: CITY, name: 'Amiens', host: 'amiens.example', optionalFields: ['age_band', 'sex'] })
})
afterAll(() => site.close())

const STOPS = expectAccepted(parseMapping(readFileSync(join(import.meta.dirname, 'mappings/stop-and-search.json'), 'utf8')))
/** What a small town's software might export. */
const FINES = expectAccepted(
  parseMapping(
    JSON.stringify({
      source: 'Logiciel de la police municipale',
      act: 'fine',
      moment: { day: 'Date', form: 'day-first', hour: 'Heure' },
      fields: {
        quarter: { column: 'Quartier', values: { 'Saint-Leu': '1', Étouvie: '2' }, labels: { 1: { fr: 'Saint-Leu', en: 'Saint-Leu' }, 2: { fr: 'Étouvie', en: 'Étouvie' } } },
        motive: { column: 'Motif', values: { Bruit: 'noise', Dépôt: 'dumping' }, labels: { noise: { fr: 'Bruit', en: 'Noise' }, dumping: { fr: 'Dépôt sauvage', en: 'Dumping' } } },
      },
    }),
  ),
) // prettier-ignore

let written = 0
function fileOf(content: string | Uint8Array, name = 'amendes.csv'): { readonly name: string; readonly path: string } {
  const folder = join(site.folder, 'files', String((written += 1)))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), content)
  return { name, path: join(folder, name) }
}

function run(files: readonly { readonly name: string; readonly path: string }[], mapping: Mapping = FINES) {
  return importFiles(site.services, { city: CITY, files, mapping, by: undefined })
}

async function factsOf(id: string): Promise<readonly (readonly (string | number | null)[])[]> {
  const folder = join(site.folder, 'activity', CITY, 'facts')
  return withDuck({ folders: [folder] }, (duck) => rowsOf(duck, `select * from read_parquet(${quoted(`${folder}/*/${id}.parquet`)}) order by all`))
}

const refusedLines = (id: string) => readFileSync(join(site.folder, 'activity', CITY, 'imports', `${id}-refused.csv`), 'utf8')

describe('an import accounts for every row', () => {
  test('the real files of a force: each row becomes a fact or a refusal, the sum is that of the lines', async () => {
    const paths = readdirSync(join(DATA, 'stop-and-search')).filter((name) => name.endsWith('.csv')).map((name) => join(DATA, 'stop-and-search', name)) // prettier-ignore
    const lines = paths.reduce((sum, path) => sum + readFileSync(path, 'utf8').trimEnd().split('\n').length - 1, 0)
    const done = expectAccepted(await run(paths.map((path) => ({ name: basename(path), path })), STOPS)) // prettier-ignore
    expect(done.rows).toBe(lines)
    expect(done.accepted + done.refusals.reduce((sum, { rows }) => sum + rows, 0)).toBe(lines)
    expect((await factsOf(done.id)).length).toBe(done.accepted)
    expect(done.identical).toBeGreaterThan(0)
  })

  test('ethnicity is told as left unread, and no value of it is in the facts, the account or the database', async () => {
    const [done] = await readImports(site.services.db, CITY)
    const text = JSON.stringify([await factsOf(done?.id ?? ''), done, refusedLines(done?.id ?? '')])
    for (const value of ['White', 'Asian', 'Black', 'thnic']) expect(text).not.toContain(value)
    const again = expectAccepted(await run([fileOf(`Date,Heure,Quartier,Motif,Self-defined ethnicity\n01/02/2026,9,,Bruit,White\n`)]))
    expect(again.forbidden).toEqual([{ column: 'Self-defined ethnicity', why: 'origin' }])
  })

  test('a line that cannot be read is told with its number, its column and the reason, never with what it says', async () => {
    const rows = ['03/02/2026,9h,Saint-Leu,Bruit', '31/02/2026,9h,Saint-Leu,Bruit', ',9h,Saint-Leu,Bruit', '04/02/2026,9h,Mars,Bruit', '05/02/2026,25h,Étouvie,Dépôt', '06/02/2026,trop,de,champs,ici'] // prettier-ignore
    const done = expectAccepted(await run([fileOf(`Date,Heure,Quartier,Motif\n${rows.join('\n')}\n`)]))
    expect(done).toMatchObject({ rows: 6, accepted: 1 })
    expect(refusedLines(done.id).trim().split('\n').slice(1).sort()).toEqual([
      'amendes.csv,3,Date,moment-unreadable',
      'amendes.csv,4,Date,moment-missing',
      'amendes.csv,5,Quartier,value-unknown',
      'amendes.csv,6,Heure,moment-unreadable',
      'amendes.csv,7,,row-malformed',
    ])
  })

  test('a blank is “not recorded”: neither zero nor another value', async () => {
    const done = expectAccepted(await run([fileOf('Date,Heure,Quartier,Motif\n07/02/2026,,,Bruit\n')]))
    expect(done.blanks).toEqual(expect.arrayContaining([{ field: 'hour', rows: 1 }, { field: 'quarter', rows: 1 }])) // prettier-ignore
    expect((await factsOf(done.id))[0]).toEqual(['fine', '2026-02-07', null, null, null, null, null, null, 'noise', null, null, null, null, null])
  })

  test('rows that are written alike are all kept, and counted aloud', async () => {
    const done = expectAccepted(await run([fileOf(`Date,Heure,Quartier,Motif\n${'08/02/2026,9,Étouvie,Bruit\n'.repeat(7)}`)]))
    expect(done).toMatchObject({ accepted: 7, identical: 6 })
  })

  test('the same rows as CSV, JSON, NDJSON, Parquet and XLSX are the same facts', async () => {
    const rows = [['09/02/2026', '9', 'Étouvie', 'Bruit'], ['10/03/2026', '', 'Saint-Leu', 'Dépôt']] // prettier-ignore
    const objects = rows.map(([Date, Heure, Quartier, Motif]) => ({ Date, Heure, Quartier, Motif }))
    const parquet = fileOf('', 'amendes.parquet')
    const select = rows.map(
      (row) => `select ${['Date', 'Heure', 'Quartier', 'Motif'].map((name, at) => `${quoted(row[at] ?? '')} as "${name}"`).join(', ')}`,
    )
    await withDuck({ folders: [join(parquet.path, '..')] }, (duck) => duck.run(`copy (${select.join(' union all ')}) to ${quoted(parquet.path)} (format parquet)`)) // prettier-ignore
    const files = [
      fileOf(`Date;Heure;Quartier;Motif\r\n${rows.map((row) => row.join(';')).join('\r\n')}`),
      fileOf(JSON.stringify(objects), 'amendes.json'),
      fileOf(objects.map((object) => JSON.stringify(object)).join('\n'), 'amendes.ndjson'),
      parquet,
      fileOf(await writeExcelFile([['Date', 'Heure', 'Quartier', 'Motif'], ...rows]).toBuffer(), 'amendes.xlsx'),
    ]
    const facts: unknown[] = []
    for (const file of files) facts.push(await factsOf(expectAccepted(await run([file])).id))
    expect(facts[0]).toHaveLength(2)
    for (const other of facts) expect(other).toEqual(facts[0])
  })
})

test('a name that only later objects have is read, and told where it is a forbidden one: exports leave out what is empty', async () => {
  const objects = [
    { Date: '13/02/2026', Quartier: 'Étouvie', Motif: 'Bruit' },
    { Date: '13/02/2026', Heure: '9', Quartier: 'Étouvie', Motif: 'Bruit', Ethnicity: 'x' },
  ]
  for (const [name, content] of [
    ['un.json', JSON.stringify(objects)],
    ['un.ndjson', objects.map((object) => JSON.stringify(object).replace('13/', '14/')).join('\n')],
  ] as const) {
    const done = expectAccepted(await run([fileOf(content, name)]))
    expect(done.accepted).toBe(2)
    expect(done.forbidden).toEqual([{ column: 'Ethnicity', why: 'origin' }])
  }
})

describe('the same file twice', () => {
  test('changes nothing, whatever its name; undone, its facts are gone and it may come again', async () => {
    const content = 'Date,Heure,Quartier,Motif\n11/02/2026,9,Étouvie,Bruit\n'
    const first = expectAccepted(await run([fileOf(content)]))
    expect(await run([fileOf(content, 'autre-nom.csv')])).toMatchObject({ ok: false, code: 'nothing-new' })
    expect(await undoImport(site.services, { city: CITY, id: first.id, by: undefined, why: 'mauvais fichier' })).toMatchObject({ ok: true, value: 1 })
    expect(existsSync(join(site.folder, 'activity', CITY, 'facts/2026-02', `${first.id}.parquet`))).toBe(false)
    expect(await undoImport(site.services, { city: CITY, id: first.id, by: undefined, why: 'encore' })).toMatchObject({ code: 'already-undone' })
    expect(expectAccepted(await run([fileOf(content)])).accepted).toBe(1)
  })

  test('imported by two at once, it is in the facts once', async () => {
    const content = 'Date,Heure,Quartier,Motif\n12/02/2026,9,Étouvie,Bruit\n'
    const both = await Promise.all([run([fileOf(content)]), run([fileOf(content)])])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    const live = (await readImports(site.services.db, CITY)).filter(({ undone }) => undone === null)
    expect(both.filter(({ ok }) => ok).every((done) => done.ok && live.some(({ id }) => id === done.value.id))).toBe(true)
  })
})

test('the account of refusals leaves no line out, however many there are', () => {
  const account = new ImportAccount()
  for (let line = 2; line < 250_002; line += 1)
    account.refuse({ file: line % 2 ? 'a.csv' : 'b.csv', line, column: 'Quartier', reason: line % 3 ? 'value-unknown' : 'row-malformed' })
  const lines = new TextDecoder().decode(account.refusedLines()).trimEnd().split('\n')
  expect(lines).toHaveLength(250_001)
  expect([lines[1], lines[2], lines.at(-1)]).toEqual([
    'b.csv,2,Quartier,value-unknown',
    'a.csv,3,Quartier,row-malformed',
    'a.csv,250001,Quartier,value-unknown',
  ])
  expect(account.summary().refusals.reduce((sum, { rows }) => sum + rows, 0)).toBe(250_000)
  expect(account.firstLines(1)).toEqual([{ file: 'b.csv', line: 2, column: 'Quartier', reason: 'value-unknown' }])
})

describe('hostile files', () => {
  test('a file in another encoding is refused whole: no letter is guessed', async () => {
    const latin = Buffer.from('Date,Heure,Quartier,Motif\n13/02/2026,9,Étouvie,Bruit\n', 'latin1')
    expect(await run([fileOf(latin)])).toMatchObject({ ok: false, code: 'file-refused' })
    expect(expectAccepted(await run([fileOf(latin)], { ...FINES, encoding: 'windows-1252' })).accepted).toBe(1)
  })

  test('a line that does not end is refused long before it fills the memory', async () => {
    const endless = fileOf(`Date,Heure,Quartier,Motif\n14/02/2026,9,Étouvie,"${'x'.repeat(3_000_000)}`)
    expect(await run([endless])).toMatchObject({ ok: false, code: 'file-refused', evidence: { fault: 'endless-line' } })
    expect(await run([fileOf(`{"Date":"${'x'.repeat(3_000_000)}`, 'a.ndjson')])).toMatchObject({ ok: false, code: 'file-refused' })
    expect(await run([fileOf('x'.repeat(300_000))])).toMatchObject({ ok: false, code: 'file-refused' })
  })

  test('a single line of 2 GB is refused, and its memory is never asked for', async () => {
    for (const name of ['deux-giga.csv', 'deux-giga.ndjson']) {
      const endless = fileOf('Date,Heure,Quartier,Motif\n14/02/2026,9,Étouvie,', name)
      truncateSync(endless.path, 2 ** 31)
      const before = process.memoryUsage().rss
      expect(await run([endless])).toMatchObject({ ok: false, code: 'file-refused' })
      expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
      rmSync(endless.path)
    }
  }, 60_000)

  test('a workbook that would unpack to more than it may, says less than it holds, or asks for a sheet without end, is refused', async () => {
    const sheet = (bytes: Uint8Array) => ({ ...unzipSync(workbook), 'xl/worksheets/sheet1.xml': bytes })
    const workbook = await writeExcelFile([['Date', 'Heure', 'Quartier', 'Motif'], ['15/02/2026', '9', 'Étouvie', 'Bruit']]).toBuffer()
    const bomb = zipSync(sheet(new Uint8Array(300_000_000)), { level: 9 })
    expect(bomb.length).toBeLessThan(400_000)
    expect(await run([fileOf(bomb, 'bombe.xlsx')])).toMatchObject({ code: 'file-refused', evidence: { fault: 'unpacks-too-much' } })
    const modest = Buffer.from(bomb)
    // What each part says of its size, in its own header and in the directory: 300 MB become 1 KB.
    for (let at = 0; (at = modest.indexOf(Buffer.from(Uint32Array.of(300_000_000).buffer), at)) >= 0;) modest.writeUInt32LE(1024, at)
    const before = process.memoryUsage().rss
    expect(await run([fileOf(modest, 'modeste.xlsx')])).toMatchObject({ code: 'file-refused' })
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
    const far = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    expect(await run([fileOf(zipSync(sheet(new TextEncoder().encode(far))), 'loin.xlsx')])).toMatchObject({ code: 'file-refused', evidence: { fault: 'sheet-too-wide' } })
    expect(await run([fileOf('PK not at all', 'faux.xlsx')])).toMatchObject({ code: 'file-refused' })
  }, 30_000) // prettier-ignore

  test('515 strings that break programs, as values: each line is a fact or a refusal', async () => {
    const strings: readonly string[] = JSON.parse(readFileSync(join(DATA, 'hostile-input/naughty-strings.json'), 'utf8'))
    const objects = strings.map((text) => ({ Date: '15/02/2026', Heure: '9', Quartier: text, Motif: 'Bruit' }))
    const done = expectAccepted(await run([fileOf(JSON.stringify(objects), 'naughty.json')]))
    expect(done.rows).toBe(strings.length)
    expect(done.accepted + done.refusals.reduce((sum, { rows }) => sum + rows, 0)).toBe(strings.length)
  })

  test('318 JSON documents, valid or not: each is refused in words, none stops the program, nothing of them is stored', async () => {
    const folder = join(DATA, 'hostile-input/json')
    const before = (await readImports(site.services.db, CITY)).length
    for (const name of readdirSync(folder)) {
      for (const as of [name, `${name}.ndjson`]) expect(await run([{ name: as, path: join(folder, name) }]), as).toMatchObject({ ok: false })
    }
    expect((await readImports(site.services.db, CITY)).length).toBe(before)
  }, 60_000)

  test('bytes that are no Parquet are refused', async () => {
    expect(await run([fileOf('PAR1 not at all PAR1', 'a.parquet')])).toMatchObject({ ok: false, code: 'file-refused' })
  })

  test('what the account of refusals says is never a formula', async () => {
    const done = expectAccepted(await run([fileOf('Date,Heure,Quartier,Motif\n16/02/2026,9,?,Bruit\n17/02/2026,9,Étouvie,Bruit\n', '=cmd.csv')]))
    expect(refusedLines(done.id)).toContain("'=cmd.csv,2,Quartier")
  })
})

describe('a mapping', () => {
  const base = { source: 's', act: 'fine', moment: { column: 'Date', form: 'local' } }
  const rule = { column: 'Ethnicity', values: { White: 'a' }, labels: { a: { fr: 'a', en: 'a' } } }
  test('that reads a forbidden column, gives a code no label, or names no zone is refused', () => {
    expect(parseMapping(JSON.stringify({ ...base, fields: { motive: rule } }))).toMatchObject({ code: 'mapping-forbidden' })
    expect(parseMapping(JSON.stringify({ ...base, fields: { motive: { ...rule, column: 'Motif', labels: {} } } }))).toMatchObject({ code: 'mapping-label-missing' }) // prettier-ignore
    expect(parseMapping(JSON.stringify({ ...base, zone: 'Mars/Olympus', fields: {} }))).toMatchObject({ code: 'mapping-zone' })
    expect(parseMapping(JSON.stringify({ ...base, fields: { motive: { column: 'Motif', values: { x: 'followed' }, labels: { followed: { fr: 'a', en: 'a' } } } } }))).toMatchObject({ code: 'mapping-unreadable' }) // prettier-ignore
    expect(parseMapping('{')).toMatchObject({ code: 'mapping-unreadable' })
  })

  test.each([
    ['Self-defined ethnicity', 'origin'], ['Officer-defined ethnicity', 'origin'], ['Origine', 'origin'], ['Nationalité', 'origin'],
    ['Nom', 'identity'], ['Prénom', 'identity'], ['date_de_naissance', 'identity'], ['Matricule agent', 'officer'],
    ['Nombre', undefined], ['Outcome', undefined], ['Object of search', undefined], ['Age range', undefined],
  ] as const)('“%s” is %s', (column, why) => expect(forbiddenIn(column)).toBe(why)) // prettier-ignore
})

describe('moments and places', () => {
  test('an instant is told by the clock of its place, winter and summer', () => {
    const paris = openClock('Europe/Paris')
    expect(paris('2026-01-31T23:30:00Z')).toEqual({ day: '2026-02-01', hour: 0 })
    expect(paris('2026-07-31T21:59:59+00:00')).toEqual({ day: '2026-07-31', hour: 23 })
    expect(paris('2026-02-30T10:00:00Z')).toBeUndefined()
    expect(paris('2026-02-01T10:00:00')).toBeUndefined()
  })

  test('French dates and hours', () => {
    expect(readDayFirst('1/2/2026')).toEqual({ day: '2026-02-01', hour: undefined })
    expect(readDayFirst('29/02/2026')).toBeUndefined()
    expect(['9', '09:30', '23h59', '7 h', '24', '9h99'].map(readHour)).toEqual([9, 9, 23, 7, undefined, undefined])
    expect(readLocal('2026-03-01 14:30')).toEqual({ day: '2026-03-01', hour: 14 })
  })

  test('each square lies in one larger square, on both sides of zero', () => {
    fc.assert(
      fc.property(fc.double({ min: -90, max: 90, noNaN: true }), fc.double({ min: -180, max: 180, noNaN: true }), (north, east) => {
        const grid = { quarterDegrees: 0.1, sectorDegrees: 0.5 }
        const square = expectAccepted(squareOf(String(north), String(east), grid))
        const [, row = '', column = ''] = /^g(-?\d+)_(-?\d+)$/.exec(square?.quarter ?? '') ?? []
        expect(square?.sector).toBe(`s${Math.floor(Number(row) / 5)}_${Math.floor(Number(column) / 5)}`)
      }),
    )
    expect(squareOf('', '1', { quarterDegrees: 1, sectorDegrees: 1 }).ok).toBe(false)
    expect(squareOf('91', '1', { quarterDegrees: 1, sectorDegrees: 1 }).ok).toBe(false)
  })
})
