import type { Language } from '../../../foundation/wording.ts'
import type { Indicator } from '../../../platform/services.ts'
import { Choices, Fields, SelectField, TextField } from '../../../ui/field/field.tsx'
import type { Quarter } from '../../city/index.ts'
import type { KeepingWords } from '../messages/keeping-words.ts'

export type TermsFieldsProps = {
  readonly t: KeepingWords
  readonly language: Language
  readonly values: Readonly<Record<string, string>>
  readonly chosen: { readonly quarters: readonly string[]; readonly indicators: readonly string[] }
  readonly from: { readonly quarters: readonly Quarter[]; readonly indicators: readonly Indicator[]; readonly commitments: readonly string[] }
}

const LONG = { rows: 3, max: 2000 } as const

/** All that a version says. */
export function TermsFields({ t, language, values, chosen, from }: TermsFieldsProps) {
  return (
    <Fields>
      <TextField name="engagement-fr" label={t('statementFr')} value={values['engagement-fr']} {...LONG} required />
      <TextField name="engagement-en" label={t('statementEn')} value={values['engagement-en']} {...LONG} required />
      <TextField name="remarque-fr" label={t('remarkFr')} value={values['remarque-fr']} {...LONG} />
      <TextField name="remarque-en" label={t('remarkEn')} value={values['remarque-en']} {...LONG} />
      <TextField name="preuve-fr" label={t('proofFr')} value={values['preuve-fr']} {...LONG} required />
      <TextField name="preuve-en" label={t('proofEn')} value={values['preuve-en']} {...LONG} required />
      <TextField name="source-fr" label={t('sourceFr')} value={values['source-fr']} max={2000} required />
      <TextField name="source-en" label={t('sourceEn')} value={values['source-en']} max={2000} required />
      <TextField name="page" label={t('pageField')} hint={t('pageHint')} value={values.page} type="number" />
      <TextField name="adresse" label={t('sourceAddress')} value={values.adresse} max={500} />
      <TextField name="endroit-fr" label={t('placeFr')} hint={t('placeHint')} value={values['endroit-fr']} max={2000} />
      <TextField name="endroit-en" label={t('placeEn')} value={values['endroit-en']} max={2000} />
      <TextField name="promis" label={t('promisedOn')} hint={t('promisedHint')} value={values.promis} max={10} required />
      <TextField name="doit-fr" label={t('owedByFr')} value={values['doit-fr']} max={2000} required />
      <TextField name="doit-en" label={t('owedByEn')} value={values['doit-en']} max={2000} required />
      <TextField name="avec-fr" label={t('partnerFr')} value={values['avec-fr']} max={2000} />
      <TextField name="avec-en" label={t('partnerEn')} value={values['avec-en']} max={2000} />
      <Choices
        name="echeance"
        kind="radio"
        label={t('dueKind')}
        values={[values.echeance ?? 'date']}
        choices={(['date', 'mandate', 'yearly', 'continuous'] as const).map((value) => ({ value, label: t(`kind-${value}`) }))}
      />
      <TextField name="le" label={t('dueOn')} type="date" value={values.le} />
      <TextField name="depuis" label={t('dueFrom')} type="number" value={values.depuis} />
      <SelectField
        name="parent"
        label={t('parent')}
        empty={t('noParent')}
        value={values.parent}
        choices={from.commitments.map((value) => ({ value, label: value }))}
      />
      <Choices
        name="quartiers"
        kind="checkbox"
        label={t('quarters')}
        hint={t('quartersHint')}
        values={chosen.quarters}
        choices={from.quarters.map(({ quarter, name }) => ({ value: String(quarter), label: name }))}
      />
      <Choices
        name="indicateurs"
        kind="checkbox"
        label={t('indicators')}
        values={chosen.indicators}
        choices={from.indicators.map(({ id, title }) => ({ value: id, label: title[language] }))}
      />
      {from.indicators.map(({ id, title }) => (
        <TextField
          key={id}
          name={`cible-${id}`}
          label={t('target', { title: title[language] })}
          hint={t('targetHint')}
          value={values[`cible-${id}`]}
          max={20}
        />
      ))}
    </Fields>
  )
}
