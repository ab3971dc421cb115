import loadHighs, { type Highs, type Model } from 'highs'

/*
 * HiGHS behind one door. The library is compiled to WebAssembly: one heap of 4 GB per thread, one problem at a time, and it holds the
 * thread while it solves. Whoever serves people runs it in a worker.
 */
export type Solver = Highs

export async function openSolver(): Promise<Solver> {
  return loadHighs()
}

/** Rows as the solver takes them: where each starts, then its columns and their coefficients. */
export type Rows = { readonly starts: Int32Array; readonly indices: Int32Array; readonly values: Float64Array }

export function rowsOf(lists: readonly (readonly (readonly [column: number, value: number])[])[]): Rows {
  const starts = new Int32Array(lists.length + 1)
  for (const [row, list] of lists.entries()) starts[row + 1] = (starts[row] ?? 0) + list.length
  const entries = lists.flat()
  return { starts, indices: Int32Array.from(entries, ([column]) => column), values: Float64Array.from(entries, ([, value]) => value) }
}

export type Problem = {
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly cost?: Float64Array
  readonly rows: Rows
  readonly rowLower: Float64Array
  readonly rowUpper: Float64Array
  /** All columns whole numbers. */
  readonly whole?: boolean
}

export function loadProblem(solver: Solver, problem: Problem): Model {
  const { lower, upper, rows, rowLower, rowUpper, whole = false } = problem
  const columns = lower.length
  const model = solver.createModel({
    numCols: columns,
    numRows: rowLower.length,
    colCost: problem.cost ?? new Float64Array(columns),
    colLower: lower,
    colUpper: upper,
    rowLower,
    rowUpper,
    matrix: { format: 'csr', numRows: rowLower.length, numCols: columns, ...rows },
    ...(whole ? { integrality: new Int32Array(columns).fill(1) } : {}),
  })
  model.options.set({ output_flag: false })
  return model
}

export function isOptimal(solver: Solver, model: Model): boolean {
  return model.getModelStatus() === solver.constants.modelStatus.optimal
}

export type { Model }
