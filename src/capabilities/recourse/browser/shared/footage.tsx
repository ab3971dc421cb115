import { useState } from 'preact/hooks'
import type { Refused } from '../../../../foundation/result.ts'
import { TextField } from '../../../../ui/field/field.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { bodiesOf } from '../../core/case-content.ts'
import { demandPatiently } from './demand-footage.ts'
import { thisHour } from './device.ts'
import { write, type Opened } from './open-case-file.ts'
import { wordRefusal, type VaultWording } from './word-refusal.ts'

type FootageProps = { readonly t: VaultWording; readonly opened: Opened; readonly renew: (opened: Opened) => void }

/** A demand to keep footage, made from the case by the person or a member, and noted in it. */
export function Footage({ t, opened, renew }: FootageProps) {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | undefined>()
  const { items, citizen } = opened.open
  const [account] = bodiesOf('account', items, citizen.key)
  if (!account) return null
  const demand = async (form: FormData) => {
    const text = (field: string) => String(form.get(field) ?? '').trim()
    const asked = { place: text('images-lieu'), day: text('images-jour'), hour: text('images-heure') }
    if (asked.place === '' || !/^\d{4}-\d{2}-\d{2}$/.test(asked.day)) return setRefused({ ok: false, code: 'demand-window', evidence: {} })
    setBusy(true)
    const made = await demandPatiently(asked)
    const noted = made.ok
      ? await write(opened, { kind: 'preservation', time: thisHour(), body: { ...made.value.note } }, { state: null, word: false })
      : made
    setBusy(false)
    setRefused(noted.ok ? undefined : noted)
    if (noted.ok) renew(noted.value)
  }
  return (
    <details>
      <summary>{t('footageTitle')}</summary>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (event.currentTarget instanceof HTMLFormElement) void demand(new FormData(event.currentTarget))
        }}
      >
        <p class="hint">{t('preserveHint')}</p>
        {refused && <Notice tone="bad" title={wordRefusal(t, refused)} live />}
        <TextField name="images-lieu" label={t('place')} value={account.place} max={300} />
        <TextField name="images-jour" label={t('day')} type="date" value={account.day} />
        <TextField name="images-heure" label={t('footageHour')} value={account.hour} max={20} />
        <p>
          <button class="button" type="submit" disabled={busy}>
            {busy ? t('sending') : t('footageGo')}
          </button>
        </p>
      </form>
    </details>
  )
}
