import type { Pattern } from './linked-tables.ts'

/**
 * Sets of cells of which at least one must be withheld. When the attacker cannot move a primary far enough, the dual solution of the
 * linear program names the published cells that hold it: as long as all of them stay published, no other withholding helps
 * (weak duality; the cuts of Fischetti and Salazar, Management Science 47, 2001, with coefficients raised to 1).
 */
export class Barriers {
  readonly #sets: (readonly number[])[] = []
  readonly #of = new Map<number, number[]>()
  readonly #known = new Set<string>()
  #withheld: Pattern = new Uint8Array()
  #hits: number[] = []

  get sets(): readonly (readonly number[])[] {
    return this.#sets
  }

  add(cells: readonly number[]): void {
    const name = cells.join(' ')
    if (cells.length === 0 || this.#known.has(name)) return
    this.#known.add(name)
    const index = this.#sets.push(cells) - 1
    for (const cell of cells) this.#of.set(cell, [...(this.#of.get(cell) ?? []), index])
    this.#hits.push(cells.filter((cell) => this.#withheld[cell]).length)
  }

  /** Follows this pattern from now on. */
  follow(withheld: Pattern): void {
    this.#withheld = withheld.slice()
    this.#hits = this.#sets.map((cells) => cells.filter((cell) => withheld[cell]).length)
  }

  /** Whether a set would be left without a withheld cell. */
  forbidPublishing(cell: number): boolean {
    return (this.#of.get(cell) ?? []).some((index) => this.#hits[index] === 1)
  }

  publish(cell: number): void {
    this.#withheld[cell] = 0
    for (const index of this.#of.get(cell) ?? []) this.#hits[index] = (this.#hits[index] ?? 0) - 1
  }
}
