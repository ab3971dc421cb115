import { resolve } from 'node:path'
import type { Result } from '../../../foundation/result.ts'
import type { Services } from '../../../platform/services.ts'
import type { Mapping } from '../core/mapping.ts'
import { ImportAccount } from '../facts/import-account.ts'
import { openFile, readFileInto } from '../facts/read-file.ts'
import { removeUpload, uploadFile, writeUpload, type Upload } from '../uploads/upload.ts'
import { importFiles, type Imported, type ImportProblem, type ImportRequest } from './import-files.ts'
import { strippedName } from './receive-files.ts'

type Ready = { readonly city: string; readonly upload: Upload & { readonly mapping: Mapping } }

const LINES_SHOWN = 20

export function isReady(upload: Upload): upload is Upload & { readonly mapping: Mapping } {
  return upload.mapping !== undefined
}

/** Everything that an import does, but writing facts: what would become of each row. */
export async function tryUpload(services: Services, { city, upload }: Ready, tell: (rows: number) => void): Promise<Upload> {
  const account = new ImportAccount()
  for (const file of filesOf(services, { city, upload })) {
    const source = await openFile(file, upload.mapping)
    const read = source.ok
      ? await readFileInto({ ...file, source: source.value }, upload.mapping, {
          collector: { add: () => account.rows % 5000 === 0 && tell(account.rows) },
          account,
        })
      : source
    if (!read.ok) return keep(services, city, { ...upload, refusal: { code: read.code, evidence: read.evidence } })
  }
  return keep(services, city, { ...upload, trial: { summary: account.summary(), lines: account.firstLines(LINES_SHOWN) } })
}

async function keep(services: Services, city: string, upload: Upload): Promise<Upload> {
  await writeUpload(services, city, upload)
  return upload
}

type Importing = Pick<ImportRequest, 'by' | 'record' | 'onProgress'>

/** The upload becomes an import and is no more; refused, it stays as it was, with the reason. */
export async function importUpload(services: Services, { city, upload }: Ready, request: Importing): Promise<Result<Imported, ImportProblem>> {
  const imported = await importFiles(services, { ...request, city, files: filesOf(services, { city, upload }), mapping: upload.mapping })
  if (imported.ok) await removeUpload(services, { city, id: upload.id })
  else await keep(services, city, { ...upload, refusal: { code: imported.code, evidence: imported.evidence } })
  return imported
}

function filesOf({ config }: Services, { city, upload }: Ready) {
  return upload.files.map(({ name, sha256 }, index) => ({
    name,
    path: resolve(config.varFolder, uploadFile({ city, id: upload.id }, strippedName(index))),
    sha256: Buffer.from(sha256, 'hex'),
  }))
}
