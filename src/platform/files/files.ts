import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, statfs } from 'node:fs/promises'
import { dirname, join, normalize, resolve, sep } from 'node:path'

/** Files under the `var` folder. A path that leaves it is refused; a file is whole or absent, whatever dies. */
export type Files = {
  readonly read: (path: string) => Promise<Uint8Array | undefined>
  readonly write: (path: string, bytes: Uint8Array) => Promise<void>
  /** A file, or a folder with all that is in it; what is not there is removed already. */
  readonly remove: (path: string) => Promise<void>
  /** Bytes that the disk of this folder has left for us. */
  readonly free: () => Promise<number>
}

export function openFiles(root: string): Files {
  const place = (path: string): string => {
    const full = resolve(root, normalize(path))
    if (!full.startsWith(resolve(root) + sep)) throw new RangeError('a stored file stays in its folder')
    return full
  }
  return {
    read: async (path) => {
      try {
        return await readFile(place(path))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      }
    },
    write: (path, bytes) => writeWhole(place(path), bytes),
    remove: (path) => rm(place(path), { recursive: true, force: true }),
    free: async () => {
      await mkdir(root, { recursive: true, mode: 0o700 })
      const { bavail, bsize } = await statfs(root)
      return bavail * bsize
    },
  }
}

/** Temporary name, flush, rename, flush of the folder: readable by its owner only. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const temporary = join(dirname(path), `.${randomBytes(8).toString('hex')}.partial`)
  const file = await open(temporary, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
    await file.close()
    await rename(temporary, path)
  } catch (error) {
    // A disk that is full keeps no half of it.
    await file.close().catch(() => undefined)
    await rm(temporary, { force: true })
    throw error
  }
  const folder = await open(dirname(path))
  await folder.sync().finally(() => folder.close())
}
