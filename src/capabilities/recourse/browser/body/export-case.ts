import { Zip, ZipPassThrough } from 'fflate'
import { utf8, type Bytes } from '../../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { readItems, type Manifest } from '../../core/case-content.ts'
import { client } from '../shared/device.ts'
import { fetchFile } from '../shared/fetch-file.ts'
import type { Opened } from '../shared/open-case-file.ts'
import { STOPPING } from './give-past.ts'

/** What goes into the copy beside what is attached. `page`: the case as it reads, HTML. */
type Copy = { readonly page: string; readonly notes: ReadonlyMap<number, string> }

/** `failed`: names of files that did not open as they were sent. */
export type Exported = { readonly archive: Blob; readonly failed: readonly string[] }

export type ExportProgress = { readonly done: number; readonly all: number }

/** A ZIP archive without its 64-bit form ends there. Bytes. */
const LARGEST = 4 * 1024 ** 3 - 64 * 1024 ** 2
const SLICE = 4 * 1024 ** 2

/**
 * A case out of the vault, as one ZIP archive: `dossier.html` to read, `dossier.json` as its authors signed it, and each file that was
 * attached, the original and the copy without what it reveals. A file that does not open is named, and keeps out no other.
 */
export async function exportCase(
  { keys, open: { caseId, items, citizen } }: Opened,
  { page, notes }: Copy,
  told: (progress: ExportProgress) => void,
): Promise<Result<Exported>> {
  const files = readItems(items, citizen.key).flatMap(({ content }) => (content.kind === 'file' ? filesOf(content.body) : []))
  if (files.reduce((sum, { size }) => sum + size, 0) > LARGEST) return refuse('export-too-large')
  const failed: string[] = []
  const archive = openArchive()
  await archive.add('dossier.html', new Blob([page]))
  await archive.add('dossier.json', new Blob([utf8(JSON.stringify({ case: caseId, items, notes: Object.fromEntries(notes) }, null, 2))]))
  for (const [index, { manifest, wanted, name }] of files.entries()) {
    told({ done: index, all: files.length })
    const fetched = await fetchFile({ client, keys }, manifest, wanted)
    if (!fetched.ok && STOPPING.includes(fetched.code)) return fetched
    if (!fetched.ok) failed.push(manifest.title)
    else await archive.add(`pieces/${String(index + 1).padStart(2, '0')}-${name}`, fetched.value)
  }
  return accept({ archive: archive.end(), failed })
}

function filesOf(manifest: Manifest) {
  const name = safe(manifest.title)
  const original = { manifest, wanted: 'original' as const, name, size: manifest.size }
  return manifest.copy ? [original, { manifest, wanted: 'copy' as const, name: copyName(name), size: manifest.copy.size }] : [original]
}

/** Without what ends a folder or a command elsewhere. */
function safe(title: string): string {
  return title.replaceAll(/[^\p{L}\p{N}._ -]+/gu, '_').replace(/^\.+/, '_') || 'fichier'
}

function copyName(name: string): string {
  return `${name.replace(/\.\w+$/, '')}-copie.jpg`
}

/** Grows in the browser's own store of blobs, not in the tab: a case may have films. */
function openArchive() {
  const chunks: Blob[] = []
  const zip = new Zip((fault, chunk) => {
    if (fault) throw fault
    chunks.push(new Blob([new Uint8Array(chunk)]))
  })
  return {
    async add(name: string, content: Blob): Promise<void> {
      const entry = new ZipPassThrough(name)
      zip.add(entry)
      for (let from = 0; from < content.size; from += SLICE) entry.push(await bytesOf(content.slice(from, from + SLICE)))
      entry.push(new Uint8Array(), true)
    },
    end(): Blob {
      zip.end()
      return new Blob(chunks, { type: 'application/zip' })
    },
  }
}

async function bytesOf(blob: Blob): Promise<Bytes> {
  return new Uint8Array(await blob.arrayBuffer())
}
