import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export type PublicFile = { readonly path: string; readonly bytes: Uint8Array }

/**
 * Files that anyone may read, a web server of another user included: each whole or absent, whatever dies. Flushed together, then
 * their folders. Throws what the disk says (ENOSPC when it is full), with the old files in place.
 */
export async function writePublic(root: string, files: readonly PublicFile[]): Promise<void> {
  const folders = new Set<string>()
  await Promise.all(
    files.map(async ({ path, bytes }) => {
      const place = join(root, path)
      folders.add(dirname(place))
      // A folder that is new is named in the one above it, which must be flushed too.
      const made = await mkdir(dirname(place), { recursive: true, mode: 0o755 })
      for (let folder = dirname(place); made !== undefined && folder.length >= made.length; folder = dirname(folder)) folders.add(dirname(folder))
      const temporary = join(dirname(place), `.${randomBytes(8).toString('hex')}.partial`)
      const file = await open(temporary, 'wx', 0o644)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(temporary, place)
    }),
  )
  await Promise.all([...folders].map(flushFolder))
}

/** A folder of public files in the place of another, which goes; kept through a loss of power once this answers. Both are in one folder. */
export async function replaceFolder(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true })
  await rename(from, to)
  await flushFolder(dirname(to))
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path)
  await folder.sync().finally(() => folder.close())
}
