import { useEffect, useMemo, useState } from 'preact/hooks'
import { formatCivilDate, formatInstant } from '../../../../foundation/format.ts'
import type { Refused } from '../../../../foundation/result.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { Table } from '../../../../ui/table/table.tsx'
import { findCases, timesOnCard, type Card } from '../../core/case-index.ts'
import { isOpen } from '../../core/case-state.ts'
import { runningClocks, type Running } from '../../core/clocks.ts'
import { client } from '../shared/device.ts'
import { askUngranted, type CaseRow } from '../shared/vault-client.ts'
import { wordNo, type Words } from './body-wording.ts'
import { givePast } from './give-past.ts'
import type { Desk } from './desk.ts'
import { beginIndexAnew } from './share-index.ts'

type QueueProps = { readonly words: Words; readonly desk: Desk; readonly open: (caseId: string) => void; readonly renew: () => void }

/** How many a screen shows at once; the nearest dates first. */
const SHOWN = 100

/** Cases by their next date, closed ones last. What members moved or gave to somebody is known from the last member who opened the case. */
export function Queue({ words, desk, open, renew }: QueueProps) {
  const { b, t, language } = words
  const [asked, setAsked] = useState('')
  const [mine, setMine] = useState(false)
  const all = useMemo(() => queueOf(desk, new Date()), [desk])
  const rows = shownOf(all, desk, { asked, mine })
  const columns = [{ label: b('caseName') }, { label: b('stateName') }, { label: b('nextDate') }, { label: b('givenTo') }, { label: b('filedOn') }]
  return (
    <div class="stack-wide">
      <h1>{b('queueTitle')}</h1>
      <Newcomers words={words} desk={desk} renew={renew} />
      {(desk.indexUnread === 'lost' || desk.indexUnread === 'left') && <LostIndex words={words} desk={desk} renew={renew} />}
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
        <label class="choice">
          <input type="checkbox" checked={mine} onChange={(event) => setMine(event.currentTarget.checked)} />
          <span>{b('queueMine')}</span>
        </label>
        {desk.indexUnread === 'foreign' && <p class="hint">{b('indexUnread')}</p>}
        <p class="soft" role="status">
          {b('queueCount', { n: rows.length, shown: Math.min(rows.length, SHOWN) })}
        </p>
      </div>
      <Table
        caption={b('queueTitle')}
        columns={columns}
        empty={b('queueNone')}
        rows={rows.slice(0, SHOWN).map(({ row, card, next }) => [
          <CaseName words={words} row={row} card={card} open={open} />,
          t(`state-${row.state}`),
          next ? (
            <>
              {formatCivilDate(next.deadline.day, language)} — {t(`clock-${next.clock}`)}{' '}
              {next.overdue && <span class="tag bad">{t('overdue')}</span>}
            </>
          ) : (
            '—'
          ),
          card?.member === undefined ? '—' : labelOf(desk, card.member),
          formatInstant(row.filedAt, language),
        ])}
      />
    </div>
  )
}

type CaseNameProps = { readonly words: Words; readonly row: CaseRow; readonly card: Card | undefined; readonly open: (caseId: string) => void }

/** Its number, and whether something is in it that no member has read. */
function CaseName({ words: { b }, row, card, open }: CaseNameProps) {
  const number = row.case.slice(0, 8)
  if (row.recused)
    return (
      <>
        <code>{number}</code> <span class="tag">{b('recused')}</span>
      </>
    )
  const unread = card ? row.items - 1 - card.seq : row.items
  return (
    <>
      <button type="button" class="button" onClick={() => open(row.case)}>
        {number}
      </button>{' '}
      {isOpen(row.state) && unread > 0 && <span class="tag soon">{card ? b('unread', { n: unread }) : b('neverOpened')}</span>}
    </>
  )
}

type Row = { readonly row: CaseRow; readonly card: Card | undefined; readonly next: Running | undefined }

/** The nearest date first: of what the host knows, and of what members left on the case's card. */
export function queueOf({ cases, index }: Pick<Desk, 'cases' | 'index'>, now: Date): readonly Row[] {
  const cards = new Map(index.cards.map((card) => [card.case, card]))
  const rows = cases.map((row): Row => {
    const { filedAt, state, since, lastWord, inquiryFrom } = row
    const card = cards.get(row.case)
    const times = { filed: filedAt, state, since, lastWord: lastWord ?? undefined, inquiryFrom, ...timesOnCard(card) }
    return { row, card, next: isOpen(state) ? runningClocks(times, now)[0] : undefined }
  })
  const dueOf = ({ next }: Row) => next?.deadline.due.getTime() ?? Number.POSITIVE_INFINITY
  return rows.sort((one, other) => dueOf(one) - dueOf(other) || other.row.filedAt.getTime() - one.row.filedAt.getTime())
}

type Wanted = { readonly asked: string; readonly mine: boolean }

/** All of them when nothing is asked; else those whose number begins so, or whose card in the shared index has the words. */
function shownOf(rows: readonly Row[], { index, id }: Desk, { asked, mine }: Wanted): readonly Row[] {
  const own = mine ? rows.filter(({ card }) => card?.member === id) : rows
  const number = asked.trim().toLowerCase()
  if (number === '') return own
  const found = findCases(index, asked)
  return own.filter(({ row }) => found.has(row.case) || row.case.startsWith(number))
}

function labelOf({ rosters }: Desk, id: string): string {
  return rosters.flatMap(({ content }) => content.members).findLast((member) => member.id === id)?.label ?? id
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

/** Said, and begun anew when a member wants it: nothing of a case is lost with it. */
function LostIndex({ words, desk, renew }: NewcomersProps) {
  const { b } = words
  const isLeft = desk.indexUnread === 'left'
  const [refused, setRefused] = useState<Refused | undefined>()
  const begin = async () => {
    const begun = await beginIndexAnew(desk)
    setRefused(begun.ok ? undefined : begun)
    if (begun.ok) renew()
  }
  return (
    <Notice tone={isLeft ? 'soon' : 'bad'} title={b(isLeft ? 'indexLeft' : 'indexLost')} live>
      {refused && <p>{wordNo(words, refused)}</p>}
      <p>{b(isLeft ? 'indexLeftWhy' : 'indexLostWhy')}</p>
      <p>
        <button type="button" class="button" onClick={() => void begin()}>
          {b('indexBegin')}
        </button>
      </p>
    </Notice>
  )
}
