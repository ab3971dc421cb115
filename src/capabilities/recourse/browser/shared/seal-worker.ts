import type { Bytes } from '../../../../foundation/bytes.ts'
import './no-code-from-text.ts'
import { SEALED_PART, sealPart } from './seal-part.ts'

/** Seals parts beside the page: `{ id, part, recipient }` in, `{ id, sealed }` out; nothing is sealed when the part could not be read. */
type Asked = { readonly id: number; readonly part: Blob; readonly recipient: string }

const scope = self as unknown as DedicatedWorkerGlobalScope // parsing: this file is a worker's program
/** Room to seal in, taken by a part and given back: fresh room for each costs more than the copy. */
const places: Bytes[] = []
scope.onmessage = async ({ data: { id, part, recipient } }: MessageEvent<Asked>) => {
  const place = places.pop() ?? new Uint8Array(SEALED_PART)
  const sealed = await sealPart(part, recipient, place).catch(() => undefined)
  places.push(place)
  scope.postMessage({ id, sealed })
}
