import { describe, expect, test } from 'vitest'
import { expectAccepted } from '../../../foundation/result.ts'
import { seededRandom } from '../../../foundation/seeded-random.ts'
import { audit } from './attack.ts'
import { checkCertificates, type Claim } from './check-certificates.ts'
import type { Group, Layout } from './layout.ts'
import { primariesOf, primaryPattern, type LinkedTables, type Pattern } from './linked-tables.ts'
import { findOptimum } from './optimal.ts'
import { withSmallCounts } from './primaries.ts'
import { protectRelease } from './protect-release.ts'
import { openSolver } from './solver.ts'
import { suppress } from './suppress.ts'
import { countRecords, tabulate, tabulateApart } from './tabulate.ts'

const solver = await openSolver()
const THRESHOLD = 5

const quarters = { name: 'quartier', codes: ['Nord', 'Est', 'Sud'], levels: [] }
const outcomes = { name: 'suite', codes: ['rien', 'contravention', 'délit'], levels: [] }
const months = {
  name: 'mois',
  codes: ['01', '02', '03', '04'],
  levels: [
    {
      name: 'trimestre',
      groups: [
        { label: 'T1', codes: ['01', '02', '03'] },
        { label: 'T2', codes: ['04'] },
      ],
    },
  ],
}

const ONE_TABLE: Layout = { dimensions: [quarters, outcomes], tables: [['quartier', 'suite']] }
/** Nord had one délit: the only number under five. */
const ONE_SMALL = Float64Array.of(12, 9, 1, 8, 14, 11, 17, 10, 9)

const THREE_TABLES: Layout = {
  dimensions: [quarters, outcomes, months],
  tables: [
    ['quartier', 'mois'],
    ['quartier', 'suite'],
    ['suite', 'mois'],
  ],
}

function generatedCounts(): Float64Array {
  const random = seededRandom(7)
  const records = Array.from({ length: 130 }, () => [
    random.pick(['Nord', 'Nord', 'Nord', 'Nord', 'Est', 'Est', 'Est', 'Sud']),
    random.pick(['rien', 'rien', 'rien', 'contravention', 'délit']),
    random.pick(['01', '02', '03', '04']),
  ])
  return countRecords(THREE_TABLES.dimensions, records)
}

function protectedOneTable(): Claim & { readonly secondary: number } {
  return expectAccepted(protectRelease(solver, { layout: ONE_TABLE, counts: ONE_SMALL, threshold: THRESHOLD }))
}

/** Every table of whole numbers that agrees with what is published, by trying them all; the least and greatest value of a cell. */
function bruteForce({ inner, cells }: LinkedTables, withheld: Pattern, wanted: number): { readonly low: number; readonly high: number } {
  const highest = 45
  const values = new Float64Array(inner.length)
  const published = cells.filter((_, cell) => !withheld[cell])
  const endingAt = inner.reduce<(typeof published)[]>(
    (lists, _, place) => [...lists, published.filter(({ members }) => members.at(-1) === place)],
    [],
  )
  const range = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY }
  const sum = (members: Int32Array) => members.reduce((total, member) => total + (values[member] ?? 0), 0)
  const place = (index: number): void => {
    if (index === inner.length) {
      const value = sum(cells[wanted]?.members ?? new Int32Array())
      range.low = Math.min(range.low, value)
      range.high = Math.max(range.high, value)
      return
    }
    for (let value = 0; value <= highest; value += 1) {
      values[index] = value
      if ((endingAt[index] ?? []).every((cell) => sum(cell.members) === cell.value)) place(index + 1)
    }
  }
  place(0)
  return range
}

describe('an attacker who adds and subtracts', () => {
  test('reads a single withheld number off its totals: planted, and found by the audit and by trying all tables', () => {
    const tables = withSmallCounts(tabulate(ONE_TABLE, ONE_SMALL), THRESHOLD)
    const weak = primaryPattern(tables)
    const [primary = -1] = primariesOf(tables)
    expect(audit(solver, tables, weak)).toEqual([expect.objectContaining({ cell: primary, safe: false })])
    expect(bruteForce(tables, weak, primary)).toEqual({ low: 1, high: 1 })
  })

  test('cannot say of a protected one whether it is nobody or five: all tables of whole numbers were tried', () => {
    const { tables, withheld } = protectedOneTable()
    const [primary = -1] = primariesOf(tables)
    const { low, high } = bruteForce(tables, withheld, primary)
    expect(low).toBe(0)
    expect(high).toBeGreaterThanOrEqual(THRESHOLD)
    expect(audit(solver, tables, withheld).every(({ safe }) => safe)).toBe(true)
  })

  test('uses a published zero: where the other withheld cells of a row are known to be nobody, the audit says so', () => {
    const counts = Float64Array.of(12, 9, 1, 8, 0, 11, 17, 10, 9)
    const tables = withSmallCounts(tabulate(ONE_TABLE, counts), THRESHOLD)
    const withheld = primaryPattern(tables)
    const at = (quarter: string, outcome: string) => tables.cells.findIndex(({ labels }) => labels[0] === quarter && labels[1] === outcome)
    for (const cell of [at('Nord', 'contravention'), at('Est', 'délit')]) withheld[cell] = 1
    expect(tables.cells[at('Est', 'contravention')]?.value).toBe(0)
    expect(audit(solver, tables, withheld)[0]?.safe).toBe(false)
  })

  test('needs no attack for a primary that is published: the audit does not call it safe', () => {
    const tables = withSmallCounts(tabulate(ONE_TABLE, ONE_SMALL), THRESHOLD)
    expect(audit(solver, tables, new Uint8Array(tables.cells.length))).toEqual([expect.objectContaining({ low: 1, high: 1, safe: false })])
  })

  test('finds nothing by comparing several tables of one release', () => {
    const release = expectAccepted(
      protectRelease(solver, { layout: THREE_TABLES, counts: generatedCounts(), threshold: THRESHOLD, effort: { walks: 3, rounds: 3 } }),
    )
    expect(primariesOf(release.tables).length).toBeGreaterThan(0)
    expect(audit(solver, release.tables, release.withheld).filter(({ safe }) => !safe)).toEqual([])
    expect(checkCertificates(release)).toEqual([])
  })

  test('is left in doubt by a release of one number, and one that cannot be certified in time is refused with its name', () => {
    const alone = { dimensions: [{ name: 'quartier', codes: ['Nord'], levels: [] }], tables: [['quartier']] }
    const request = { layout: alone, counts: Float64Array.of(3), threshold: THRESHOLD }
    expect(protectRelease(solver, request)).toMatchObject({ ok: true, value: { secondary: 0 } })
    expect(protectRelease(solver, { ...request, tries: 0 })).toMatchObject({ ok: false, code: 'not-certified', evidence: { cells: 'Total' } })
  })

  test('sees a group of one code as that code: the second three months hold April alone', () => {
    const layout = { ...THREE_TABLES, tables: [['quartier', 'mois']] }
    const whole = tabulate(layout, generatedCounts())
    const apart = tabulateApart(layout, whole)
    for (const [index, { members, value }] of apart.cells.entries()) {
      expect([index, members.reduce((sum, member) => sum + (apart.inner[member] ?? 0), 0)]).toEqual([index, value])
      expect(members.length).toBeGreaterThan(0)
    }
  })
})

describe('numbers published are the true ones, and few are withheld', () => {
  test('three cells beside the sensitive one: no pattern protects it with fewer, proven', () => {
    const { tables, secondary } = protectedOneTable()
    expect(secondary).toBe(3)
    const { bound, suppression } = findOptimum(solver, tables)
    expect({ bound, secondary: suppression?.secondary }).toEqual({ bound: 3, secondary: 3 })
    expect(audit(solver, tables, suppression?.withheld ?? new Uint8Array()).every(({ safe }) => safe)).toBe(true)
  })

  test('the optimum of a table with totals is never heavier than what the search finds', () => {
    const layout = { ...THREE_TABLES, tables: [['quartier', 'mois']] }
    const whole = withSmallCounts(tabulate(layout, generatedCounts()), THRESHOLD)
    const tables = tabulateApart(layout, whole)
    const searched = suppress(solver, tables, { walks: 2, rounds: 2 })
    expect(searched.unprotected).toEqual([])
    expect(findOptimum(solver, tables).bound).toBeLessThanOrEqual(searched.secondary)
  })

  test('the same records give the same pattern', () => {
    const request = { layout: THREE_TABLES, counts: generatedCounts(), threshold: THRESHOLD, effort: { walks: 2, rounds: 2 } }
    const [once, again] = [expectAccepted(protectRelease(solver, request)), expectAccepted(protectRelease(solver, request))]
    expect(again.withheld).toEqual(once.withheld)
  })

  test('a code that its dimension has not is an error in words', () => {
    expect(() => countRecords(ONE_TABLE.dimensions, [['Ouest', 'rien']])).toThrow('"Ouest" is not a code of quartier')
  })

  const divided = (groups: readonly Group[]): Layout => ({
    dimensions: [{ ...quarters, levels: [{ name: 'secteur', groups }] }],
    tables: [['quartier']],
  })
  test.each([
    [divided([{ label: 'S1', codes: ['Nord', 'Est'] }]), 'secteur does not divide the codes of quartier'],
    [
      divided([
        { label: 'Nord', codes: ['Nord', 'Est'] },
        { label: 'S2', codes: ['Sud'] },
      ]),
      'Nord of quartier is two things',
    ],
    [divided([{ label: 'Total', codes: ['Nord', 'Est', 'Sud'] }]), 'Total is the name of the whole'],
    [{ ...ONE_TABLE, tables: [['quartiers']] }, 'a table crosses quartiers, which no dimension has'],
    [{ ...ONE_TABLE, dimensions: [quarters] }, 'a table crosses suite, which no dimension has'],
    [{ dimensions: [months], tables: [['mois']] }, 'there is not one count for each combination'],
  ])('a layout that would be added up wrongly is an error in words: %#', (layout, words) => {
    expect(() => tabulate(layout, new Float64Array(3))).toThrow(words)
  })

  test('a coarser level cuts no finer group', () => {
    const level = {
      name: 'semestre',
      groups: [
        { label: 'A', codes: ['01', '02'] },
        { label: 'B', codes: ['03', '04'] },
      ],
    }
    const layout = { dimensions: [{ ...months, levels: [...months.levels, level] }], tables: [['mois']] }
    expect(() => tabulate(layout, new Float64Array(4))).toThrow('semestre cuts 01, 02, 03 of mois')
  })

  test('the same sum has one name in every table, so that it is withheld in all or in none', () => {
    const layout = { dimensions: [quarters, months], tables: [['quartier', 'trimestre'], ['mois']] }
    const { cells } = tabulate(layout, new Float64Array(12).fill(1))
    expect(new Set(cells.map(({ members }) => members.join())).size).toBe(cells.length)
    expect(cells.filter(({ labels }) => labels[0] === 'Nord').map(({ labels }) => labels[1])).toEqual(['T1', '04', 'Total'])
  })

  test('tables that meet at different levels are tied there, in either order', () => {
    const tables = [
      ['quartier', 'trimestre'],
      ['suite', 'mois'],
    ]
    for (const order of [tables, [...tables].reverse()]) {
      const layout = { ...THREE_TABLES, tables: order }
      const { ties, inner } = tabulateApart(layout, tabulate(layout, generatedCounts()))
      // T1, April (which is T2), and the total.
      expect(ties.length).toBe(3)
      for (const tie of ties) expect(tie.reduce((sum, [member, sign]) => sum + sign * (inner[member] ?? 0), 0)).toBe(0)
    }
  })
})

describe('the checker, which trusts nothing of the search', () => {
  const kinds = (claim: Claim) => checkCertificates(claim).map(({ kind }) => kind)

  test('accepts what is right', () => {
    expect(kinds(protectedOneTable())).toEqual([])
  })

  test('names a primary without a certificate, and one that is published after all', () => {
    const claim = protectedOneTable()
    expect(kinds({ ...claim, certificates: [] })).toEqual(['no-certificate'])
    expect(kinds({ ...claim, withheld: new Uint8Array(claim.withheld.length) })).toContain('published')
  })

  test('names a table that contradicts a published number', () => {
    const claim = protectedOneTable()
    expect(kinds({ ...claim, witnesses: claim.witnesses.map(() => [[0, 1]] as const) })).toContain('contradicts')
  })

  test('names a negative number, a broken one, and one said twice', () => {
    const claim = protectedOneTable()
    expect(kinds({ ...claim, witnesses: [[[2, -2]]] })).toContain('negative')
    expect(kinds({ ...claim, witnesses: [[[2, 0.5]]] })).toContain('not-whole')
    const twice = [[2, 4] as const, [2, -4] as const]
    expect(kinds({ ...claim, witnesses: [twice] })).toContain('not-whole')
    expect(kinds({ ...claim, witnesses: [[[900, 1]]] })).toContain('not-whole')
  })

  test('names a certificate that does not go far enough, or points to no table', () => {
    const claim = protectedOneTable()
    expect(kinds({ ...claim, certificates: claim.certificates.map((certificate) => ({ ...certificate, high: -1 })) })).toEqual(['too-narrow'])
    expect(kinds({ ...claim, certificates: claim.certificates.map((certificate) => ({ ...certificate, low: 99 })) })).toEqual(['too-narrow'])
  })
})
