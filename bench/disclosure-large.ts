import { findWitnesses, checkCertificates, openSolver, suppress, tabulate, withSmallCounts, type Layout } from '../src/capabilities/activity/index.ts'
import { tabulateApart } from '../src/capabilities/activity/disclosure/tabulate.ts'
import { readChecks } from './disclosure-tables.ts'
import { report, round } from './stage.ts'

/*
 * Seven linked tables of 20,000 checks: 5,285 cells, 737 of them sensitive. As they are, one cell in seven would be sensitive: each table is
 * made coarser, the one with the largest share first, until few are (MOST_SENSITIVE). What remains is protected and certified in whole numbers.
 */
const MOST_SENSITIVE = Number(process.argv[2] ?? 0.06)
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
process.stderr.write(
  `${round(seconds())} s: ${tables.map((table) => table.join('×')).join(', ')}: ${made.cells.length} cells, ${made.primaries} sensitive\n`,
)
const { withheld, unprotected, secondary } = suppress(solver, tabulateApart(made.layout, made.tables), { walks: 1, rounds: 0 })
process.stderr.write(`${round(seconds())} s: ${secondary} withheld beside them, ${unprotected.length} cannot be protected\n`)
const { witnesses, certificates, failed } = findWitnesses(solver, { layout: made.layout, tables: made.tables, withheld }, 150)
const flaws = checkCertificates({ tables: made.tables, withheld, witnesses, certificates })
report({
  cells_asked: asked.cells.length,
  primaries_asked: asked.primaries,
  tables: tables.length,
  cells: made.cells.length,
  primaries: made.primaries,
  secondary,
  certified: flaws.length === 0 ? certificates.length : 0,
  failed: failed.length,
  seconds: round(seconds()),
  seconds_limit: 900,
})

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
