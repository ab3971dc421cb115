import { Command } from 'commander'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { addDisclosureCommands } from './disclosure.ts'

const folder = mkdtempSync(join(tmpdir(), 'visavis-disclosure-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const [records, lattice, release] = ['contrôles.csv', 'treillis.json', 'publication'].map((name) => join(folder, name)) as [string, string, string] // parsing: three names
const published = join(release, 'published.csv')

async function run(
  command: string,
  file = records,
  ...flags: readonly string[]
): Promise<{ readonly said: string; readonly stopped: string | undefined }> {
  const said: string[] = []
  const program = new Command('visavis').exitOverride()
  addDisclosureCommands(program, { say: (sentence) => void said.push(sentence), clock: () => new Date(0) })
  const stopped = await program
    .parseAsync(['disclosure', command, file, '--lattice', lattice, '--release', release, ...flags], { from: 'user' })
    .then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
  return { said: said.join('\n'), stopped }
}

/** Twenty combinations; in « =Nord » one délit, the only number under five. Its quarter looks like a formula. */
const COUNTS: Readonly<Record<string, readonly number[]>> = { '=Nord': [12, 9, 2], Est: [8, 14, 11], Sud: [17, 10, 9] }
const OUTCOMES = ['rien', 'contravention', 'délit']

function writeRecords(): void {
  const lines = Object.entries(COUNTS).flatMap(([quarter, counts]) =>
    counts.flatMap((count, outcome) => Array.from({ length: count }, () => `${quarter},${OUTCOMES[outcome]},Dupont`)),
  )
  writeFileSync(records, `quartier,suite,nom\n${lines.join('\n')}\n`)
  writeFileSync(lattice, JSON.stringify({ dimensions: [{ name: 'quartier' }, { name: 'suite' }], tables: [['quartier', 'suite']] }))
}

describe('visavis disclosure', () => {
  test('what it protects, it then audits and checks; no other column of the records is in its files', async () => {
    writeRecords()
    expect(await run('protect')).toMatchObject({ said: expect.stringContaining('1 sensitive and 3 others are withheld'), stopped: undefined })
    expect(await run('audit')).toMatchObject({ said: expect.stringContaining('none is given away'), stopped: undefined })
    expect(await run('check')).toMatchObject({ said: expect.stringContaining('withheld and certified'), stopped: undefined })
    const text = readFileSync(published, 'utf8') + readFileSync(join(release, 'certificates.json'), 'utf8')
    expect(text).not.toContain('Dupont')
  })

  test('against those who are counted too: what was certified for outsiders alone is not enough; asked for, it is', async () => {
    const flaws = await run('check', records, '--insider')
    expect(flaws.said).toContain('known-within: =Nord × délit')
    expect(flaws.stopped).toContain('not to be published')
    expect(await run('protect', records, '--insider')).toMatchObject({ stopped: undefined })
    expect(await run('check', records, '--insider')).toMatchObject({ said: expect.stringContaining('withheld and certified'), stopped: undefined })
    expect(await run('check'), 'and it serves against outsiders as well').toMatchObject({ stopped: undefined })
  })

  test('in the published file no label is a formula', () => {
    const text = readFileSync(published, 'utf8')
    expect(text).toContain("\n'=Nord,rien,")
    expect(text).not.toMatch(/^=/m)
  })

  test('a release that withholds the sensitive cell alone is given away by subtraction: audit, certify and check say so', async () => {
    const weak = readFileSync(published, 'utf8').replaceAll(/^(.*),,withheld$/gm, (line, labels: string) => {
      const [quarter = '', outcome = ''] = labels.split(',')
      const count = COUNTS[quarter.replace("'", '')]?.[OUTCOMES.indexOf(outcome)] ?? 0
      return count < 5 ? line : `${labels},${count},published`
    })
    writeFileSync(published, weak)
    const audited = await run('audit')
    expect(audited.said).toBe('=Nord × délit: an attacker knows that it lies from 2 to 2.')
    expect(audited.stopped).toContain('1 of 1 sensitive cells are given away')
    expect((await run('check')).stopped).toContain('not to be published')
    expect((await run('certify')).stopped).toContain('not to be published')
  })

  test('a falsified number, a cell left out and a cell that is not of the lattice are each named', async () => {
    await run('protect')
    const whole = readFileSync(published, 'utf8')
    const changed = async (change: (text: string) => string) => {
      writeFileSync(published, change(whole))
      return (await run('check')).stopped
    }
    expect(await changed((text) => text.replace(/^Total,Total,92,/m, 'Total,Total,90,'))).toContain('Total × Total does not show the true count')
    expect(await changed((text) => text.replace(/^Total,Total,.*\n/m, ''))).toContain('does not have Total × Total')
    expect(await changed((text) => `${text}Ouest,rien,6,published\n`)).toContain('the lattice has no Ouest × rien')
    expect(await changed((text) => `${text}Total,Total,91,published\n`)).toContain('is there twice')
  })

  test('records that are not UTF-8, lack a column, or put a code in two groups are refused in words', async () => {
    writeFileSync(join(folder, 'latin.csv'), Buffer.from('quartier,suite\nÉtouvie,rien\n', 'latin1'))
    expect((await run('protect', join(folder, 'latin.csv'))).stopped).toContain('it is not UTF-8')
    writeFileSync(join(folder, 'court.csv'), 'quartier\nEst\n')
    expect((await run('protect', join(folder, 'court.csv'))).stopped).toContain('no column “suite”')
    writeFileSync(lattice, JSON.stringify({ dimensions: [{ name: 'quartier', levels: ['suite'] }], tables: [['quartier']] }))
    expect((await run('protect')).stopped).toContain('a code has one group')
    writeFileSync(lattice, '{')
    expect((await run('protect')).stopped).toContain('it is not JSON')
  })
})
