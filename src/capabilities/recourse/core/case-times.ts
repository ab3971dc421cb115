import { accountShape, changesOf, isWord, readItems, stateIn, type Content, type Said } from './case-content.ts'
import type { CaseState } from './case-state.ts'
import { stepInquiry, type CaseTimes } from './clocks.ts'
import { demandFault, windowOf } from './preservation.ts'
import type { CitizenMark } from './vault/epoch.ts'
import type { SignedItem } from './vault/item.ts'
import type { SignedRoster } from './vault/roster.ts'

/** A case as its readers verified it. */
type Read = { readonly items: readonly SignedItem[]; readonly rosters: readonly SignedRoster[]; readonly citizen: CitizenMark }

/** What the host says of it. */
type Told = { readonly filedAt: Date; readonly state: CaseState; readonly since: Date }

/** State and dates out of what was signed, not out of what the host says. */
export function timesOf({ items, rosters, citizen }: Read, { filedAt }: Pick<Told, 'filedAt'>): CaseTimes {
  const read = readItems(items, citizen.key)
  const { state, since, inquiryFrom } = stepsOf(read, filedAt)
  const word = read.findLast(({ content, byMember }) => byMember && isWord(content))
  const account = read.find(({ content }) => content.kind === 'account')?.content
  return {
    filed: filedAt,
    state,
    since,
    inquiryFrom,
    lastWord: word?.at,
    toAuthority: read.findLast(({ content }) => content.kind === 'extract')?.at,
    changes: changesOf(items, rosters, citizen.key),
    footage: account !== undefined && wantsFootage(account, filedAt) && !read.some(({ content }) => content.kind === 'preservation'),
  }
}

/** Where its steps led, and since when; and when the inquiry's time began. */
function stepsOf(read: readonly Said[], filedAt: Date): { readonly state: CaseState; readonly since: Date; readonly inquiryFrom: Date } {
  let now: { readonly state: CaseState; readonly since: Date; readonly inquiryFrom: Date } = {
    state: 'accusee',
    since: filedAt,
    inquiryFrom: filedAt,
  }
  for (const { content, at } of read) {
    const to = stateIn(content)
    if (to) now = { state: to, since: at, inquiryFrom: stepInquiry(now.inquiryFrom, { from: now.state, since: now.since, to, at }) }
  }
  return now
}

/** It names a place, the person did not refuse, and the footage may still be there. */
function wantsFootage(content: Content, filedAt: Date): boolean {
  if (content.kind !== 'account' || content.body.place === '' || !content.body.preserve) return false
  return demandFault(windowOf(content.body.day, content.body.hour), filedAt) === undefined
}

const DAY = 86_400_000

/** Whether the host shows another state than was signed, or dates that are a day away: clocks of devices differ by less. */
export function isSaidOtherwise({ state, since, filedAt }: Told, items: readonly SignedItem[], times: CaseTimes): boolean {
  const [first] = items
  const filed = first ? Date.parse(`${first.content.time}:00:00Z`) : filedAt.getTime()
  // What was sealed without a network is handed in when it can be; never before.
  const later = accountShape.safeParse(first?.content.body).data?.offline === true
  const wrongly = filedAt.getTime() < filed - DAY || (!later && filedAt.getTime() > filed + DAY)
  return state !== times.state || Math.abs(since.getTime() - times.since.getTime()) > DAY || wrongly
}
