import { wording } from '../../../foundation/wording.ts'
import type { Answer, Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Listing } from '../../../ui/listing/listing.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { Table } from '../../../ui/table/table.tsx'
import { DICTIONARY } from '../core/dictionary.ts'
import { DATA_WORDS } from '../messages/data-words.ts'
import { readPublications, type PublicationRow } from '../queries/publications.ts'
import { titleOf } from './report-page.tsx'

export async function dataPage(services: Services, call: Call): Promise<Answer> {
  const t = wording(DATA_WORDS, call.language)
  const publications = await readPublications(services.db, call.city.code)
  const links = [['/donnees/catalogue.jsonld', 'catalogue'], ['/api/v1/comptes-rendus', 'api'], ['/api/openapi.json', 'openapi'], ['/engagements.json', 'commitmentsJson'], ['/engagements.csv', 'commitmentsCsv']] as const // prettier-ignore
  const page = (
    <Page frame={frameOf(services, call)} title={t('title')} description={t('description')}>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('title')}</h1>
          <p class="lead">{t('lead')}</p>
        </div>
        <section class="stack">
          <h2>{t('datasets')}</h2>
          <p>{t('stable')}</p>
          <Table
            caption={t('datasets')}
            columns={[
              { label: t('dataset') },
              { label: t('version'), number: true },
              { label: 'CSV' },
              { label: 'Parquet' },
              { label: 'JSON' },
              { label: 'PDF' },
            ]}
            rows={publications.map((row) => filesOf(row, call))}
            empty={t('none')}
          />
        </section>
        <section class="stack">
          <h2>{t('forMachines')}</h2>
          <ul>
            {links.map(([href, key]) => (
              <li key={href}>
                <a href={href}>{t(key)}</a>
              </li>
            ))}
          </ul>
          <h3>{t('recompute')}</h3>
          <p>{t('recomputeMore')}</p>
          <Listing label={t('recompute')} text={exampleOf(publications[0], call)} />
        </section>
        <section class="stack" id="dictionnaire">
          <h2>{t('dictionary')}</h2>
          <p>{t('special')}</p>
          <Table
            caption={t('dictionary')}
            columns={[{ label: t('column') }, { label: t('meaning') }]}
            rows={DICTIONARY.map(({ name, title, meaning }) => [
              <code key={name}>{name}</code>,
              `${title[call.language]}. ${meaning[call.language]}`,
            ])}
            empty=""
          />
        </section>
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}

function filesOf({ report, version, content }: PublicationRow, call: Call) {
  const link = (file: string, label: string) => (
    <a key={file} href={`/donnees/${report}/v${version}/${file}`}>
      {label}
    </a>
  )
  return [
    <a key={report} href={`/comptes-rendus/${report}?version=${version}`}>
      {titleOf(content, call.language)}
    </a>,
    version,
    link('datapackage.json', 'Data Package'),
    link('tableaux.parquet', 'Parquet'),
    link('rapport.json', 'JSON'),
    link('rapport.pdf', 'PDF'),
  ]
}

function exampleOf(row: PublicationRow | undefined, { origin }: Call): string {
  const place = row === undefined ? 'controles-2026-10/v1' : `${row.report}/v${row.version}`
  return `select code1, libelle1, nombre\nfrom '${origin}/donnees/${place}/tableaux.parquet'\nwhere tableau = 'result' and dimension1 = 'result'\norder by nombre desc;`
}
