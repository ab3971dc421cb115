import './no-code-from-text.ts'
import { sealPart } from './seal-part.ts'

/** Seals one part at a time beside the page: `{ part, recipient }` in, `{ bytes, digest }` out, or nothing when it could not be read. */
type Asked = { readonly part: Blob; readonly recipient: string }

const scope = self as unknown as DedicatedWorkerGlobalScope // parsing: this file is a worker's program
scope.onmessage = ({ data }: MessageEvent<Asked>) => {
  sealPart(data.part, data.recipient).then(
    (sealed) => scope.postMessage(sealed, [sealed.bytes.buffer]),
    () => scope.postMessage(undefined),
  )
}
