/** What the police did, and that may be counted. */
export const ACTS = ['check', 'fine', 'intervention', 'mediation'] as const
export type CountedAct = (typeof ACTS)[number]

/** What a fact says by a code, apart from when it was. */
export const CODED = ['section', 'quarter', 'sector', 'unit', 'ground', 'motive', 'result', 'follow_up', 'age', 'sex'] as const
export type Coded = (typeof CODED)[number]

/**
 * One act, without anything of the person, nor any number of an officer. A code that is absent was not recorded: it is never a zero and
 * never “other”. `day`: ISO 8601; `hour`: 0 to 23, local time.
 */
export type Fact = {
  readonly act: CountedAct
  readonly day: string
  readonly hour: number | undefined
  /**
   * Who acted, under names drawn for this month alone: what fewer than three officers did is not published (formats/disclosure.md, rule 3).
   * Absent: the source does not say.
   */
  readonly crew?: readonly string[]
} & { readonly [Field in Coded]: string | undefined }

/** The one code of a result that every mapping shares: no further action. */
export const NOTHING = 'nothing'
