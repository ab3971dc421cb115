import { toHex } from '../../../foundation/bytes.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import { refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { readCities, readDeclaredChecks, readQuarters } from '../../city/index.ts'
import { isTimed } from '../core/report-lattice.ts'
import { parseReportName } from '../core/report.ts'
import { factFile } from '../facts/fact-file.ts'
import { readDefinition } from '../queries/definitions.ts'
import { readDrafts, type DraftRow } from '../queries/drafts.ts'
import { readFactMonths } from '../queries/fact-months.ts'
import { readPublications, type PublicationRow } from '../queries/publications.ts'
import type { Draft, DraftRequest, KeptRelease } from '../reports/draft-request.ts'
import { makeInThread } from '../reports/make-in-thread.ts'

/** Makes each draft that waits, one after the other. Cut off, it is made again: a draft ends with one row, or not at all. A fault is logged, and ends its own draft alone. */
export async function makeDrafts(services: Services, city: string): Promise<number> {
  const waiting = (await readDrafts(services.db, city)).filter(({ madeAt }) => madeAt === null).reverse()
  for (const draft of waiting) await finish(services, { city, draft }, await makeOne(services, city, draft))
  return waiting.length
}

async function makeOne(services: Services, code: string, { report, why }: DraftRow): Promise<Audited> {
  const named = parseReportName(report)
  const city = (await readCities(services.db)).find((one) => one.code === code)
  if (named === undefined || city === undefined) return { audited: 0, made: refuse('report-unknown') }
  const [months, publications, quarters] = await Promise.all([
    readFactMonths(services.db, code),
    readPublications(services.db, code),
    readQuarters(services.db, code),
  ])
  const earlier = releasesOf(
    code,
    publications.filter(({ content }) => content.act === named.act),
  )
  const within = months.filter(({ month }) => named.period.months.includes(month))
  const before = publications.find((row) => row.report === report)
  // Asked for before the first version was published: a correction says why.
  if (before !== undefined && why === null) return { audited: earlier.length, made: refuse('why-missing') }
  const request: DraftRequest = {
    city: { code, name: city.name, demo: city.demo },
    ...named,
    version: 1 + (before?.version ?? 0),
    ...(why !== null && { why }),
    ...(before !== undefined && { before: before.content }),
    made: dateAt(services.clock()).toString(),
    varFolder: services.config.varFolder,
    files: within.map((row) => ({ month: row.month, path: factFile(code, row.month, row.import), source: row.mapping.source })),
    mappings: [...new Map(within.map((row) => [row.import, row.mapping])).values()],
    definition: await readDefinition(services.db, { city: code, act: named.act, kind: named.period.kind }),
    ...(named.act === 'check' && (await declaredIn(services, code, named.period.months))),
    residents: new Map(quarters.flatMap(({ quarter, residents }) => (residents === undefined ? [] : [[String(quarter), residents] as const]))),
    earlier,
    salt: toHex(services.random(32)),
  }
  const made = await makeInThread(request).catch((error: unknown) => {
    services.log.error({ error, report }, 'draft-failed')
    return refuse('fault')
  })
  return { audited: earlier.length, made }
}

/** Of all units; a month of which nothing is declared adds nothing, and is not a zero. */
async function declaredIn({ db }: Services, city: string, months: readonly string[]): Promise<{ readonly declared?: number }> {
  const rows = (await readDeclaredChecks(db, { city, since: `${months[0] ?? ''}-01` })).filter(({ month }) => months.includes(month))
  return rows.length === 0 ? {} : { declared: rows.reduce((sum, { checks }) => sum + Number(checks), 0) }
}

type Audited = { readonly audited: number; readonly made: Result<Draft> }

/** What is public already, as the attacker has it. */
function releasesOf(city: string, publications: readonly PublicationRow[]): readonly KeptRelease[] {
  return [...publications]
    .sort((left, right) => left.release - right.release)
    .map(({ report, version, draft, content }) => ({
      kept: certificatesFile(city, draft),
      name: `${report} v${version}`,
      months: content.period.months,
      tables: content.tables.map(({ names }) => ({ names, ...(isTimed(names) ? {} : { at: content.period.name }) })),
      cells: content.tables.flatMap(({ cells }) => cells.map(({ labels, count }) => ({ labels, value: count ?? 0, withheld: count === null }))),
    }))
}

type Finished = { readonly city: string; readonly draft: DraftRow }

async function finish(services: Services, { city, draft }: Finished, { audited, made }: Audited): Promise<void> {
  if (made.ok) await services.files.write(certificatesFile(city, draft.draft), new TextEncoder().encode(made.value.kept))
  const outcome = made.ok
    ? { content: JSON.stringify(made.value.content), refusal: null, evidence: null }
    : { content: null, refusal: made.code, evidence: JSON.stringify(made.evidence) }
  await inCity(services.db, city, (tx) =>
    tx
      .insertInto('activity.draft_outcomes')
      .values({ city, draft: draft.draft, made_at: services.clock(), audited, ...outcome })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  )
}

/** Stays with the publisher: readable by the program alone, served to nobody. */
export function certificatesFile(city: string, draft: string): string {
  return `activity/${city}/certificates/${draft}.json`
}
