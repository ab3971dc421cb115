import type { Alert, AuditProblem } from '../capabilities/journal/index.ts'

/** What an audit found, in one sentence. */
export function wordProblem(problem: AuditProblem): string {
  switch (problem.kind) {
    case 'file-missing':
      return `the file ${problem.path} is missing`
    case 'file-malformed':
      return `the file ${problem.path} is malformed`
    case 'entry-altered':
      return `entry ${problem.index} does not fit its hash: it was altered`
    case 'entry-unreadable':
      return `entry ${problem.index} is no entry of this format`
    case 'tile-altered':
      return `the tile ${problem.path} does not fit the entries below it, from entry ${problem.index}`
    case 'root-differs':
      return `the entries give the root ${problem.computed}, not the one that was signed: something was altered, removed or inserted`
    case 'earlier-differs':
      return `the first ${problem.size} entries are not those of the checkpoint that you kept: the journal was rewritten`
  }
}

const MEANINGS: Readonly<Record<string, string>> = {
  unreachable: 'cannot be read any more',
  'no-checkpoint': 'shows no checkpoint',
  shrunk: 'has become smaller: entries were removed',
  forked: 'was rewritten: what was added does not continue what was seen',
  'entries-missing': 'does not show the entries that it signed',
  stopped: 'has stopped: no witness has signed for a quarter of an hour',
  'certificate-unexpected': 'names a certificate that does not hold',
  'certificate-not-in-journal': 'does not name a certificate that the city uses',
  'quorum-missing': 'shows a checkpoint that too few witnesses signed',
  'signature-wrong': 'shows a checkpoint with a wrong signature',
  'entry-unreadable': 'holds an entry that cannot be read',
}

export function wordAlert({ code, evidence, over }: Alert, log: string): string {
  const meaning = MEANINGS[code] ?? `shows a checkpoint that is refused (${code})`
  const details = Object.entries(evidence).map(([name, value]) => `${name} ${value}`)
  return `${over ? 'OVER: ' : 'ALERT: '}the journal ${log} ${meaning}${details.length > 0 ? ` (${details.join(', ')})` : ''}`
}
