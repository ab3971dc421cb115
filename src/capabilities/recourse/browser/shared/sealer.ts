import address from './seal-worker.ts?worker&url'
import { sealPart, type SealedPart, type SealPart } from './seal-part.ts'

/** The one program that a page of the vault may start beside itself (Trusted Types). */
type Policies = { readonly createPolicy: (name: string, rules: { readonly createScriptURL: (text: string) => string }) => { readonly createScriptURL: (text: string) => string } } // prettier-ignore
let allowed: string | undefined

function ownProgram(): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: Policies } // parsing: not in every browser, nor in the types
  allowed ??=
    trustedTypes
      ?.createPolicy('visavis-sealer', {
        createScriptURL: (text) => {
          if (text !== address) throw new TypeError('no other program than the sealer')
          return text
        },
      })
      .createScriptURL(address) ?? address
  return allowed
}

export type Sealer = { readonly seal: SealPart; readonly close: () => void }

/** Seals on a thread beside the page; on the page's own where a browser starts none. One part at a time. */
export function openSealer(): Sealer {
  let worker: Worker | undefined
  // A program that does not load tells it once, perhaps before anything is asked of it.
  let dead = false
  try {
    worker = new Worker(ownProgram())
    worker.addEventListener('error', () => (dead = true))
  } catch {
    return { seal: sealPart, close: () => undefined }
  }
  let last: Promise<unknown> = Promise.resolve()
  const seal: SealPart = (part, recipient) => {
    const sealed = last
      .then(() => (worker && !dead ? askWorker(worker, part, recipient) : undefined))
      .then((bytes) => bytes ?? sealPart(part, recipient))
    last = sealed.catch(() => undefined)
    return sealed
  }
  return { seal, close: () => worker?.terminate() }
}

/** `undefined`: the worker did not start, or could not. */
function askWorker(worker: Worker, part: Blob, recipient: string): Promise<SealedPart | undefined> {
  return new Promise((done) => {
    worker.onmessage = ({ data }: MessageEvent<SealedPart | undefined>) => done(data)
    worker.onerror = () => done(undefined)
    worker.postMessage({ part, recipient })
  })
}
