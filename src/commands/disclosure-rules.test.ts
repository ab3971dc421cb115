import { Command } from 'commander'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { addDisclosureCommands } from './disclosure.ts'

const folder = mkdtempSync(join(tmpdir(), 'visavis-disclosure-rules-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Row = Readonly<Record<string, string>>
let number = 0

/** A folder for one publication: its records, its lattice, and where it is published. */
function prepare(rows: readonly Row[], lattice: object) {
  number += 1
  const at = (name: string) => join(folder, `${number}-${name}`)
  const columns = Object.keys(rows[0] ?? {})
  writeFileSync(at('actes.csv'), `${columns.join(',')}\n${rows.map((row) => columns.map((column) => row[column]).join(',')).join('\n')}\n`)
  writeFileSync(at('treillis.json'), JSON.stringify(lattice))
  const release = at('publication')
  const run = async (command: string, ...flags: readonly string[]) => {
    const said: string[] = []
    const program = new Command('visavis').exitOverride()
    addDisclosureCommands(program, { say: (sentence) => void said.push(sentence), clock: () => new Date(0) })
    const stopped = await program
      .parseAsync(['disclosure', command, at('actes.csv'), '--lattice', at('treillis.json'), '--release', release, ...flags], { from: 'user' })
      .then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      )
    return { said: said.join('\n'), stopped }
  }
  const file = (name: string) => readFileSync(join(release, name), 'utf8')
  const shown = (...labels: readonly string[]) => new RegExp(`^${labels.join(',')},(.*)$`, 'm').exec(file('published.csv'))?.[1]
  return { release, run, file, shown }
}

function times(count: number, row: Row): readonly Row[] {
  return Array.from({ length: count }, () => row)
}

/** Acts by quarter and outcome, in the order of `OUTCOMES`. */
const OUTCOMES = ['amende', 'arrestation', 'rien']
function acts(counts: Readonly<Record<string, readonly number[]>>, beside: Row = {}): readonly Row[] {
  return Object.entries(counts).flatMap(([quartier, each]) =>
    each.flatMap((count, at) => times(count, { quartier, suite: OUTCOMES[at] ?? '', ...beside })),
  )
}

const TWO = { dimensions: [{ name: 'quartier' }, { name: 'suite' }], tables: [['quartier', 'suite']] }

describe('visavis disclosure holds every rule of the format', () => {
  test('a row whose twelve persons were all arrested tells it of each of them: it is withheld, and without the rule it is not', async () => {
    const rows = acts({ Est: [8, 14, 11], Nord: [0, 12, 0], Ouest: [9, 6, 20], Sud: [17, 10, 9] })
    const weak = prepare(rows, TWO)
    await weak.run('protect')
    expect([weak.shown('Nord', 'arrestation'), weak.shown('Nord', 'rien')], 'a published zero is a published fact').toEqual([
      '12,published',
      '0,published',
    ])
    const ruled = prepare(rows, { ...TWO, outcome: { dimension: 'suite', persons: 20 } })
    expect(await ruled.run('protect')).toMatchObject({ stopped: undefined })
    expect([ruled.shown('Nord', 'amende'), ruled.shown('Nord', 'rien')]).toContain(',withheld')
    expect(await ruled.run('audit')).toMatchObject({ stopped: undefined })
    expect(await ruled.run('check')).toMatchObject({ stopped: undefined })
    writeFileSync(join(ruled.release, 'published.csv'), weak.file('published.csv'))
    expect((await ruled.run('audit')).stopped, 'the weak release is caught').toContain('given away')
    expect((await ruled.run('certify')).stopped).toContain('not to be published')
  })

  test('a number that two officers alone made is theirs: withheld; their column is in no file; a record that says nobody counts for nobody', async () => {
    const rows = [
      ...acts({ Est: [8, 14, 11], Sud: [17, 10, 9], Ouest: [12, 9, 13] }).map((row, at) => ({ ...row, agent: `matricule-${at % 7}` })),
      ...acts({ Nord: [6, 7, 9] }).map((row, at) => ({ ...row, agent: at % 5 === 0 ? '' : `matricule-${at % 2}` })),
    ]
    const two = prepare(rows, { ...TWO, officers: { column: 'agent' } })
    expect(await two.run('protect')).toMatchObject({ stopped: undefined })
    expect([two.shown('Nord', 'Total'), two.shown('Nord', 'rien')]).toEqual([',withheld', ',withheld'])
    expect(two.shown('Total', 'Total')).toBe('125,published')
    expect(two.file('published.csv') + two.file('release.json') + two.file('certificates.json')).not.toContain('matricule')
    expect(await two.run('check')).toMatchObject({ stopped: undefined })
    const without = prepare(rows, TWO)
    await without.run('protect')
    expect(without.shown('Nord', 'Total')).toBe('22,published')
    expect((await prepare(rows, { ...TWO, officers: { column: 'brigade' } }).run('protect')).stopped).toContain('no column “brigade”')
  })

  const MONTHS = Array.from({ length: 6 }, (_, month) => `2026-0${month + 1}`)
  const OVER_TIME = {
    dimensions: [{ name: 'mois', levels: ['trimestre'] }, { name: 'quartier' }],
    tables: [['mois', 'quartier']],
  }
  const monthly = (months: readonly string[], count: (month: number, quarter: number) => number) =>
    months.flatMap((mois, month) =>
      ['Est', 'Nord', 'Sud'].flatMap((quartier, quarter) => times(count(month, quarter), { mois, trimestre: month < 3 ? 't1' : 't2', quartier })),
    )
  const count = (month: number, quarter: number) => (month === 1 && quarter === 0 ? 2 : 7 + ((3 * month + 5 * quarter) % 6))

  test('what was withheld before stays withheld, and what was published before binds: no subtraction between two releases', async () => {
    const first = prepare(monthly(MONTHS.slice(0, 3), count), OVER_TIME)
    expect(await first.run('protect')).toMatchObject({ stopped: undefined })
    const hidden = first.file('published.csv').split('\n').filter((line) => line.endsWith(',withheld')) // prettier-ignore
    expect(hidden.length).toBeGreaterThan(1)
    const second = prepare(monthly(MONTHS, count), OVER_TIME)
    expect(await second.run('protect', '--earlier', first.release)).toMatchObject({ stopped: undefined })
    for (const line of hidden) {
      const [month = '', quarter = ''] = line.split(',')
      if (month !== 'Total') expect(second.shown(month, quarter), line).toBe(',withheld')
      else expect(second.shown('t1', quarter), line).toBe(',withheld')
    }
    expect(await second.run('audit', '--earlier', first.release)).toMatchObject({ stopped: undefined })
    expect(await second.run('check', '--earlier', first.release)).toMatchObject({ stopped: undefined })
  })

  test('a second release that is safe alone and gives a number away beside the first is caught when it is audited against it, and only then', async () => {
    const rows = [...times(2, { mois: '01', quartier: 'Est' }), ...times(10, { mois: '01', quartier: 'Nord' }), ...times(7, { mois: '02', quartier: 'Est' }), ...times(10, { mois: '02', quartier: 'Nord' })] // prettier-ignore
    const dimensions = [{ name: 'mois' }, { name: 'quartier' }]
    const first = prepare(rows, { dimensions, tables: [['quartier']] })
    await first.run('protect')
    expect(first.shown('Total', 'Est')).toBe('9,published')
    const second = prepare(rows, { dimensions, tables: [['mois', 'quartier']] })
    await second.run('protect', '--earlier', first.release)
    const ours = second.file('published.csv')
    expect(await second.run('audit', '--earlier', first.release)).toMatchObject({ stopped: undefined })
    const weak = ['01,Est,', '01,Nord,', '01,Total,12', '02,Est,7', '02,Nord,10', '02,Total,17', 'Total,Est,', 'Total,Nord,', 'Total,Total,29']
    const lines = weak.map((line) => `${line},${line.endsWith(',') ? 'withheld' : 'published'}`)
    writeFileSync(join(second.release, 'published.csv'), `mois,quartier,count,state\n${lines.join('\n')}\n`)
    expect(await second.run('audit'), 'alone it is safe').toMatchObject({ stopped: undefined })
    const against = await second.run('audit', '--earlier', first.release)
    expect(against.said).toContain('01 × Est: an attacker knows that it lies from 2 to 2.')
    expect((await second.run('certify', '--earlier', first.release)).stopped).toContain('not to be published')
    expect(ours).toMatch(/^Total,Est,9,published$/m)
  })

  test('an earlier release that does not fit is refused in words, and nothing is written', async () => {
    const first = prepare(monthly(MONTHS.slice(0, 3), count), OVER_TIME)
    await first.run('protect')
    const refused = async (rows: readonly Row[], lattice: object = OVER_TIME) =>
      (await prepare(rows, lattice).run('protect', '--earlier', first.release)).stopped
    expect(await refused(monthly(MONTHS.slice(1), count))).toContain('which these records do not have')
    expect(await refused(monthly(MONTHS, (month, quarter) => count(month, quarter) + (month === 0 ? 1 : 0)))).toContain('another count of')
    const flat = { dimensions: [{ name: 'mois' }, { name: 'quartier' }], tables: [['mois', 'quartier']] }
    expect(await refused(monthly(MONTHS, count), flat)).toContain('add a level that has it')
    const regrouped = monthly(MONTHS, count).map((row) => ({ ...row, trimestre: row.mois === '2026-03' ? 't2' : (row.trimestre ?? '') }))
    expect(await refused(regrouped), 'a group that has other months now').toContain('add a level that has it')
    const without = { dimensions: [{ name: 'mois', levels: ['trimestre'] }], tables: [['mois']] }
    expect(await refused(monthly(MONTHS, count), without), 'a column that this lattice does not have').toContain('which this lattice cannot tell')
    expect((await prepare(monthly(MONTHS, count), OVER_TIME).run('protect', '--earlier', join(folder, 'rien'))).stopped).toContain('release.json')
    const strange = prepare(monthly(MONTHS.slice(0, 3), count), OVER_TIME)
    await strange.run('protect')
    writeFileSync(join(strange.release, 'release.json'), strange.file('release.json').replace('"tables":[["mois"', '"tables":[["siècle"'))
    expect((await strange.run('check')).stopped).toContain('a table crosses siècle')
  })

  test('where the lattice allows it, a table that tells too much of too few becomes coarser, and says so; the checks follow it', async () => {
    const rows = monthly(MONTHS, (month, quarter) => 1 + ((month + quarter) % 4))
    const asked = prepare(rows, { ...OVER_TIME, coarsen: {} })
    const made = await asked.run('protect')
    expect(made.stopped).toBeUndefined()
    expect(made.said).toContain('Coarser: mois × quartier is published as trimestre × quartier.')
    expect(JSON.parse(asked.file('release.json'))).toMatchObject({ tables: [['trimestre', 'quartier']] })
    expect(asked.file('published.csv')).not.toContain('2026-01')
    expect(await asked.run('audit')).toMatchObject({ stopped: undefined })
    expect(await asked.run('check')).toMatchObject({ stopped: undefined })
    const few = prepare(times(3, { mois: '2026-01', trimestre: 't1', quartier: 'Est' }), { ...OVER_TIME, coarsen: {} })
    expect((await few.run('protect')).stopped).toContain('No table can be published')
  })

  test('the exact mode withholds the proven fewest, never more than the search; and says when tables are too large for it', async () => {
    const rows = acts({ Est: [8, 14, 11], Nord: [12, 9, 2], Ouest: [3, 9, 8], Sud: [17, 10, 9] })
    const [search, exact] = [prepare(rows, TWO), prepare(rows, TWO)]
    const others = (said: string) => Number(/and (\d+) others/.exec(said)?.[1])
    const [found, proven] = [await search.run('protect'), await exact.run('protect', '--exact')]
    expect(proven.stopped).toBeUndefined()
    expect(others(proven.said)).toBeLessThanOrEqual(others(found.said))
    expect(await exact.run('check')).toMatchObject({ stopped: undefined })
    const many = Array.from({ length: 60 }, (_, at) => at).flatMap((at) =>
      Array.from({ length: 40 }, (_, other) => ({ a: `a${at}`, b: `b${other}` })),
    )
    const large = prepare(many, { dimensions: [{ name: 'a' }, { name: 'b' }], tables: [['a', 'b']] })
    expect((await large.run('protect', '--exact')).stopped).toContain('more than the 2000 of the exact mode')
  })
})
