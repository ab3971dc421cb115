export { activity } from './capability.ts'
export { importFiles, type Imported } from './actions/import-files.ts'
export { undoImport } from './actions/undo-import.ts'
export { makeDrafts } from './actions/make-drafts.ts'
export { promiseReports } from './actions/promise-reports.ts'
export { publishDraft } from './actions/publish-draft.ts'
export { requestDraft } from './actions/request-draft.ts'
export { commentDraft, signDraft } from './actions/sign-draft.ts'
export { verifyReport } from './actions/verify-report.ts'
export { whereSection } from './web/where-section.tsx'
export { checkFiles } from './release/check-files.ts'
export { parseMapping, type Mapping } from './core/mapping.ts'
export { wordImportRefusal, wordRowProblem } from './messages/word-import.ts'
export { readDrafts } from './queries/drafts.ts'
export { readImports } from './queries/imports.ts'
export { readPublications } from './queries/publications.ts'
export {
  audit,
  CERTIFICATES,
  checkCertificates,
  countRecords,
  findOptimum,
  findWitnesses,
  mergeCells,
  MOST_EXACT,
  openLatticeSpace,
  openSolver,
  parseLattice,
  protectLattice,
  protectRelease,
  PUBLISHED,
  readCertificates,
  readEarlier,
  readPublished,
  readRelease,
  RELEASE,
  suppress,
  tabulate,
  tabulateRecords,
  TOTAL,
  withSmallCounts,
  writeCertificates,
  writePublished,
  writeRelease,
  type Cell,
  type Dimension,
  type EarlierRelease,
  type Lattice,
  type LatticeSpace,
  type Layout,
  type LinkedTables,
  type Pattern,
  type Tabulated,
} from './disclosure/index.ts'
