import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ESLint } from 'eslint'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CAPABILITIES } from '../src/main.ts'
import { connect, type Connection } from '../src/platform/db/database.ts'
import { withClient } from '../src/platform/db/roles.ts'
import { copyTemplate, dropDatabase } from '../src/testing/test-site.ts'
import { rowTypeFaults } from './row-types.ts'
import { tenancyFaults } from './tenancy.ts'
import { unsaidWords } from './words.ts'

const ROOT = join(import.meta.dirname, '..')
const bin = (name: string) => join(ROOT, 'node_modules/.bin', name)
const run = (command: string, args: readonly string[], cwd = ROOT) => spawnSync(process.execPath, [command, ...args], { cwd, encoding: 'utf8' })

describe('lint: each planted violation is caught, the same code without it passes', () => {
  const planted: readonly (readonly [string, string, string])[] = [
    ['bin/utils.mjs', 'export const one = 1\n', 'house/file-names'],
    ['src/capabilities/receipts/core/timing.ts', 'export const one = JSON.parse("1") as number\n', 'house/no-cast'],
    ['src/capabilities/receipts/core/timing.ts', 'export const now = () => Date.now()\n', 'house/no-ambient'],
    ['src/capabilities/receipts/core/timing.ts', 'export const now = () => new Date()\n', 'house/no-ambient'],
    ['src/capabilities/receipts/core/timing.ts', 'export function f(a: 1, b: 1, c: 1, d: 1) {\n  return [a, b, c, d]\n}\n', 'max-params'],
    ['src/capabilities/receipts/core/timing.ts', 'export const loose = (x: any) => x\n', '@typescript-eslint/no-explicit-any'],
    [
      'src/capabilities/receipts/core/timing.ts',
      'export function f() {\n  void 0\n  Promise.resolve()\n}\n',
      '@typescript-eslint/no-floating-promises',
    ],
    [
      'src/capabilities/receipts/core/timing.ts',
      'class A {\n  n = 1\n  f() {\n    return this.n\n  }\n}\nexport const f = new A().f\n',
      '@typescript-eslint/unbound-method',
    ],
    ['src/capabilities/receipts/core/timing.ts', '// TODO later\nexport const one = 1\n', 'no-warning-comments'],
    ['src/capabilities/receipts/core/timing.ts', 'export const one = 1\n'.repeat(301).replaceAll(/one/g, () => `n${(counter += 1)}`), 'max-lines'],
    ['src/capabilities/receipts/core/timing.ts', `export function f() {\n${'  void 0\n'.repeat(51)}}\n`, 'max-lines-per-function'],
    ['src/ui/field/field.tsx', 'export const Picture = () => <img src="/a.png" />\n', 'jsx-a11y/alt-text'],
  ]
  const eslint = new ESLint({ cwd: ROOT })
  test.each(planted)('%s: %j → %s', async (file, code, rule) => {
    const [found] = await eslint.lintText(code, { filePath: join(ROOT, file) })
    expect(found?.messages.map(({ ruleId }) => ruleId)).toContain(rule)
  })
})
let counter = 0

describe('boundaries: each forbidden import is caught', () => {
  const planted: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['no-cycles', { 'src/foundation/a.ts': "import './b.ts'\n", 'src/foundation/b.ts': "import './a.ts'\n" }],
    ['foundation-imports-nothing-of-ours', { 'src/foundation/a.ts': "import '../platform/b.ts'\n", 'src/platform/b.ts': 'export {}\n' }],
    ['platform-imports-foundation-alone', { 'src/platform/a.ts': "import '../ui/b.ts'\n", 'src/ui/b.ts': 'export {}\n' }],
    ['ui-imports-below', { 'src/ui/a.ts': "import '../capabilities/city/index.ts'\n", 'src/capabilities/city/index.ts': 'export {}\n' }],
    ['core-is-pure', { 'src/capabilities/city/core/a.ts': "import '../store.ts'\n", 'src/capabilities/city/store.ts': 'export {}\n' }],
    ['core-knows-no-node', { 'src/capabilities/city/core/a.ts': "import 'node:fs'\n" }],
    ['one-door', { 'src/capabilities/city/a.ts': "import '../journal/store.ts'\n", 'src/capabilities/journal/store.ts': 'export {}\n' }],
    ['one-door-from-outside', { 'src/main.ts': "import './capabilities/journal/store.ts'\n", 'src/capabilities/journal/store.ts': 'export {}\n' }],
    [
      'browser-code-stays-light',
      { 'src/capabilities/city/browser/a.ts': "import '../actions/b.ts'\n", 'src/capabilities/city/actions/b.ts': 'export {}\n' },
    ],
    ['tests-stay-out', { 'src/foundation/a.ts': "import './b.test.ts'\n", 'src/foundation/b.test.ts': 'export {}\n' }],
  ]
  test.each(planted)('%s', (rule, files) => {
    const folder = mkdtempSync(join(tmpdir(), 'visavis-planted-'))
    for (const [file, text] of Object.entries({ ...files, 'tsconfig.json': readFileSync(join(ROOT, 'tsconfig.json'), 'utf8') })) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      writeFileSync(join(folder, file), text)
    }
    const outcome = run(bin('depcruise'), ['src', '--config', join(ROOT, 'guards/dependencies.cjs'), '--output-type', 'err'], folder)
    rmSync(folder, { recursive: true })
    expect(outcome.stdout + outcome.stderr).toContain(`error ${rule}:`)
    expect(outcome.status).not.toBe(0)
  })
})

describe('types, formatting, dead code and migrations', () => {
  test('tsc refuses a text where a number stands, and an element that may not be there, under the house’s own options', () => {
    const folder = mkdtempSync(join(tmpdir(), 'visavis-planted-'))
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: join(ROOT, 'tsconfig.json'), compilerOptions: { types: [] }, include: ['a.ts'] }),
    )
    writeFileSync(join(folder, 'a.ts'), "export const one: number = '1'\nexport const first = (all: readonly number[]): number => all[0]\n")
    const outcome = run(bin('tsc'), ['--noEmit', '-p', folder])
    expect(outcome.stdout.match(/error TS2322/g)?.length).toBe(2)
    expect(outcome.status).not.toBe(0)
  })
  test('prettier refuses a file that it would write otherwise', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'visavis-planted-')), 'a.ts')
    writeFileSync(file, 'export const  a = "1";\n')
    expect(run(bin('prettier'), ['--check', file]).status).not.toBe(0)
  })
  test('knip names a file that nothing uses', () => {
    const folder = mkdtempSync(join(tmpdir(), 'visavis-planted-'))
    mkdirSync(join(folder, 'src'))
    writeFileSync(join(folder, 'package.json'), '{"name":"planted","type":"module"}')
    writeFileSync(join(folder, 'tsconfig.json'), '{}')
    writeFileSync(join(folder, 'src/index.ts'), 'export {}\n')
    writeFileSync(join(folder, 'src/orphan.ts'), 'export const orphan = 1\n')
    const outcome = run(bin('knip'), ['--directory', folder])
    expect(outcome.stdout).toContain('src/orphan.ts')
    expect(outcome.status).not.toBe(0)
  })
  test('squawk refuses a migration that would lock a living table', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'visavis-planted-')), '0002_bad.sql')
    writeFileSync(file, 'alter table receipts.receipts add column colour text not null;\n')
    const outcome = run(bin('squawk'), ['--config', join(ROOT, '.squawk.toml'), file])
    expect(outcome.stdout + outcome.stderr).toContain('adding-required-field')
    expect(outcome.status).not.toBe(0)
  })
})

test('each word is said somewhere; one that no page says is caught', () => {
  expect(unsaidWords(join(ROOT, 'src'))).toEqual([])
  const folder = mkdtempSync(join(tmpdir(), 'visavis-planted-'))
  writeFileSync(
    join(folder, 'page-words.ts'),
    "export const W = {\n  said: { fr: 'a', en: 'b' },\n  unsaid: { fr: 'c', en: 'd' },\n} satisfies Catalogue<string>\n",
  )
  writeFileSync(join(folder, 'page.ts'), "t('said')\n")
  expect(unsaidWords(folder)).toEqual(['page-words.ts: unsaid'])
})

describe('the database', () => {
  let url: string
  let connection: Connection
  beforeAll(async () => {
    url = await copyTemplate()
    connection = connect(url, 2)
  })
  afterAll(async () => {
    await connection.close()
    await dropDatabase(url)
  })

  test('the city comes first in every primary, unique and foreign key of city data, under row security', async () => {
    expect(await withClient(url, tenancyFaults)).toEqual([])
  })
  test('a table without it, a key that does not start with it, and a table without row security are caught', async () => {
    await withClient(
      url,
      async (client) => {
        await client.query('begin')
        await client.query("create table receipts.planted_one (id uuid primary key, city char(5) not null); create table receipts.planted_two (city char(5) not null, id uuid not null, primary key (city, id), unique (id)); alter table receipts.planted_two enable row level security; create table receipts.planted_three (city char(5) not null, id uuid, primary key (city, id))") // prettier-ignore
        const faults = await tenancyFaults(client)
        expect(faults.filter((fault) => fault.includes('planted')).map((fault) => fault.split(':')[0])).toEqual([
          'receipts.planted_one',
          'receipts.planted_one',
          'receipts.planted_three',
          'receipts.planted_two',
        ])
        await client.query('rollback')
      },
      'visavis_owner',
    )
  })

  test('row types say what the migrated tables are (UPDATE=1 writes them); a column that they do not know is caught', async () => {
    expect(rowTypeFaults(url, process.env.UPDATE === '1')).toBe('')
    const other = await copyTemplate()
    await withClient(other, (client) => client.query('alter table city.units add column planted text'), 'visavis_owner')
    expect(rowTypeFaults(other, false)).not.toBe('')
    await dropDatabase(other)
  })

  test('each read’s SQL is committed beside it (UPDATE=1 writes it)', () => {
    const stale: string[] = []
    for (const { file, compile } of CAPABILITIES.flatMap(({ statements }) => statements)) {
      const path = join(ROOT, 'src/capabilities', `${file}.sql`)
      const text = `${compile(connection.db).sql.replaceAll(/ (from|where|group by|order by|left join|inner join|limit) /g, '\n$1 ')}\n`
      if (process.env.UPDATE === '1') writeFileSync(path, text)
      if (readFileSync(path, 'utf8') !== text) stale.push(file)
    }
    expect(stale).toEqual([])
    const queries = readdirSync(join(ROOT, 'src/capabilities'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      /^\w+\/queries\/[\w-]+\.ts$/.test(file),
    )
    expect(queries.map((file) => file.replace('.ts', '')).sort()).toEqual(CAPABILITIES.flatMap(({ statements }) => statements.map(({ file }) => file)).sort()) // prettier-ignore
  })

  test('append-only tables are so by grant: the app may not change a receipt, nor change or delete an act of staff or a journal entry', async () => {
    for (const table of ['platform.audit', 'journal.entries', 'journal.checkpoints', 'city.declared_checks'])
      await expect(sql`delete from ${sql.raw(table)}`.execute(connection.db)).rejects.toThrow(/permission denied/)
    // What has had its time is deleted, and only that: src/capabilities/receipts/erasure.test.ts.
    const timed = ['receipts.receipts', 'receipts.equivocations', 'receipts.annotations', 'receipts.claims']
    for (const table of [...timed, 'platform.audit', 'journal.entries', 'journal.checkpoints', 'city.declared_checks'])
      await expect(sql`update ${sql.raw(table)} set city = city`.execute(connection.db)).rejects.toThrow(/permission denied/)
  })
})
