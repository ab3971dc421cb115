import { openClock, readDayFirst, readHour, readLocal } from './moment.ts'

export const MOMENT_FORMS = ['offset', 'iso', 'day-first'] as const
export type MomentForm = (typeof MOMENT_FORMS)[number]

/** What one column of a file holds, as far as a mapping needs to know. */
export type ColumnProfile = {
  readonly column: string
  readonly blanks: number
  /** Every value that is written there, the most frequent first, with its rows. `null`: too many, or too long, to be a list. */
  readonly values: readonly (readonly [written: string, rows: number])[] | null
  /** How it writes dates, if it does. */
  readonly moment: MomentForm | null
  readonly isHour: boolean
}

export const MOST_VALUES = 300
const LONGEST_VALUE = 120
/** Values that are tried as dates and hours. */
const TRIED = 1000
const ENOUGH = 0.8

const READERS: Readonly<Record<MomentForm, (text: string) => unknown>> = { offset: openClock('Etc/UTC'), iso: readLocal, 'day-first': readDayFirst }

/** Counts one column, row after row. Of a column with more than {@link MOST_VALUES} values, none is held. */
export class ColumnCensus {
  readonly #column: string
  #values: Map<string, number> | undefined = new Map()
  #blanks = 0
  #tried = 0
  #hours = 0
  readonly #moments: Record<MomentForm, number> = { offset: 0, iso: 0, 'day-first': 0 }

  constructor(column: string) {
    this.#column = column
  }

  add(written: string): void {
    const text = written.trim()
    if (text === '') {
      this.#blanks += 1
      return
    }
    this.#values?.set(text, (this.#values.get(text) ?? 0) + 1)
    if (text.length > LONGEST_VALUE || (this.#values?.size ?? 0) > MOST_VALUES) this.#values = undefined
    if (this.#tried < TRIED) this.#try(text)
  }

  profile(): ColumnProfile {
    const enough = (count: number) => this.#tried > 0 && count >= ENOUGH * this.#tried
    return {
      column: this.#column,
      blanks: this.#blanks,
      values: this.#values === undefined ? null : [...this.#values].sort(([left, more], [right, other]) => other - more || left.localeCompare(right)),
      moment: MOMENT_FORMS.find((form) => enough(this.#moments[form])) ?? null,
      isHour: enough(this.#hours),
    }
  }

  #try(text: string): void {
    this.#tried += 1
    for (const form of MOMENT_FORMS) if (READERS[form](text) !== undefined) this.#moments[form] += 1
    if (readHour(text) !== undefined) this.#hours += 1
  }
}

/** A column that a mapping can use: dates, hours or a list. All others hold too much of too few people. */
export function isUsable({ values, moment, isHour }: ColumnProfile): boolean {
  return moment !== null || isHour || (values !== null && values.length > 0)
}
