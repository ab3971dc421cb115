import { formatInstant } from '../../../foundation/format.ts'
import type { Language } from '../../../foundation/wording.ts'
import type { CheckDetail } from '../core/detail.ts'
import { articleOn, groundOfCode } from '../core/ground.ts'
import {
  ACT_LABELS,
  AGE_LABELS,
  CIRCUMSTANCE_LABELS,
  DELIVERY_LABELS,
  FOLLOW_UP_LABELS,
  GROUND_LABELS,
  MOTIVE_LABELS,
  RESULT_LABELS,
  SEX_LABELS,
  UNDELIVERED_LABELS,
} from '../messages/labels.ts'
import { RECORD_WORDS } from '../messages/record-words.ts'
import { wording } from '../../../foundation/wording.ts'

export type Place = { readonly quarter: string; readonly section: string | undefined }
export type RecordProps = { readonly detail: CheckDetail; readonly place: Place; readonly unit: string; readonly language: Language }

/** Everything that was recorded, in plain words; the same list on the holder's page, in the carnet and for the unit. */
export function RecordList({ detail, place, unit, language }: RecordProps) {
  return (
    <dl class="record">
      {recordLines({ detail, place, unit, language }).map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

export type RecordLine = { readonly term: string; readonly value: string }

export function recordLines({ detail, place, unit, language }: RecordProps): readonly RecordLine[] {
  const t = wording(RECORD_WORDS, language)
  const yesNo = (value: boolean) => t(value ? 'yes' : 'no')
  const ground = groundOfCode(detail.ground)
  const article = ground && articleOn(ground, detail.groundText)?.article
  const list = (values: readonly string[]) => (values.length === 0 ? t('none') : values.join(', '))
  return [
    { term: t('act'), value: ACT_LABELS[detail.act][language] },
    { term: t('ground'), value: `${GROUND_LABELS[detail.ground][language]}${article ? ` (${article})` : ''}` },
    { term: t('motive'), value: MOTIVE_LABELS[detail.motive][language] },
    ...(detail.circumstances.length > 0
      ? [{ term: t('circumstances'), value: list(detail.circumstances.map((one) => CIRCUMSTANCE_LABELS[one][language])) }]
      : []),
    { term: t('started'), value: formatInstant(new Date(detail.started * 1000), language) },
    { term: t('ended'), value: formatInstant(new Date(detail.ended * 1000), language) },
    { term: t('place'), value: [place.section, place.quarter].filter((part) => part !== undefined).join(', ') },
    { term: t('service'), value: unit },
    {
      term: t('officers'),
      value: list(
        detail.officers.map((officer) =>
          'number' in officer ? `${t(officer.kind)} ${String(officer.number).padStart(officer.kind === 'rio' ? 7 : 1, '0')}` : t(officer.kind),
        ),
      ),
    },
    { term: t('dress'), value: t(detail.dress) },
    { term: t('explained'), value: yesNo(detail.explained) },
    { term: t('camera'), value: yesNo(detail.camera) },
    { term: t('followUps'), value: list(detail.followUps.map((one) => FOLLOW_UP_LABELS[one][language])) },
    { term: t('result'), value: RESULT_LABELS[detail.result][language] },
    {
      term: t('delivery'),
      value:
        DELIVERY_LABELS[detail.delivery.mode][language] +
        (detail.delivery.mode === 'not_delivered' ? ` : ${UNDELIVERED_LABELS[detail.delivery.reason][language]}` : ''),
    },
    ...(detail.ageBand ? [{ term: t('ageBand'), value: AGE_LABELS[detail.ageBand][language] }] : []),
    ...(detail.sex ? [{ term: t('sex'), value: SEX_LABELS[detail.sex][language] }] : []),
  ]
}
