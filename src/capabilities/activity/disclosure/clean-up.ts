import { distanceNeeded, isEnough, type Attacker, type Direction } from './attack.ts'
import type { Barriers } from './barriers.ts'
import { isSecondary, primariesOf, type LinkedTables, type Pattern } from './linked-tables.ts'
import type { Cost } from './paths.ts'

/** What must be possible to the attacker: to move this primary this far. */
export type Aim = { readonly cell: number; readonly direction: Direction; readonly needed: number }

export function aimsOf(tables: LinkedTables): readonly Aim[] {
  return primariesOf(tables).flatMap((cell) =>
    ([1, -1] as const).flatMap((direction) => {
      const needed = distanceNeeded(tables, cell, direction)
      return needed > 0 ? [{ cell, direction, needed }] : []
    }),
  )
}

export type Cleaner = { readonly tables: LinkedTables; readonly attacker: Attacker; readonly barriers: Barriers; readonly lost: Map<string, number> }

/** Publishes again, in `withheld`, what need not be withheld, dearest first; answers with the primaries that are not protected. */
export function cleanUp(cleaner: Cleaner, withheld: Pattern, cost: Cost): readonly number[] {
  const { tables, attacker, barriers } = cleaner
  for (const cell of withheld.keys()) attacker.setWithheld(cell, withheld[cell] === 1)
  const witnesses = new Witnesses(cleaner)
  const unprotected = witnesses.askAll()
  if (unprotected.length > 0) return unprotected
  const value = (cell: number) => tables.cells[cell]?.value ?? 0
  const secondary = tables.cells.flatMap((one, cell) => (withheld[cell] && isSecondary(one) ? [cell] : []))
  secondary.sort((left, right) => cost(right) - cost(left) || value(right) - value(left))
  barriers.follow(withheld)
  for (const cell of secondary) {
    if (barriers.forbidPublishing(cell)) continue
    attacker.setWithheld(cell, false)
    if (witnesses.withstand(cell)) {
      withheld[cell] = 0
      barriers.publish(cell)
    } else attacker.setWithheld(cell, true)
  }
  return []
}

/** For each aim, one change of all cells that reaches it while nothing published changes. */
class Witnesses {
  readonly #attacker: Attacker
  readonly #barriers: Barriers
  /** How often an aim was lost: those lost most are asked first, so that a refusal costs few questions. */
  readonly #lost: Map<string, number>
  readonly #aims: readonly Aim[]
  readonly #found = new Map<Aim, Float64Array>()

  constructor({ tables, attacker, barriers, lost }: Cleaner) {
    this.#attacker = attacker
    this.#barriers = barriers
    this.#lost = lost
    this.#aims = aimsOf(tables)
  }

  /** The primaries for which there is none. */
  askAll(): readonly number[] {
    const missing = this.#aims.filter((aim) => {
      const changes = this.#ask(aim)
      if (changes) this.#found.set(aim, changes)
      return !changes
    })
    return [...new Set(missing.map(({ cell }) => cell))]
  }

  /** Whether all remain protected when `published` no longer moves; the witnesses that moved it are replaced, or all are kept. */
  withstand(published: number): boolean {
    const moved = this.#aims.filter((aim) => moves(this.#found.get(aim), published))
    const replaced = new Map<Aim, Float64Array>()
    for (const aim of moved.sort((left, right) => this.#timesLost(right) - this.#timesLost(left))) {
      const other = this.#reuse(aim, published, replaced) ?? this.#ask(aim)
      if (!other) {
        this.#lost.set(nameOf(aim), this.#timesLost(aim) + 1)
        return false
      }
      replaced.set(aim, other)
    }
    for (const [aim, changes] of replaced) this.#found.set(aim, changes)
    return true
  }

  #timesLost(aim: Aim): number {
    return this.#lost.get(nameOf(aim)) ?? 0
  }

  /** The witness of another aim, when it moves this primary far enough and leaves the published cell alone. */
  #reuse({ cell, direction, needed }: Aim, published: number, fresh: ReadonlyMap<Aim, Float64Array>): Float64Array | undefined {
    const serves = (changes: Float64Array) => isEnough(direction * (changes[cell] ?? 0), needed) && !moves(changes, published)
    for (const changes of fresh.values()) if (serves(changes)) return changes
    for (const changes of this.#found.values()) if (serves(changes)) return changes
    return undefined
  }

  #ask({ cell, direction, needed }: Aim): Float64Array | undefined {
    const { distance, changes, barrier } = this.#attacker.push(cell, direction, needed)
    if (isEnough(distance, needed)) return changes
    this.#barriers.add(barrier)
    return undefined
  }
}

function nameOf({ cell, direction }: Aim): string {
  return `${cell} ${direction}`
}

function moves(changes: Float64Array | undefined, cell: number): boolean {
  return Math.abs(changes?.[cell] ?? 0) >= 1e-9
}
