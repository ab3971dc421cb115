import { refuse } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { frameOf } from '../../../ui/page/frame.ts'
import { EmbeddedPage } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { ACTIVITY_WORDS } from '../messages/activity-words.ts'
import { REPORT_WORDS, tableTitle } from '../messages/report-words.ts'
import { readPublications } from '../queries/publications.ts'
import { titleOf } from './report-page.tsx'
import { TableSection } from './report-tables.tsx'

/** One table of one version, to be shown in a frame of anyone's page: a newspaper's article stays true to the version that it tells of. */
export async function embedPage(services: Services, call: Call): Promise<Answer> {
  const { language } = call
  const row = (await readPublications(services.db, call.city.code)).find(
    ({ report, version }) => report === call.param('report') && `v${version}` === call.param('version'),
  )
  const table = row?.content.tables.find(({ id, names }) => id === call.param('table') && names.length > 0)
  if (row === undefined || table === undefined) return refusedPage(refuse('not-found'))
  const { content, report, version } = row
  const t = wording(ACTIVITY_WORDS, language)
  const words = wording(REPORT_WORDS, language)
  const page = (
    <EmbeddedPage frame={frameOf(services, call)} title={`${tableTitle(table.id, language)} — ${titleOf(content, language)}`}>
      <TableSection t={t} report={content} table={table} language={language} />
      {content.demo && <p class="soft">{words('demo')}</p>}
      <p class="soft">
        <a href={`${call.origin}/comptes-rendus/${report}?version=${version}`} target="_blank" rel="noopener">
          {`${call.city.name}, ${titleOf(content, language)}, ${words('version', { n: version })}`}
        </a>{' '}
        · Licence Ouverte 2.0
      </p>
    </EmbeddedPage>
  )
  return { kind: 'page', html: renderDocument(page), embed: true }
}

export function embedCode(
  call: Call,
  { report, version, table, title }: { readonly report: string; readonly version: number; readonly table: string; readonly title: string },
): string {
  const address = `${call.origin}/comptes-rendus/${report}/v${version}/integrer/${table}`
  return `<iframe src="${address}" title="${title.replaceAll('"', '&quot;')}" width="100%" height="480" loading="lazy"></iframe>`
}
