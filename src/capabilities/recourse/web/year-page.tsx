import { civilDate } from '../../../foundation/civil-date.ts'
import { formatCivilDate, formatMonth, formatNumber } from '../../../foundation/format.ts'
import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Table } from '../../../ui/table/table.tsx'
import { textsIn } from '../core/body-profile.ts'
import { readBody, type Body } from '../actions/read-body.ts'
import type { Member } from '../core/vault/roster.ts'
import { TALLY_WORDS } from '../messages/tally-words.ts'
import { readFilings } from '../actions/read-filings.ts'
import { OpinionList, readShown } from './opinion-pages.tsx'
import { monthsOf, readTallies, type ShownTally } from './tally-pages.tsx'
import { TallyTables } from './tally-tables.tsx'

/** Years of which a body has a report: from its first roster on. */
export function reportYears({ rosters }: Pick<Body, 'rosters'>, today: string): readonly string[] {
  const first = Number(rosters[0]?.content.issued.slice(0, 4) ?? Number.NaN)
  const last = Number(today.slice(0, 4))
  return Number.isNaN(first) ? [] : Array.from({ length: last - first + 1 }, (_, index) => String(last - index))
}

/** Whoever sat on some day of the year, as the last roster that named them says. */
function satIn({ rosters }: Body, year: string): readonly Member[] {
  const within = rosters.filter(({ content }) => content.issued.slice(0, 4) <= year)
  const members = new Map(within.flatMap(({ content }) => content.members.map((member) => [member.id, member] as const)))
  return [...members.values()].filter(({ from, until }) => from.slice(0, 4) <= year && until.slice(0, 4) >= year)
}

/** The yearly report of a body: made of what is public already, each time it is read. */
export async function yearPage(services: Services, call: Call): Promise<Answer> {
  const { city, language, now } = call
  const t = wording(TALLY_WORDS, language)
  const [body, year] = [call.param('body'), call.param('year')]
  const found = await readBody(services, city.code, body)
  const today = civilDate(now)
  if (!found || !reportYears(found, today).includes(year)) return refusedPage(refuse('not-found'))
  const [filings, tallies, opinions] = await Promise.all([
    readFilings(services.db, { city: city.code, body }),
    readTallies(services, city.code, body),
    readShown(services, city.code, body),
  ])
  const title = t('yearTitle', { title: textsIn(found.profile, language).title, year })
  const months = monthsOf(filings).filter(([month]) => month.startsWith(year))
  const members = satIn(found, year)
  const columns = [{ label: t('yearMember') }, { label: t('yearFrom') }, { label: t('yearUntil') }]
  const page = (
    <Page frame={frameOf(services, call)} title={title}>
      <div class="stack-wide">
        <div class="stack">
          <h1>{title}</h1>
          <p class="lead">{t('yearLead')}</p>
          {year === today.slice(0, 4) && <Notice tone="soon" title={t('yearNow')} />}
        </div>
        <section class="stack" aria-labelledby="qui">
          <h2 id="qui">{t('yearMembers')}</h2>
          <Table
            caption={t('yearMembers')}
            columns={columns}
            rows={members.map(({ label, from, until }) => [label, formatCivilDate(from, language), formatCivilDate(until, language)])}
            empty="—"
          />
        </section>
        <section class="stack" aria-labelledby="saisines">
          <h2 id="saisines">{t('yearFilings')}</h2>
          <Table
            caption={t('yearFilings')}
            columns={[{ label: t('yearMonth') }, { label: t('number'), number: true }]}
            rows={[...months].reverse().map(([month, count]) => [formatMonth(month, language), formatNumber(count, language)])}
            empty={t('yearNoFiling')}
          />
        </section>
        <Quarters year={year} tallies={tallies} call={call} />
        <OpinionList shown={opinions.filter(({ opinion }) => opinion.day.startsWith(year))} call={call} body={body} />
        <p>
          <a href={`/recours/${body}`}>{t('back')}</a>
        </p>
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

/** Each quarter as two members signed it; one that nobody counted is said so. */
function Quarters({ year, tallies, call }: { readonly year: string; readonly tallies: readonly ShownTally[]; readonly call: Call }) {
  const t = wording(TALLY_WORDS, call.language)
  return (
    <section class="stack" aria-labelledby="compte">
      <h2 id="compte">{t('yearTallies')}</h2>
      <p>{t('yearParallel')}</p>
      {['T1', 'T2', 'T3', 'T4'].map((name) => {
        const quarter = `${year}-${name}`
        const shown = tallies.find(({ tally }) => tally.quarter === quarter)
        return (
          <section key={quarter} class="stack">
            <h3>{quarter}</h3>
            {shown ? <TallyTables tally={shown.tally} language={call.language} /> : <p class="soft">{t('yearUncounted')}</p>}
          </section>
        )
      })}
    </section>
  )
}
