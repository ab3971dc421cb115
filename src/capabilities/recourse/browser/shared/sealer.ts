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

/** Parts that one thread seals before another takes its place: what it has not swept goes with it. */
const MOST_PARTS = 72

type Thread = { readonly worker: Worker; dead: boolean; left: number }

function openThread(): Thread | undefined {
  try {
    const thread: Thread = { worker: new Worker(ownProgram()), dead: false, left: MOST_PARTS }
    // A program that does not load tells it once, perhaps before anything is asked of it.
    thread.worker.addEventListener('error', () => (thread.dead = true))
    return thread
  } catch {
    return undefined
  }
}

/** Seals on a thread beside the page; on the page's own where a browser starts none. One part at a time. */
export function openSealer(): Sealer {
  let thread = openThread()
  let last: Promise<unknown> = Promise.resolve()
  const sealOne: SealPart = async (part, recipient) => {
    if (thread?.left === 0) {
      thread.worker.terminate()
      thread = openThread()
    }
    if (!thread || thread.dead) return sealPart(part, recipient)
    thread.left -= 1
    return (await askWorker(thread.worker, part, recipient)) ?? sealPart(part, recipient)
  }
  const seal: SealPart = (part, recipient) => {
    const sealed = last.then(() => sealOne(part, recipient))
    last = sealed.catch(() => undefined)
    return sealed
  }
  return { seal, close: () => thread?.worker.terminate() }
}

/** `undefined`: the worker did not start, or could not. */
function askWorker(worker: Worker, part: Blob, recipient: string): Promise<SealedPart | undefined> {
  return new Promise((done) => {
    worker.onmessage = ({ data }: MessageEvent<SealedPart | undefined>) => done(data)
    worker.onerror = () => done(undefined)
    worker.postMessage({ part, recipient })
  })
}
