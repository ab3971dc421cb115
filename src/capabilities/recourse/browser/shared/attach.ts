import { z } from 'zod'
import { fromHex, toHex } from '../../../../foundation/bytes.ts'
import { accept, type Result } from '../../../../foundation/result.ts'
import { forget, memory } from '../../../../ui/device/memory.ts'
import type { Manifest } from '../../core/case-content.ts'
import { hex } from '../../core/vault/shapes.ts'
import { client, random } from './device.ts'
import { recall } from './recall.ts'
import type { Opened } from './open-case-file.ts'
import { drawnAgain } from './picture.ts'
import type { SealPart } from './seal-part.ts'
import { openSealer } from './sealer.ts'
import { newUpload, uploadFile, type Sent, type Uploading } from './upload-file.ts'

/** How far: bytes that the server has, of all. */
export type Progress = { readonly done: number; readonly all: number }
const keptShape = z.object({ seed: hex(32), sent: z.object({ upload: hex(16), parts: z.array(hex(32).nullable()) }) })

const place = (caseId: string, file: File) => `visavis-envoi-${caseId.slice(0, 8)}-${file.name}-${file.size}-${file.lastModified}`

/** What was sent, and how to forget that it was being sent: once an item names it. */
export type Attached = { readonly manifest: Manifest; readonly forget: () => void }

/** Sends a file, and a picture's working copy beside it; chosen again after a reload, it goes on where it was. */
export async function attach(opened: Opened, file: File, told: (progress: Progress) => void): Promise<Result<Attached>> {
  const sealer = openSealer()
  const sent = await sendBoth(opened, { file, seal: sealer.seal }, told)
  sealer.close()
  return sent
}

type Choice = { readonly file: File; readonly seal: SealPart }

async function sendBoth(
  { keys, open, file: { body } }: Opened,
  { file, seal }: Choice,
  told: (progress: Progress) => void,
): Promise<Result<Attached>> {
  const at = place(open.caseId, file)
  const kept = recall(memory, at, keptShape) ?? { seed: toHex(random(32)), sent: newUpload(file, random) }
  memory.write(at, JSON.stringify(kept))
  const seed = fromHex(kept.seed) ?? random(32)
  const progress = (sent: Sent) => told({ done: sent.parts.filter((part) => part !== null).length, all: sent.parts.length })
  progress(kept.sent)
  const common = { client, body, keys, seed, seal }
  const original = await uploadFile({
    ...common,
    file,
    before: kept.sent,
    told: (sent) => {
      memory.write(at, JSON.stringify({ seed: kept.seed, sent }))
      progress(sent)
    },
  })
  if (!original.ok) return original
  const copy = file.type.startsWith('image/') ? await sendCopy(common, file) : accept(null)
  if (!copy.ok) return copy
  const sent = { upload: kept.sent.upload, parts: [...original.value] }
  const manifest = {
    title: file.name.slice(0, 200),
    type: file.type.slice(0, 100),
    size: file.size,
    seed: kept.seed,
    original: sent,
    copy: copy.value,
  }
  return accept({ manifest, forget: () => forget(at) })
}

/** Drawn again on this device; a browser that cannot draw the picture sends the original alone. */
async function sendCopy(common: Omit<Uploading, 'file' | 'before' | 'told'>, file: File): Promise<Result<Manifest['copy']>> {
  const drawn = await drawnAgain(file)
  if (!drawn) return accept(null)
  const before = newUpload(drawn, random)
  const sent = await uploadFile({ ...common, file: drawn, before, told: () => undefined })
  return sent.ok ? accept({ upload: before.upload, parts: [...sent.value], size: drawn.size, type: drawn.type }) : sent
}
