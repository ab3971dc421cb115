import { useState } from 'preact/hooks'
import type { Language, Wording } from '../../../../foundation/wording.ts'
import { AGE_BANDS, SEXES, type AgeBand, type Sex } from '../../core/detail.ts'
import { groundOfCode, groundsOf } from '../../core/ground.ts'
import { CIRCUMSTANCES, MOTIVES_OF_GROUND, type Circumstance } from '../../core/motive.ts'
import { FOLLOW_UPS, RESULTS, type FollowUp } from '../../core/outcome.ts'
import { AGE_LABELS, CIRCUMSTANCE_LABELS, FOLLOW_UP_LABELS, GROUND_LABELS, MOTIVE_LABELS, RESULT_LABELS, SEX_LABELS } from '../../messages/labels.ts'
import type { OFFICER_WORDS } from '../../messages/officer-words.ts'
import type { DeviceContext } from '../../api/device-context.ts'
import { Options, Screen, Tap, Toggle } from './parts.tsx'
import type { Filling, Step } from './session.ts'

export type Words = Wording<keyof typeof OFFICER_WORDS>

export type CheckProps = {
  readonly t: Words
  readonly language: Language
  readonly context: DeviceContext
  readonly filling: Filling
  readonly fill: (more: Partial<Filling>) => void
}

/** The questions of one check, one a screen. */
export function CheckStep(props: CheckProps & { readonly step: Step }) {
  switch (props.step) {
    case 'ground':
      return <GroundScreen {...props} />
    case 'motive':
      return <MotiveScreen {...props} />
    case 'circumstances':
      return <CircumstancesScreen {...props} />
    case 'place':
      return <PlaceScreen {...props} />
    case 'result':
      return <ResultScreen {...props} />
    default:
      return <ExplainedScreen {...props} />
  }
}

function GroundScreen({ t, language, context, fill }: CheckProps) {
  const grounds = groundsOf(context.unit)
  const options = grounds.map(({ code }) => ({ value: code, label: GROUND_LABELS[code][language] }))
  return (
    <Screen title={t('ground')}>
      <Options
        options={options}
        more={t('more')}
        choose={(value) => {
          const ground = groundOfCode(value)
          if (ground) fill({ ground: ground.code })
        }}
      />
    </Screen>
  )
}

function MotiveScreen({ t, language, filling, fill }: CheckProps) {
  const motives = filling.ground === undefined ? [] : MOTIVES_OF_GROUND[filling.ground]
  return (
    <Screen title={t('motive')}>
      <Options
        options={motives.map((motive) => ({ value: motive, label: MOTIVE_LABELS[motive][language] }))}
        more={t('more')}
        choose={(value) => {
          const motive = motives.find((candidate) => candidate === value)
          if (motive) fill({ motive })
        }}
      />
    </Screen>
  )
}

function CircumstancesScreen({ t, language, fill }: CheckProps) {
  const [chosen, setChosen] = useState<readonly Circumstance[]>([])
  const toggle = (one: Circumstance, on: boolean) => setChosen(on ? [...chosen, one] : chosen.filter((other) => other !== one))
  return (
    <Screen title={t('circumstances')}>
      <div class="options">
        {CIRCUMSTANCES.map((one) => (
          <Toggle key={one} label={CIRCUMSTANCE_LABELS[one][language]} on={chosen.includes(one)} change={(on) => toggle(one, on)} />
        ))}
        <Tap kind="primary" label={t('next')} busy={chosen.length === 0} tap={() => fill({ circumstances: chosen })} />
      </div>
    </Screen>
  )
}

function PlaceScreen({ t, context, filling, fill }: CheckProps) {
  const quarter = context.quarters.find((candidate) => candidate.quarter === filling.quarter)
  if (quarter === undefined) {
    const options = context.quarters.map((one) => ({ value: String(one.quarter), label: one.name }))
    return (
      <Screen title={t('quarter')}>
        <Options
          options={options}
          shown={40}
          more={t('more')}
          choose={(value) =>
            fill({
              quarter: Number(value),
              ...(context.quarters.find((one) => one.quarter === Number(value))?.sections.length === 0 && { section: 0 }),
            })
          }
        />
      </Screen>
    )
  }
  const options = [
    { value: '0', label: t('wholeQuarter') },
    ...quarter.sections.map(({ section, name }) => ({ value: String(section), label: name })),
  ]
  return (
    <Screen title={t('section')}>
      <Options options={options} shown={40} more={t('more')} choose={(value) => fill({ section: Number(value) })} />
    </Screen>
  )
}

function ResultScreen({ t, language, context, fill }: CheckProps) {
  const [followUps, setFollowUps] = useState<readonly FollowUp[]>([])
  const [ageBand, setAgeBand] = useState<AgeBand | undefined>()
  const [sex, setSex] = useState<Sex | undefined>()
  const toggle = (one: FollowUp, on: boolean) => setFollowUps(on ? [...followUps, one] : followUps.filter((other) => other !== one))
  // Municipal police do neither search nor verify: the measures that they may not take are not offered.
  const measures = context.unit.kind === 'police_municipale' ? FOLLOW_UPS.filter((one) => one === 'pat_down' || one === 'bag') : FOLLOW_UPS
  return (
    <Screen title={t('result')}>
      <fieldset class="measures">
        <legend>{t('measures')}</legend>
        {measures.map((one) => (
          <Toggle key={one} label={FOLLOW_UP_LABELS[one][language]} on={followUps.includes(one)} change={(on) => toggle(one, on)} />
        ))}
      </fieldset>
      {context.optionalFields.includes('ageBand') && (
        <Unsaid t={t} label={t('ageBand')} values={AGE_BANDS} word={(value) => AGE_LABELS[value][language]} value={ageBand} change={setAgeBand} />
      )}
      {context.optionalFields.includes('sex') && (
        <Unsaid t={t} label={t('sex')} values={SEXES} word={(value) => SEX_LABELS[value][language]} value={sex} change={setSex} />
      )}
      <Options
        options={RESULTS.map((value) => ({ value, label: RESULT_LABELS[value][language] }))}
        shown={6}
        more={t('more')}
        choose={(value) => {
          const result = RESULTS.find((candidate) => candidate === value)
          if (result) fill({ result, followUps, ...(ageBand && { ageBand }), ...(sex && { sex }) })
        }}
      />
    </Screen>
  )
}

type UnsaidProps<Value extends string> = {
  readonly t: Words
  readonly label: string
  readonly values: readonly Value[]
  readonly word: (value: Value) => string
  readonly value: Value | undefined
  readonly change: (value: Value | undefined) => void
}

function Unsaid<Value extends string>({ t, label, values, word, value, change }: UnsaidProps<Value>) {
  return (
    <label class="unsaid">
      <span>{label}</span>
      <select value={value ?? ''} onChange={(event) => change(values.find((one) => one === event.currentTarget.value))}>
        <option value="">{t('unsaid')}</option>
        {values.map((one) => (
          <option key={one} value={one}>
            {word(one)}
          </option>
        ))}
      </select>
    </label>
  )
}

function ExplainedScreen({ t, fill }: CheckProps) {
  return (
    <Screen title={t('explained')}>
      <div class="options">
        <Tap label={t('explainedYes')} tap={() => fill({ explained: true })} />
        <Tap label={t('explainedNo')} tap={() => fill({ explained: false })} />
      </div>
    </Screen>
  )
}
