export { audit } from './attack.ts'
export { checkCertificates } from './check-certificates.ts'
export { mergeCells, TOTAL, type Cell, type LinkedTables, type Pattern } from './linked-tables.ts'
export type { Dimension, Layout } from './layout.ts'
export { findOptimum } from './optimal.ts'
export { withSmallCounts } from './primaries.ts'
export { protectRelease } from './protect-release.ts'
export { parseLattice, tabulateRecords, type Lattice, type Tabulated } from './read-lattice.ts'
export { MOST_EXACT, openLatticeSpace, protectLattice, type LatticeSpace } from './protect-lattice.ts'
export { FEW_SENSITIVE, FEW_WITHHELD, makeCoarser, mostCells, tableOf, type Choice } from './coarser.ts'
export type { EarlierRelease } from './ledger.ts'
export { withOfficerRule } from './officers.ts'
export {
  CERTIFICATES,
  PUBLISHED,
  readCertificates,
  readEarlier,
  readPublished,
  readRelease,
  RELEASE,
  writeCertificates,
  writePublished,
  writeRelease,
} from './release-files.ts'
export { openSolver } from './solver.ts'
export { suppress } from './suppress.ts'
export { countRecords, tabulate } from './tabulate.ts'
export { findWitnesses } from './witness.ts'
export { shownBy } from './layout.ts'
export { withOneOutcomeRule } from './one-outcome.ts'
export { certifyTables, protectTables, type ProtectedRelease } from './protect-release.ts'
export { tabulateSparse, type Combination, type SparseTables } from './tabulate-sparse.ts'
export { keyOf } from './tabulate.ts'
export type { Support } from './support.ts'
export type { Solver } from './solver.ts'
export type { Certificate, Witness } from './witness.ts'
