import { fromBase64 } from '../../../../foundation/base64.ts'
import { fromHex } from '../../../../foundation/bytes.ts'
import { civilDate } from '../../../../foundation/civil-date.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { memory } from '../../../../ui/device/memory.ts'
import { leafOf, writeLeaf } from '../../../journal/core/index.ts'
import { filingEntry } from '../../core/entries.ts'
import { quarterDays, type Quarter } from '../../core/quarter.ts'
import { countQuarter, type CountedCase, type Tally } from '../../core/tally.ts'
import { client } from '../shared/device.ts'
import { openAs } from '../shared/open-case-file.ts'
import { askCases, askInscriptions, type Inscription } from '../shared/vault-client.ts'
import { lineOf, readFilingLeaves } from './count-filings.ts'
import type { Desk } from './desk.ts'

/** How far: `journal` while its entries are read, then `cases`. */
export type Counting = { readonly part: 'journal' | 'cases'; readonly done: number; readonly all: number }

/**
 * What this member's device counts of a quarter, small numbers withheld. Every filing up to its end is found in the public journal, and every one
 * of the journal here: a case that the host hides is missing here, one that it invents is missing there. Every case is opened and verified.
 */
export async function countOnDevice(desk: Desk, quarter: Quarter, told: (counting: Counting) => void): Promise<Result<Tally>> {
  const { body, keys } = desk
  const leaves = await readFilingLeaves({ ask: client.ask, memory }, { body, quarter }, (done, all) => told({ part: 'journal', done, all }))
  if (!leaves.ok) return leaves
  const asked = await askInscriptions(client, body, keys)
  if (!asked.ok) return asked
  const last = quarterDays(quarter)?.last ?? ''
  const filings = asked.value.filings.filter(({ day }) => day <= last)
  const found = new Set(filings.flatMap((one) => lineFor(body, one) ?? []).filter((line) => leaves.value.has(line)))
  if (found.size !== leaves.value.size || found.size !== filings.length)
    return refuse('tally-journal', { listed: filings.length, journaled: leaves.value.size })
  const days = new Map(filings.map(({ filing, day }) => [filing, day]))
  const listed = await askCases(client, body, keys)
  if (!listed.ok) return listed
  const over = listed.value.erased.filter((row) => days.has(row.case))
  const rows = new Map([...[...listed.value.cases, ...listed.value.erased].map((row) => [row.case, row.filedAt] as const), ...listed.value.drops.map((row) => [row.drop, row.filedAt] as const)]) // prettier-ignore
  const agree = [...days].every(([filing, day]) => civilDate(rows.get(filing) ?? new Date(0)) === day)
  if (!agree) return refuse('tally-journal', { listed: rows.size, journaled: leaves.value.size })
  const ids = listed.value.cases.map((row) => row.case).filter((id, index, all) => days.has(id) && all.indexOf(id) === index)
  const cases = await openAll(desk, { ids, filedAt: rows }, (done) => told({ part: 'cases', done, all: ids.length }))
  if (!cases.ok) return cases
  const drops = listed.value.drops.filter(({ drop }) => days.has(drop)).map(({ filedAt }) => filedAt)
  const erased = over.map(({ filedAt }) => ({ filedAt, citizen: '', items: [], aside: true }))
  return accept(countQuarter(body, quarter, { cases: [...cases.value, ...erased], drops }))
}

/** The line that a filing has in the journal; `undefined` while it has none. */
function lineFor(body: string, { filing, digest, day, salt }: Inscription): string | undefined {
  const [bytes, opened] = [fromHex(digest), salt === null ? undefined : fromBase64(salt)]
  return bytes && opened && lineOf(writeLeaf(leafOf(filingEntry({ caseId: filing, body, digest: bytes, day }), opened)))
}

type Listed = { readonly ids: readonly string[]; readonly filedAt: ReadonlyMap<string, Date> }

/** Only a case that is not as it was written is counted as such; whatever passes by itself ends the count. */
async function openAll({ body, keys }: Desk, { ids, filedAt }: Listed, told: (done: number) => void): Promise<Result<readonly CountedCase[]>> {
  const cases: CountedCase[] = []
  for (const [index, id] of ids.entries()) {
    const opened = await openAs(keys, id, body)
    if (!opened.ok && !/^(?:(?:case|epoch|chain)-|recused$)/.test(opened.code)) return opened
    // Two devices count the same: what one member may not open, no other counts either.
    const aside = opened.ok ? opened.value.open.recused.size > 0 : opened.code === 'recused'
    const read = opened.ok ? { citizen: opened.value.open.citizen.key, items: opened.value.open.items } : { citizen: '', items: undefined }
    cases.push({ filedAt: filedAt.get(id) ?? new Date(0), ...read, aside })
    told(index + 1)
  }
  return accept(cases)
}
