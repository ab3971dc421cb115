/** What is being done with one upload, or how it ended. */
export type Work = {
  readonly rows: number
  readonly state: 'running' | 'done' | 'failed'
  /** Where its reader goes on. */
  readonly to: string | undefined
}
export type Running = { readonly tell: (rows: number) => void }

const MOST_KEPT = 200

/** Work that takes longer than a page should: one at a time for one key, told while it goes on. What a crash ends is begun again by hand. */
export class Works {
  readonly #works = new Map<string, Work>()
  readonly #failed: (error: unknown) => void

  constructor(failed: (error: unknown) => void) {
    this.#failed = failed
  }

  /** `work` answers where its reader goes on, if elsewhere. Does nothing while other work for this key is under way. */
  start(key: string, work: (running: Running) => Promise<string | undefined>): void {
    if (this.#works.get(key)?.state === 'running') return
    const oldest = this.#works.keys().next().value
    if (this.#works.size >= MOST_KEPT && oldest !== undefined) this.#works.delete(oldest)
    this.#works.set(key, { rows: 0, state: 'running', to: undefined })
    const tell = (rows: number) => this.#works.set(key, { rows, state: 'running', to: undefined })
    work({ tell }).then(
      (to) => this.#works.set(key, { rows: 0, state: 'done', to }),
      (error: unknown) => {
        this.#works.set(key, { rows: 0, state: 'failed', to: undefined })
        this.#failed(error)
      },
    )
  }

  at(key: string): Work | undefined {
    return this.#works.get(key)
  }
}
