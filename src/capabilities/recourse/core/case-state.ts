/** Where a case stands (shared/facts/deadlines.md): one machine for recourse bodies and ethics committees. */
export const CASE_STATES = [
  'deposee', 'accusee', 'recevabilite', 'reorientee', 'mediation', 'enquete', 'contradictoire', 'avis', 'reponse-autorite',
  'suivi', 'non-suivi', 'close', 'suspendue', 'retiree', 'reexamen',
] as const // prettier-ignore
export type CaseState = (typeof CASE_STATES)[number]

/** Who may take a step. `citizen`: withdrawing, and asking for a review; `authority`: its answer. */
export type Stepper = 'server' | 'member' | 'citizen' | 'authority'

type Step = { readonly to: CaseState; readonly by: readonly Stepper[] }

const MEMBER = ['member'] as const
const withdrawn: Step = { to: 'retiree', by: ['citizen'] }
const suspended: Step = { to: 'suspendue', by: MEMBER }
const closed: Step = { to: 'close', by: MEMBER }

/** From each state, where it may go. What is not here is refused. `accusee` is reached at once: the acknowledgement is automatic. */
const STEPS: Readonly<Record<CaseState, readonly Step[]>> = {
  deposee: [{ to: 'accusee', by: ['server'] }],
  accusee: [{ to: 'recevabilite', by: MEMBER }, { to: 'reorientee', by: MEMBER }, suspended, withdrawn],
  recevabilite: [{ to: 'mediation', by: MEMBER }, { to: 'enquete', by: MEMBER }, { to: 'reorientee', by: MEMBER }, closed, suspended, withdrawn],
  reorientee: [closed, { to: 'recevabilite', by: MEMBER }],
  mediation: [{ to: 'enquete', by: MEMBER }, closed, suspended, withdrawn],
  enquete: [{ to: 'contradictoire', by: MEMBER }, { to: 'mediation', by: MEMBER }, { to: 'reorientee', by: MEMBER }, suspended, withdrawn],
  contradictoire: [{ to: 'avis', by: MEMBER }, { to: 'enquete', by: MEMBER }, suspended, withdrawn],
  avis: [{ to: 'reponse-autorite', by: ['authority', 'member'] }, closed],
  'reponse-autorite': [{ to: 'suivi', by: MEMBER }, { to: 'non-suivi', by: MEMBER }],
  suivi: [closed],
  'non-suivi': [closed],
  close: [{ to: 'reexamen', by: ['citizen'] }],
  suspendue: [{ to: 'recevabilite', by: MEMBER }, { to: 'enquete', by: MEMBER }, closed, withdrawn],
  // For good: closing it would keep for six years what was taken back for one.
  retiree: [],
  reexamen: [{ to: 'enquete', by: MEMBER }, closed, withdrawn],
} // prettier-ignore

export function mayStep(from: CaseState, to: CaseState, by: Stepper): boolean {
  return STEPS[from].some((step) => step.to === to && step.by.includes(by))
}

/** What this person may do next, for the buttons of a page. */
export function nextStates(from: CaseState, by: Stepper): readonly CaseState[] {
  return STEPS[from].filter((step) => step.by.includes(by)).map(({ to }) => to)
}

/** Whether somebody still has to act. */
export function isOpen(state: CaseState): boolean {
  return state !== 'close' && state !== 'retiree'
}

/** deadlines.md: what an inquiry may find of one allegation. */
export const FINDINGS = ['etabli', 'non-etabli', 'impossible-a-determiner', 'conforme', 'agent-non-identifie'] as const
export type Finding = (typeof FINDINGS)[number]

/** deadlines.md: of what the police are said to have done. */
export const ALLEGATIONS = [
  'force', 'abus-autorite', 'incorrection', 'propos-outrageants', 'discrimination', 'refus-de-plainte', 'refus-de-rio', 'recu-non-remis', 'autre',
] as const // prettier-ignore
export type Allegation = (typeof ALLEGATIONS)[number]

/** Where a procedure may run beside the body's own, which never waits for it alone: the police's and the gendarmerie's inspections, the Paris one that programmes still name. */
export const REFERENCES = ['igpn', 'igs', 'iggn', 'ddd', 'procureur'] as const
