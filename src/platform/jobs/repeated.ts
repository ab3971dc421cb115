/**
 * Work that may be asked for at any moment and often: never twice at once, not sooner than some milliseconds after it was asked
 * unless it is urgent, and once more when it was asked for meanwhile. `work` answers whether there is more to do at once.
 */
export class Repeated {
  readonly #work: () => Promise<boolean>
  readonly #delay: number
  readonly #failed: (error: unknown) => void
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #asked = false
  #stopped = false

  constructor(parts: { readonly work: () => Promise<boolean>; readonly delay: number; readonly failed: (error: unknown) => void }) {
    this.#work = parts.work
    this.#delay = parts.delay
    this.#failed = parts.failed
  }

  ask(urgent = false): void {
    this.#asked = true
    if (this.#stopped || this.#running) return
    if (urgent) this.#start()
    else this.#timer ??= setTimeout(() => this.#start(), this.#delay)
  }

  /** Resolves when what was under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  #start(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#running = this.#run().finally(() => {
      this.#running = undefined
      if (this.#asked) this.ask()
    })
  }

  async #run(): Promise<void> {
    let more = true
    while (more && !this.#stopped) {
      this.#asked = false
      more = await this.#work().catch((error: unknown) => {
        this.#failed(error)
        return false
      })
    }
  }
}
