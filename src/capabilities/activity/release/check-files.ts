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

/** Whether each file of a release is what its manifest says. `read`: the bytes of one of its files, by name. */
export async function checkFiles(
  read: (name: string) => Promise<Uint8Array | undefined>,
): Promise<Result<CheckedFiles, 'no-manifest' | 'file-missing' | 'file-altered'>> {
  const bytes = await read('manifest.json')
  const parsed = manifestShape.safeParse(bytes === undefined ? undefined : parseJson(bytes))
  if (bytes === undefined || !parsed.success) return refuse('no-manifest')
  for (const { path, sha256: expected } of parsed.data.files) {
    const file = await read(path)
    if (file === undefined) return refuse('file-missing', { file: path })
    if (toHex(sha256(file)) !== expected) return refuse('file-altered', { file: path })
  }
  const { report, version, files } = parsed.data
  return accept({ report, version, files: files.length, manifest: toHex(sha256(bytes)) })
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
