import { Choices, Fields, SelectField, TextField } from '../../../../ui/field/field.tsx'
import { ALLEGATIONS } from '../../core/case-state.ts'
import { RECOURSE_WORDS } from '../../messages/recourse-words.ts'
import type { Language } from '../../../../foundation/wording.ts'
import { wording } from '../../../../foundation/wording.ts'
import type { VaultWording } from '../shared/word-refusal.ts'
import type { Draft } from './draft.ts'
import type { Missing } from './read-form.ts'

const SERVICES = ['municipale', 'nationale', 'gendarmerie', 'inconnu'] as const
const STANDINGS = ['named', 'confidential', 'anonymous'] as const

type QuestionsProps = {
  readonly t: VaultWording
  readonly language: Language
  readonly draft: Draft
  /** Whether footage can be asked for from here. */
  readonly footage: boolean
  readonly missing: readonly Missing[]
}

/** The short questions, all on one page. */
export function Questions({ t, language, draft, footage, missing }: QuestionsProps) {
  const r = wording(RECOURSE_WORDS, language)
  const first = (name: string) => draft[name]?.[0]
  const error = (name: Missing, words: string) => (missing.includes(name) ? words : undefined)
  return (
    <Fields>
      <h2>{t('factsTitle')}</h2>
      <Choices
        kind="checkbox"
        name="quoi"
        label={t('what')}
        choices={ALLEGATIONS.map((value) => ({ value, label: r(`what-${value}`) }))}
        values={draft['quoi']}
        error={error('quoi', t('whatError'))}
      />
      <TextField name="jour" label={t('day')} type="date" value={first('jour')} error={error('jour', t('dayError'))} required />
      <TextField name="heure" label={t('hour')} value={first('heure')} max={20} />
      <TextField name="lieu" label={t('place')} hint={t('placeHint')} value={first('lieu')} max={300} />
      {footage && (
        <Choices
          kind="checkbox"
          name="images"
          label={t('clock-preservation')}
          hint={t('preserveHint')}
          choices={[{ value: 'oui', label: t('preserve') }]}
          // A form that was kept without it was kept unticked.
          values={'recit' in draft ? (draft['images'] ?? []) : ['oui']}
        />
      )}
      <SelectField
        name="service"
        label={t('service')}
        value={first('service')}
        empty="—"
        choices={SERVICES.map((value) => ({ value, label: t(`service-${value}`) }))}
      />
      <TextField name="rio" label={t('officer')} value={first('rio')} max={20} autocomplete="off" />
      <TextField
        name="recit"
        label={t('text')}
        hint={t('textHint')}
        rows={10}
        value={first('recit')}
        max={20_000}
        error={error('recit', t('textError'))}
        required
      />
      <TextField name="attente" label={t('wants')} hint={t('wantsHint')} rows={2} value={first('attente')} max={500} />
      <TextField
        name="recu"
        label={t('receipt')}
        hint={t('receiptHint')}
        value={first('recu')}
        max={2000}
        autocomplete="off"
        error={error('recu', t('receiptSecret'))}
      />
      <p class="hint">{t('attachAfter')}</p>
      <h2>{t('whoTitle')}</h2>
      <Choices
        kind="radio"
        name="nom-dit"
        label={t('standing')}
        hint={t('standingNote')}
        choices={STANDINGS.map((value) => ({ value, label: t(`standing-${value}`) }))}
        values={draft['nom-dit'] ?? ['anonymous']}
      />
      <TextField
        name="personne"
        label={t('person')}
        value={first('personne')}
        max={200}
        autocomplete="off"
        error={error('personne', t('personError'))}
      />
      <TextField name="joindre" label={t('contact')} hint={t('contactHint')} value={first('joindre')} max={300} autocomplete="off" />
    </Fields>
  )
}
