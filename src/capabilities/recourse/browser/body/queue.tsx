import { useEffect, useMemo, useState } from 'preact/hooks'
import { formatCivilDate, formatInstant } from '../../../../foundation/format.ts'
import type { Refused } from '../../../../foundation/result.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { Table } from '../../../../ui/table/table.tsx'
import { findCases } from '../../core/case-index.ts'
import { isOpen } from '../../core/case-state.ts'
import { runningClocks, type Running } from '../../core/clocks.ts'
import { client } from '../shared/device.ts'
import { askUngranted, type CaseRow } from '../shared/vault-client.ts'
import { wordNo, type Words } from './body-wording.ts'
import { givePast } from './give-past.ts'
import type { Desk } from './desk.ts'

type QueueProps = { readonly words: Words; readonly desk: Desk; readonly open: (caseId: string) => void; readonly renew: () => void }

/** How many a screen shows at once; the nearest dates first. */
const SHOWN = 200

/** Cases by their next date, closed ones last. Dates moved inside a case are seen once it is open. */
export function Queue({ words, desk, open, renew }: QueueProps) {
  const { b, t, language } = words
  const [asked, setAsked] = useState('')
  const all = useMemo(() => queueOf(desk.cases, new Date()), [desk])
  const rows = shownOf(all, desk, asked)
  const columns = [{ label: b('caseName') }, { label: b('stateName') }, { label: b('nextDate') }, { label: b('filedOn') }]
  return (
    <div class="stack-wide">
      <h1>{b('queueTitle')}</h1>
      <Newcomers words={words} desk={desk} renew={renew} />
      <div class="field">
        <label for="cherche">{b('search')}</label>
        <p class="hint" id="cherche-aide">
          {b('searchHint')}
        </p>
        <input
          type="search"
          id="cherche"
          aria-describedby="cherche-aide"
          autocomplete="off"
          value={asked}
          onInput={(event) => setAsked(event.currentTarget.value)}
        />
        {desk.indexUnread && <p class="hint">{b('indexUnread')}</p>}
        <p class="soft" role="status">
          {b('queueCount', { n: rows.length, shown: Math.min(rows.length, SHOWN) })}
        </p>
      </div>
      <Table
        caption={b('queueTitle')}
        columns={columns}
        empty={b('queueNone')}
        rows={rows.slice(0, SHOWN).map(({ row, next }) => [
          row.recused ? (
            <>
              <code>{row.case.slice(0, 8)}</code> <span class="tag">{b('recused')}</span>
            </>
          ) : (
            <button type="button" class="button" onClick={() => open(row.case)}>
              {row.case.slice(0, 8)}
            </button>
          ),
          t(`state-${row.state}`),
          next ? (
            <>
              {formatCivilDate(next.deadline.day, language)} — {t(`clock-${next.clock}`)}{' '}
              {next.overdue && <span class="tag bad">{t('overdue')}</span>}
            </>
          ) : (
            '—'
          ),
          formatInstant(row.filedAt, language),
        ])}
      />
    </div>
  )
}

type Row = { readonly row: CaseRow; readonly next: Running | undefined }

export function queueOf(cases: readonly CaseRow[], now: Date): readonly Row[] {
  const rows = cases.map((row): Row => {
    const { filedAt, state, since, lastWord, inquiryFrom } = row
    return {
      row,
      next: isOpen(state)
        ? runningClocks({ filed: filedAt, state, since, lastWord: lastWord ?? undefined, inquiryFrom, changes: [], footage: false }, now)[0]
        : undefined,
    }
  })
  const dueOf = ({ next }: Row) => next?.deadline.due.getTime() ?? Number.POSITIVE_INFINITY
  return rows.sort((one, other) => dueOf(one) - dueOf(other) || other.row.filedAt.getTime() - one.row.filedAt.getTime())
}

/** All of them when nothing is asked; else those whose number begins so, or whose card in the shared index has the words. */
function shownOf(rows: readonly Row[], { index }: Desk, asked: string): readonly Row[] {
  const number = asked.trim().toLowerCase()
  if (number === '') return rows
  const found = findCases(index, asked)
  return rows.filter(({ row }) => found.has(row.case) || row.case.startsWith(number))
}

type NewcomersProps = Omit<QueueProps, 'open'>

/** Cases that somebody who sits cannot open yet. */
function Newcomers({ words, desk, renew }: NewcomersProps) {
  const { b } = words
  const [lacking, setLacking] = useState(0)
  const [told, setTold] = useState<string | undefined>()
  const [unread, setUnread] = useState<readonly string[]>([])
  const [refused, setRefused] = useState<Refused | undefined>()
  useEffect(
    () =>
      void askUngranted(client, desk.body, { keys: desk.keys, after: '' }).then((answer) => setLacking(answer.ok ? answer.value.epochs.length : 0)),
    [desk],
  )
  if (lacking === 0) return null
  const give = async () => {
    const given = await givePast(desk, (done) => setTold(b('giving', { done })))
    setTold(undefined)
    setRefused(given.ok ? undefined : given)
    if (!given.ok) return
    if (given.value.unread.length === 0) renew()
    else setUnread(given.value.unread)
  }
  return (
    <Notice tone="soon" title={b('givePending', { n: lacking })} live>
      {refused && <p>{wordNo(words, refused)}</p>}
      {unread.length > 0 && <p>{b('giveUnread', { n: unread.length, cases: unread.map((one) => one.slice(0, 8)).join(', ') })}</p>}
      <p>
        <button type="button" class="button" onClick={() => void give()} disabled={told !== undefined}>
          {told ?? b('give')}
        </button>
      </p>
    </Notice>
  )
}
