import { extname } from 'node:path'
import { refuse, type Result } from '../../../foundation/result.ts'
import { openCsv } from './read-csv.ts'
import { openJson, openNdjson } from './read-json.ts'
import { openParquet } from './read-parquet.ts'
import { openXlsx } from './read-xlsx.ts'
import type { Source, SourceProblem, SourceRequest } from './source.ts'

type Opener = (request: SourceRequest) => Promise<Result<Source, SourceProblem>>

/** By the end of the name; what a file says inside must agree, or it is refused. */
const OPENERS: ReadonlyMap<string, Opener> = new Map([
  ['.csv', openCsv],
  ['.tsv', openCsv],
  ['.txt', openCsv],
  ['.json', openJson],
  ['.ndjson', openNdjson],
  ['.jsonl', openNdjson],
  ['.parquet', openParquet],
  ['.xlsx', openXlsx],
])

/** Ends of names, with their dot. */
export const FORMATS: readonly string[] = [...OPENERS.keys()]

export async function openSource(request: SourceRequest): Promise<Result<Source, SourceProblem>> {
  const opener = OPENERS.get(extname(request.path).toLowerCase())
  return opener === undefined ? refuse('format-unknown', { name: extname(request.path) }) : opener(request)
}
