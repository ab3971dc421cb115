import { ACTS_OF_SERVICE, type Act, type ServiceKind } from '../../../foundation/police-acts.ts'

/**
 * The legal grounds of a check, versioned by date. Read in November 2026 from secondary copies: counsel must confirm.
 * CPP: Code de procédure pénale. From 2029-01-01 the ordonnance 2025-1091 renumbers the articles.
 */
export type GroundCode =
  | 'PJ1' | 'PJ2' | 'PJ3' | 'PJ4' | 'PJ5' | 'RQ1' | 'OP1' | 'FR1' | 'TR1' | 'RQ2' | 'OP2' | 'VI1' | 'RI1' | 'CR1' // prettier-ignore

export type ArticleVersion = { readonly from: string; readonly article: string }

export type Ground = {
  /** Its byte in the QR. Never reused, never renumbered. */
  readonly byte: number
  readonly code: GroundCode
  readonly act: Act
  /** Oldest first; the one in force on a date is the last whose `from` is not after it. */
  readonly articles: readonly [ArticleVersion, ...ArticleVersion[]]
  /** The law asks for circumstances to be named. */
  readonly circumstancesRequired: boolean
}

const TODAY = '2016-06-05'
const REFORM = '2029-01-01'

function cpp(today: string, reform?: string): readonly [ArticleVersion, ...ArticleVersion[]] {
  const now = { from: TODAY, article: `CPP art. ${today}` }
  return reform === undefined ? [now] : [now, { from: REFORM, article: `CPP art. ${reform} (ordonnance 2025-1091)` }]
}

type Row = readonly [GroundCode, Act, readonly [ArticleVersion, ...ArticleVersion[]], boolean?]

const ROWS: readonly Row[] = [
  ['PJ1', 'controle_identite', cpp('78-2 al. 2', 'L.3222-1 et s.')],
  ['PJ2', 'controle_identite', cpp('78-2 al. 3', 'L.3222-1 et s.')],
  ['PJ3', 'controle_identite', cpp('78-2 al. 4', 'L.3222-1 et s.')],
  ['PJ4', 'controle_identite', cpp('78-2 al. 5', 'L.3222-1 et s.')],
  ['PJ5', 'controle_identite', cpp('78-2 al. 6', 'L.3222-1 et s.')],
  ['RQ1', 'controle_identite', cpp('78-2 al. 7', 'L.3223-1')],
  ['OP1', 'controle_identite', cpp('78-2 al. 8', 'L.3224-1 et L.3224-2'), true],
  ['FR1', 'controle_identite', cpp('78-2 al. 9 et 10', 'L.3224-6 et s.')],
  ['TR1', 'controle_identite', cpp('78-2-1')],
  ['RQ2', 'controle_identite', cpp('78-2-2', 'L.3223')],
  ['OP2', 'controle_identite', cpp('78-2-4', 'L.3224-3 et L.3224-4')],
  ['VI1', 'verification_identite', cpp('78-3', 'L.3225')],
  ['RI1', 'releve_identite', cpp('78-6', 'L.3222-3 à L.3222-6')],
  ['CR1', 'controle_routier', [{ from: TODAY, article: 'C. route art. L.233-2' }]],
]

export const GROUNDS: readonly Ground[] = ROWS.map(([code, act, articles, circumstancesRequired = false], index) => ({
  byte: index + 1,
  code,
  act,
  articles,
  circumstancesRequired,
}))

export function groundOfCode(code: string): Ground | undefined {
  return GROUNDS.find((ground) => ground.code === code)
}

export function groundOfByte(byte: number): Ground | undefined {
  return GROUNDS.find((ground) => ground.byte === byte)
}

/** `date`: ISO 8601 calendar date. `undefined` before the first version. */
export function articleOn(ground: Ground, date: string): ArticleVersion | undefined {
  return ground.articles.findLast((version) => version.from <= date)
}

/** The grounds that a unit may invoke: its own acts, never more than the law gives its kind of service. */
export function groundsOf(unit: { readonly kind: ServiceKind; readonly acts: readonly Act[] }): readonly Ground[] {
  const lawful = ACTS_OF_SERVICE[unit.kind]
  return GROUNDS.filter(({ act }) => lawful.includes(act) && unit.acts.includes(act))
}
