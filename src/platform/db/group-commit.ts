/** An item and the answer it waits for. */
type Waiting<Item, Outcome> = { readonly item: Item; readonly resolve: (outcome: Outcome) => void; readonly reject: (error: unknown) => void }

/**
 * Gathers what arrives while a commit is under way and commits it together, in order of arrival: a durable write costs
 * one flush for many. `write` answers one outcome per item, or throws for all of them; nobody is told before the flush.
 */
export class GroupCommit<Item, Outcome> {
  readonly #write: (items: readonly Item[]) => Promise<readonly Outcome[]>
  readonly #largest: number
  #waiting: Waiting<Item, Outcome>[] = []
  #writers = 0

  constructor(write: (items: readonly Item[]) => Promise<readonly Outcome[]>, largest = 256) {
    this.#write = write
    this.#largest = largest
  }

  submit(item: Item): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject })
      if (this.#writers < 1) void this.#drain()
    })
  }

  async #drain(): Promise<void> {
    this.#writers += 1
    await Promise.resolve()
    while (this.#waiting.length > 0) await this.#commit(this.#waiting.splice(0, this.#largest))
    this.#writers -= 1
  }

  async #commit(group: readonly Waiting<Item, Outcome>[]): Promise<void> {
    try {
      const outcomes = await this.#write(group.map(({ item }) => item))
      group.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index]
        if (outcome === undefined) reject(new Error('a group commit must answer for each item'))
        else resolve(outcome)
      })
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }
}
