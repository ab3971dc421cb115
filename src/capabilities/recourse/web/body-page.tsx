import { toBase64 } from '../../../foundation/base64.ts'
import { formatCivilDate, formatFingerprint } from '../../../foundation/format.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { Table } from '../../../ui/table/table.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { monthsOf, readTallies, TallyList } from './tally-pages.tsx'
import { OpinionList, readShown } from './opinion-pages.tsx'
import { textsIn } from '../core/body-profile.ts'
import { readBody, type Body } from '../actions/read-body.ts'
import { isOpen } from '../core/case-state.ts'
import { CLOCKS } from '../core/clocks.ts'
import { passedDates } from '../core/host-times.ts'
import { bodyTag, PROGRAM_PATH, rosterPath } from '../core/entries.ts'
import { sittingMembers, type Roster } from '../core/vault/roster.ts'
import { bytesOf } from '../core/vault/signed.ts'
import { POSTER_WORDS } from '../messages/poster-words.ts'
import { TALLY_WORDS } from '../messages/tally-words.ts'
import { reportYears } from './year-page.tsx'
import { DROP_WORDS } from '../messages/drop-words.ts'
import { NEWS_WORDS } from '../messages/news-words.ts'
import { RECOURSE_WORDS } from '../messages/recourse-words.ts'
import { readFilings } from '../actions/read-filings.ts'
import { readBodyCases } from '../queries/body-cases.ts'

type Words = ReturnType<typeof wording<keyof typeof RECOURSE_WORDS>>

/** A body in public: who sits, what it can and cannot do, its times, its figures, what the host can see. */
export async function bodyPage(services: Services, call: Call): Promise<Answer> {
  const { city, language, now } = call
  const found = await readBody(services, city.code, call.param('body'))
  if (!found) return refusedPage(refuse('not-found'))
  const t = wording(RECOURSE_WORDS, language)
  const profile = textsIn(found.profile, language)
  const roster = found.rosters.at(-1)?.content
  const today = dateAt(now).toString()
  const cases = await readBodyCases(services.db, { city: city.code, body: found.body })
  const page = (
    <Page frame={frameOf(services, call)} title={profile.title} description={profile.purpose.slice(0, 200)}>
      <div class="stack-wide">
        <div class="stack">
          <p class="soft">{t(found.kind === 'ethics' ? 'kindEthics' : 'kindRecourse')}</p>
          <h1>{profile.title}</h1>
          <p class="lead">{profile.purpose}</p>
          {roster ? <Doors body={found.body} drop={wording(DROP_WORDS, language)('link')} t={t} /> : <Notice tone="soon" title={t('notFounded')} />}
        </div>
        <p>
          <a href={`/recours/${found.body}/nouvelles`}>{wording(NEWS_WORDS, language)('link')}</a>
        </p>
        <dl class="record">
          {(['powers', 'limits', 'contact', 'decision'] as const).map((field) => (
            <div key={field}>
              <dt>{t(field)}</dt>
              <dd>{profile[field]}</dd>
            </div>
          ))}
        </dl>
        {roster && <Members found={found} roster={roster} today={today} t={t} language={language} />}
        <OpinionList shown={await readShown(services, city.code, found.body)} call={call} body={found.body} />
        <Clocks t={t} />
        <TallyList shown={await readTallies(services, city.code, found.body)} call={call} body={found.body} />
        {roster && (
          <section class="stack" aria-labelledby="rapports">
            <h2 id="rapports">{wording(TALLY_WORDS, language)('yearReports')}</h2>
            <p class="row">
              {reportYears(found, today).map((year) => (
                <a key={year} href={`/recours/${found.body}/rapports/${year}`}>
                  {year}
                </a>
              ))}
            </p>
          </section>
        )}
        <Figures
          months={monthsOf(await readFilings(services.db, { city: city.code, body: found.body }))}
          late={lateOf(cases, now)}
          tag={toBase64(bodyTag(found.body))}
          t={t}
        />
        <section class="stack" aria-labelledby="hote">
          <h2 id="hote">{t('hostTitle')}</h2>
          <p>{t('hostSees')}</p>
          <p>{t('hostLimit')}</p>
          <Elsewhere origins={services.config.vaultOrigins} body={found.body} t={t} />
          <p>
            <a href={PROGRAM_PATH}>{t('hostProgram')}</a>
          </p>
        </section>
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

/** Others serve the same program: a person who does not trust the city’s takes theirs. */
function Elsewhere({ origins, body, t }: { readonly origins: readonly string[]; readonly body: string; readonly t: Words }) {
  if (origins.length === 0) return null
  return (
    <>
      <p>{t('elsewhere')}</p>
      <ul>
        {origins.map((origin) => (
          <li key={origin}>
            <a href={`${origin}/recours/${body}/saisir/`}>{origin.replace(/^https?:\/\//, '')}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

function Doors({ body, drop, t }: { readonly body: string; readonly drop: string; readonly t: Words }) {
  return (
    <p>
      <a class="button primary" href={`/recours/${body}/saisir`}>
        {t('file')}
      </a>{' '}
      <a class="button" href="/recours/suivre">
        {t('follow')}
      </a>{' '}
      <a href={`/recours/${body}/deposer`}>{drop}</a>
    </p>
  )
}

type MembersProps = { readonly found: Body; readonly roster: Roster; readonly today: string; readonly t: Words; readonly language: Call['language'] }

function Members({ found, roster, today, t, language }: MembersProps) {
  const columns = [{ label: t('memberLabel') }, { label: t('memberCollege') }, { label: t('memberRole') }, { label: t('memberUntil') }]
  const rows = sittingMembers(roster, today).map(({ label, college, role, from, until }) => [
    label,
    t(`college-${college}`),
    t(`role-${role}`),
    t('mandate', { from: formatCivilDate(from, language), until: formatCivilDate(until, language) }),
  ])
  return (
    <section class="stack" aria-labelledby="siege">
      <h2 id="siege">{t('membersTitle')}</h2>
      <Table caption={t('membersTitle')} columns={columns} rows={rows} empty="—" />
      <p>{t('rules', { quorum: roster.quorum, custodians: roster.custodians.map(({ label }) => label).join(', ') })}</p>
      <p>{t('rosterLine', { number: roster.number, until: formatCivilDate(roster.notAfter, language) })}</p>
      <p>
        {t('rootLine')} : <code>{formatFingerprint(found.root ?? '')}</code>
      </p>
      <p>
        <a href={rosterPath(found.body, roster.number)}>{t('rosterFile')}</a>
        {' · '}
        <a href={`/recours/${found.body}/affiche`}>{wording(POSTER_WORDS, language)('link')}</a>
      </p>
    </section>
  )
}

function Clocks({ t }: { readonly t: Words }) {
  const clocks = ['first-contact', 'preservation', 'update', 'update-authority', 'inquiry', 'answer', 'review'] as const
  const rows = clocks.map((clock) => [t(`clock-${clock}`), t(`unit-${CLOCKS[clock].unit}`, { n: CLOCKS[clock].count })])
  return (
    <section class="stack" aria-labelledby="delais">
      <h2 id="delais">{t('clocksTitle')}</h2>
      <Table caption={t('clocksTitle')} columns={[{ label: t('clockName') }, { label: t('clockTerm') }]} rows={rows} empty="—" />
      <p class="soft">{t('clocksNote')}</p>
    </section>
  )
}

/** Open cases, and those where a time has passed: silence is shown as silence. */
function lateOf(cases: Awaited<ReturnType<typeof readBodyCases>>, now: Date): { readonly open: number; readonly late: number } {
  return { open: cases.filter(({ state }) => isOpen(state)).length, late: cases.filter((row) => passedDates(row, now).length > 0).length }
}

type FiguresProps = {
  readonly months: readonly (readonly [string, number])[]
  readonly late: ReturnType<typeof lateOf>
  readonly tag: string
  readonly t: Words
}

function Figures({ months, late, tag, t }: FiguresProps) {
  const columns = [{ label: t('figuresMonth') }, { label: t('figuresFilings'), number: true }]
  return (
    <section class="stack" aria-labelledby="chiffres">
      <h2 id="chiffres">{t('figuresTitle')}</h2>
      <Table caption={t('figuresTitle')} columns={columns} rows={months} empty={t('figuresNone')} />
      <p>{t('figuresLate', { n: late.open, late: late.late })}</p>
      <p class="soft">{t('figuresNote', { tag })}</p>
    </section>
  )
}

/** The signed roster, byte for byte what the journal has the hash of. */
export async function rosterFile(services: Services, call: Call): Promise<Answer> {
  const number = Number(/^(\d{1,6})\.json$/.exec(call.param('file'))?.[1] ?? 0)
  const found = await readBody(services, call.city.code, call.param('body'))
  const roster = found?.rosters[number - 1]
  if (!roster) return refusedPage(refuse('not-found'))
  return { kind: 'file', bytes: bytesOf(roster), type: 'application/json', headers: { 'cache-control': 'public, max-age=31536000, immutable' } }
}
