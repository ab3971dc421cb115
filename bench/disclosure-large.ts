import { checkCertificates, openSolver, tabulate, withSmallCounts, type Layout } from '../src/capabilities/activity/index.ts'
import { protectTables } from '../src/capabilities/activity/disclosure/index.ts'
import { readChecks } from './disclosure-tables.ts'
import { report, round } from './stage.ts'

/*
 * Seven linked tables of 20,000 checks: 5,285 cells, 737 of them sensitive. As they are, one cell in seven would be sensitive: each table is
 * made coarser, the one with the largest share first, until few are (formats/disclosure.md: about 3 %). What remains is protected and
 * certified in whole numbers; where a cell finds no certificate, a table that has it is made coarser, as reports do.
 */
const MOST_SENSITIVE = Number(process.argv[2] ?? 0.03)
const LIMIT = 900
const SEVEN = ['quartier×mois×base', 'quartier×mois×issue', 'quartier×trim×age', 'quartier×age×sexe', 'quartier×base×issue', 'base×issue×age×sexe', 'mois×age×sexe'] // prettier-ignore
const COARSER: Readonly<Record<string, string>> = { quartier: 'secteur', mois: 'trim' }
const THRESHOLD = 5

const started = performance.now()
const seconds = () => (performance.now() - started) / 1000
const { nine, counts } = readChecks()
const wanted = SEVEN.map((name) => name.split('×'))
const asked = mark(wanted)
let tables: Layout['tables'] = wanted
let made = asked
while (shareOf(made.cells) > MOST_SENSITIVE) {
  const shares = tables.map((table) => shareOf(mark([table]).cells))
  const worst = shares.indexOf(Math.max(...shares))
  const next = coarser(tables[worst] ?? [])
  tables = tables.flatMap((table, at) => (at === worst ? next : [table]))
  made = mark(tables)
}
const solver = await openSolver()
let steps = 0
let released = protect()
while (!released.ok && seconds() < LIMIT) {
  const labels = made.cells[Number(released.evidence.first ?? -1)]?.labels ?? []
  const within = tables.map((table) => (hasCell(table, labels) ? shareOf(mark([table]).cells) + 1 : 0))
  const worst = within.indexOf(Math.max(...within))
  tables = withoutContained(tables.flatMap((table, at) => (at === worst ? coarser(table) : [table])))
  made = mark(tables)
  steps += 1
  released = protect()
}
const flaws = released.ok ? checkCertificates({ ...released.value, tables: made.tables }) : []
report({
  cells_asked: asked.cells.length,
  primaries_asked: asked.primaries,
  tables: tables.length,
  cells: made.cells.length,
  primaries: made.primaries,
  secondary: released.ok ? released.value.secondary : -1,
  certified: released.ok && flaws.length === 0 ? released.value.certificates.length : 0,
  coarsened_for_certificates: steps,
  seconds: round(seconds()),
  seconds_limit: LIMIT,
})

function protect() {
  const result = protectTables(solver, { layout: made.layout, tables: made.tables, effort: { walks: 1, rounds: 0 }, tries: 300, stopAtFailure: true })
  const told = result.ok ? 'certified' : `${result.code}: ${String(result.evidence.cells)}`
  process.stderr.write(
    `${round(seconds())} s: ${tables.map((table) => table.join('×')).join(', ')}: ${made.cells.length} cells, ${made.primaries} sensitive, ${told}\n`,
  )
  return result
}

/** The cell distinguishes nothing that the table does not. */
function hasCell(table: readonly string[], labels: readonly string[]): boolean {
  return nine.dimensions.every(
    ({ name, levels }, at) => labels[at] === 'Total' || table.includes(name) || levels.some((level) => table.includes(level.name)),
  )
}

/** A table whose numbers another one has too says nothing more. */
function withoutContained(lattice: Layout['tables']): Layout['tables'] {
  return lattice.filter(
    (table, at) =>
      !lattice.some((other, index) => index !== at && table.every((name) => other.includes(name)) && (other.length > table.length || index < at)),
  )
}

function mark(lattice: Layout['tables']) {
  const layout = { dimensions: nine.dimensions, tables: lattice }
  const tables = withSmallCounts(tabulate(layout, counts), THRESHOLD)
  return { layout, tables, cells: tables.cells, primaries: tables.cells.filter(({ protection }) => protection !== undefined).length }
}

function shareOf(cells: readonly { readonly protection?: unknown }[]): number {
  return cells.filter(({ protection }) => protection !== undefined).length / cells.length
}

/** One step: a dimension by its groups, the finest first; else the table as those of one dimension fewer. */
function coarser(table: readonly string[]): readonly (readonly string[])[] {
  const at = table.findIndex((name) => COARSER[name] !== undefined)
  if (at >= 0) return [table.with(at, COARSER[table[at] ?? ''] ?? '')]
  return table.map((_, left) => table.filter((__, index) => index !== left))
}
