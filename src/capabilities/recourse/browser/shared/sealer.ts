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

/** Parts in one thread at once: while one is hashed and handed over, the next is read and sealed. */
const AT_ONCE = 2

type Answered = { readonly id: number; readonly sealed: SealedPart | undefined }
type Thread = { readonly worker: Worker; readonly waiting: Map<number, (sealed: SealedPart | undefined) => void>; asked: number; dead: boolean }

function openThread(): Thread | undefined {
  try {
    const thread: Thread = { worker: new Worker(ownProgram()), waiting: new Map(), asked: 0, dead: false }
    thread.worker.onmessage = ({ data: { id, sealed } }: MessageEvent<Answered>) => thread.waiting.get(id)?.(sealed)
    // A program that does not load tells it once, perhaps before anything is asked of it.
    thread.worker.onerror = () => {
      thread.dead = true
      for (const answer of thread.waiting.values()) answer(undefined)
    }
    return thread
  } catch {
    return undefined
  }
}

/** `undefined`: it did not start, or could not. A thread that has sealed enough ends with its last answer. */
async function askThread(thread: Thread, part: Blob, recipient: string): Promise<SealedPart | undefined> {
  const id = (thread.asked += 1)
  const sealed = await new Promise<SealedPart | undefined>((answer) => {
    thread.waiting.set(id, answer)
    thread.worker.postMessage({ id, part, recipient })
  })
  thread.waiting.delete(id)
  if (thread.asked >= MOST_PARTS && thread.waiting.size === 0) thread.worker.terminate()
  return sealed
}

/** Seals on a thread beside the page; on the page's own where a browser starts none. */
export function openSealer(): Sealer {
  let thread = openThread()
  let free = AT_ONCE
  const queue: (() => void)[] = []
  const seal: SealPart = async (part, recipient) => {
    if (free === 0) await new Promise<void>((go) => queue.push(go))
    else free -= 1
    try {
      if (thread && thread.asked >= MOST_PARTS) thread = openThread()
      return (thread && !thread.dead && (await askThread(thread, part, recipient))) || (await sealPart(part, recipient))
    } finally {
      const go = queue.shift()
      if (go) go()
      else free += 1
    }
  }
  return { seal, close: () => thread?.worker.terminate() }
}
