import { RESULT_LABELS } from '../../receipts/index.ts'
import { Suggestions, TextField } from '../../../ui/field/field.tsx'
import type { ListedValue, ValueList } from '../actions/choose-columns.ts'
import type { Upload } from '../uploads/upload.ts'
import type { ImportPageWords } from './imports-page.tsx'

type Proposed = { readonly lists: readonly ValueList[]; readonly sectors: readonly string[] }
type ValuesProps = { readonly t: ImportPageWords; readonly upload: Upload; readonly proposed: Proposed }

/** One input for each value of each list, named `field.index`: its index among the values of the column. */
export function ValuesStep({ t, upload, proposed: { lists, sectors } }: ValuesProps) {
  return (
    <form method="post" action={`/imports/${upload.id}/valeurs`} class="stack-wide">
      <p class="lead">{t('valuesLead')}</p>
      {lists.length === 0 && <p>{t('noList')}</p>}
      {lists.map((list) => (
        <ListSection key={list.field} t={t} list={list} sectors={sectors} />
      ))}
      <p class="row">
        <button class="button primary" type="submit">
          {t('try')}
        </button>
        <a class="button" href={`/imports/${upload.id}?etape=colonnes`}>
          {t('backColumns')}
        </a>
      </p>
    </form>
  )
}

type ListProps = { readonly t: ImportPageWords; readonly list: ValueList; readonly sectors: readonly string[] }

function ListSection({ t, list: { field, column, values, known }, sectors }: ListProps) {
  const title = t(`field-${field}`)
  return (
    <section class="card stack">
      <h2>{title === column ? title : `${title} : ${column}`}</h2>
      {field === 'result' && <p class="soft">{t('resultHint', { nothing: RESULT_LABELS.nothing.fr })}</p>}
      {field === 'quarter' && <p class="soft">{t('sectorHint')}</p>}
      <Suggestions name={`mots-${field}`} words={known} />
      {field === 'quarter' && <Suggestions name="mots-sector" words={sectors} />}
      {values.map((value, index) => (
        <ValueRow key={value.written} t={t} name={`${field}.${index}`} value={value} suggestions={`mots-${field}`} hasSector={field === 'quarter'} />
      ))}
    </section>
  )
}

type RowProps = {
  readonly t: ImportPageWords
  readonly name: string
  readonly value: ListedValue
  readonly suggestions: string
  readonly hasSector: boolean
}

function ValueRow({ t, name, value: { written, rows, word, sector }, suggestions, hasSector }: RowProps) {
  return (
    <div class="row">
      <TextField name={name} label={t('value', { written, rows })} value={word} max={120} suggestions={suggestions} />
      {hasSector && (
        <TextField name={name.replace('quarter', 'sector')} label={t('sectorOf', { written })} value={sector} max={120} suggestions="mots-sector" />
      )}
    </div>
  )
}
