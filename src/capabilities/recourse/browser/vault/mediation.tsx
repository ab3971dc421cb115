import { useState } from 'preact/hooks'
import type { Refused } from '../../../../foundation/result.ts'
import { TextField } from '../../../../ui/field/field.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { bodiesOf } from '../../core/case-content.ts'
import { thisHour } from '../shared/device.ts'
import { write, type Opened } from '../shared/open-case-file.ts'
import { wordRefusal, type VaultWording } from '../shared/word-refusal.ts'

/** Whether the last word on a mediation is the body's offer. */
export function isOffered({ open: { items, citizen } }: Opened): boolean {
  return bodiesOf('mediation', items, citizen.key).at(-1)?.step === 'proposed'
}

type MediationProps = { readonly t: VaultWording; readonly opened: Opened; readonly renew: (opened: Opened) => void }

/** Yes or no, freely; the members read it in the case. */
export function Mediation({ t, opened, renew }: MediationProps) {
  const [busy, setBusy] = useState(false)
  const [text, setText] = useState('')
  const [refused, setRefused] = useState<Refused | undefined>()
  const answer = async (step: 'accepted' | 'declined') => {
    setBusy(true)
    const body = { step, text: text.trim() === '' ? t(step === 'accepted' ? 'mediateYes' : 'mediateNo') : text.trim() }
    const sent = await write(opened, { kind: 'mediation', time: thisHour(), body }, { state: null, word: false })
    setBusy(false)
    setRefused(sent.ok ? undefined : sent)
    if (sent.ok) renew(sent.value)
  }
  return (
    <section
      class="card stack"
      aria-labelledby="mediation"
      onInput={(event) => event.target instanceof HTMLTextAreaElement && setText(event.target.value)}
    >
      <h2 id="mediation">{t('mediateTitle')}</h2>
      <p>{t('mediateLead')}</p>
      {refused && <Notice tone="bad" title={wordRefusal(t, refused)} live />}
      <TextField name="mediation-mot" label={t('mediateText')} rows={3} max={4000} />
      <p class="row">
        <button type="button" class="button primary" onClick={() => void answer('accepted')} disabled={busy}>
          {t('mediateYes')}
        </button>
        <button type="button" class="button" onClick={() => void answer('declined')} disabled={busy}>
          {t('mediateNo')}
        </button>
      </p>
    </section>
  )
}
