import { civilDate } from '../../../../foundation/civil-date.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { isOpen } from '../../core/case-state.ts'
import { quarterDays, type Quarter } from '../../core/quarter.ts'
import { countQuarter, withholdSmall, type CountedCase, type Tally } from '../../core/tally.ts'
import { client } from '../shared/device.ts'
import { openAs } from '../shared/open-case-file.ts'
import { askCases, type CaseRow } from '../shared/vault-client.ts'
import { countFilings } from './count-filings.ts'
import type { Desk } from './desk.ts'

/** How far: `journal` while its entries are read, then `cases`. */
export type Counting = { readonly part: 'journal' | 'cases'; readonly done: number; readonly all: number }

/**
 * What this member's device counts of a quarter, small numbers withheld. Every case that could matter is opened and verified here; nothing is
 * counted when the host lists other filings than the public journal has.
 */
export async function countOnDevice({ body, keys }: Desk, quarter: Quarter, told: (counting: Counting) => void): Promise<Result<Tally>> {
  const journaled = await countFilings(client.ask, { body, quarter }, (done, all) => told({ part: 'journal', done, all }))
  if (!journaled.ok) return journaled
  const listed = await askCases(client, body, keys)
  if (!listed.ok) return listed
  const rows = listed.value.cases.filter((row) => mayMatter(row, quarter))
  const cases: CountedCase[] = []
  for (const [index, { case: caseId, filedAt }] of rows.entries()) {
    const opened = await openAs(keys, caseId, body)
    // Without a network nothing is counted; a case that does not verify is counted as such.
    if (!opened.ok && ['no-network', 'unavailable', 'too-many-requests'].includes(opened.code)) return opened
    const read = opened.ok ? { citizen: opened.value.open.citizen.key, items: opened.value.open.items } : { citizen: '', items: undefined }
    cases.push({ filedAt, ...read })
    told({ part: 'cases', done: index + 1, all: rows.length })
  }
  const tally = countQuarter(body, quarter, { cases, drops: listed.value.drops.map(({ filedAt }) => filedAt) })
  if (tally.filed !== journaled.value) return refuse('tally-journal', { listed: tally.filed, journaled: journaled.value })
  return accept(withholdSmall(tally))
}

/** Filed before its end, and not over before its beginning. */
function mayMatter({ filedAt, state, since }: CaseRow, quarter: Quarter): boolean {
  const days = quarterDays(quarter)
  if (!days) return false
  return civilDate(filedAt) <= days.last && (isOpen(state) || civilDate(since) >= days.first)
}
