import { z } from 'zod'
import { toHex } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'

const manifestShape = z.object({
  format: z.literal(1),
  report: z.string(),
  version: z.int(),
  files: z.array(z.object({ path: z.string().regex(/^[a-z_-]+\.[a-z]+$/), bytes: z.int(), sha256: z.string() })),
})

export type CheckedFiles = {
  readonly report: string
  readonly version: number
  readonly files: number
  /** Of the manifest; hex. */ readonly manifest: string
}

export type FilesFlaw = 'no-manifest' | 'file-missing' | 'file-altered' | 'file-unknown'

/**
 * Whether each file of a release is what its manifest says, or one of them (`only`). `read`: the bytes of one of its files, by name.
 */
export async function checkFiles(read: (name: string) => Promise<Uint8Array | undefined>, only?: string): Promise<Result<CheckedFiles, FilesFlaw>> {
  const bytes = await read('manifest.json')
  const parsed = manifestShape.safeParse(bytes === undefined ? undefined : parseJson(bytes))
  if (bytes === undefined || !parsed.success) return refuse('no-manifest')
  const asked = parsed.data.files.filter(({ path }) => only === undefined || path === only)
  if (only !== undefined && asked.length === 0) return refuse('file-unknown', { file: only })
  for (const { path, sha256: expected } of asked) {
    const file = await read(path)
    if (file === undefined) return refuse('file-missing', { file: path })
    if (toHex(sha256(file)) !== expected) return refuse('file-altered', { file: path })
  }
  const { report, version } = parsed.data
  return accept({ report, version, files: asked.length, manifest: toHex(sha256(bytes)) })
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
