import { Choices, Fields, SelectField, TextField } from '../../../ui/field/field.tsx'
import { Table } from '../../../ui/table/table.tsx'
import { LISTED } from '../core/build-mapping.ts'
import type { ColumnProfile } from '../core/column-census.ts'
import { ACTS } from '../core/fact.ts'
import { guessColumns } from '../core/guess-columns.ts'
import type { Upload } from '../uploads/upload.ts'
import type { ImportPageWords } from './imports-page.tsx'

type ColumnsProps = {
  readonly t: ImportPageWords
  readonly upload: Upload
  readonly columns: readonly ColumnProfile[]
  readonly withheld: readonly string[]
}

export function ColumnsStep({ t, upload, columns, withheld }: ColumnsProps) {
  const chosen = upload.choice ?? guessColumns(columns)
  const exampleOf = (column: string) => {
    const place = columns.findIndex((profile) => profile.column === column)
    return upload.preview.map((row) => row[place] ?? '').find((text) => text !== '') ?? columns[place]?.values?.[0]?.[0] ?? ''
  }
  const choices = (fits: (profile: ColumnProfile) => boolean) =>
    columns.filter(fits).map(({ column }) => ({ value: column, label: t('choice', { column, example: exampleOf(column) }) }))
  const lists = choices(({ values }) => values !== null)
  return (
    <>
      <p class="lead">{t('columnsLead')}</p>
      <Table caption={t('preview')} columns={columns.map(({ column }) => ({ label: column }))} rows={upload.preview} empty={t('previewNone')} />
      <form method="post" action={`/imports/${upload.id}/colonnes`} class="card">
        <Fields>
          <Choices
            name="acte"
            kind="radio"
            label={t('what')}
            choices={ACTS.map((act) => ({ value: act, label: t(`act-${act}`) }))}
            values={[chosen.act]}
          />
          <TextField name="source" label={t('software')} hint={t('softwareHint')} value={chosen.source} max={200} required />
          <TextField name="mention" label={t('attribution')} value={chosen.attribution} max={400} />
          <SelectField name="jour" label={t('field-day')} choices={choices(({ moment }) => moment !== null)} value={chosen.day} required />
          <SelectField name="heure" label={t('field-hour')} choices={choices(({ isHour }) => isHour)} value={chosen.hour} empty={t('absent')} />
          <div class="field">
            <label class="choice">
              <input type="checkbox" name="minuit" value="oui" checked={chosen.midnight} />
              <span>{t('midnight')}</span>
            </label>
          </div>
          {LISTED.filter((field) => !withheld.includes(field)).map((field) => (
            <SelectField key={field} name={field} label={t(`field-${field}`)} choices={lists} value={chosen.fields[field]} empty={t('absent')} />
          ))}
          <button class="button primary" type="submit">
            {t('next')}
          </button>
        </Fields>
      </form>
      {upload.left.length > 0 && (
        <Table
          caption={t('left')}
          columns={[{ label: t('column') }, { label: t('why') }]}
          rows={upload.left.map(({ column, why }) => [column, t(`left-${why}`)])}
          empty=""
        />
      )}
    </>
  )
}
