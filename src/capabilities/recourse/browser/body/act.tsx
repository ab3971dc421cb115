import { useState, type Dispatch, type StateUpdater } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import { refuse, type Refused } from '../../../../foundation/result.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import type { Mark } from '../../api/filing.ts'
import type { Content } from '../../core/case-content.ts'
import { thisHour } from '../shared/device.ts'
import { renewed, write, type Opened } from '../shared/open-case-file.ts'
import { wordNo, type Words } from './body-wording.ts'
import type { Desk } from './desk.ts'

export type ActsProps = {
  readonly words: Words
  readonly desk: Desk
  readonly opened: Opened
  readonly renew: (opened: Opened) => void
  /** Back to the queue. */ readonly leave: () => void
}
/** What a form makes; `undefined`: a field is empty. */
export type Made = { readonly content: Content; readonly mark: Mark }
type Make = (text: (name: string) => string) => Promise<Made | Refused | undefined> | Made | Refused | undefined

type ActProps = ActsProps & { readonly title: string; readonly make: Make; readonly children: ComponentChildren }

/** One act in a case. Sealed and recorded; what was typed stays until it has arrived. */
export function Act({ words, opened, renew, leave, title, make, children }: ActProps) {
  const { b, t } = words
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | undefined>()
  return (
    <details>
      <summary>{title}</summary>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (event.currentTarget instanceof HTMLFormElement) void submit(event.currentTarget, { make, opened, setBusy, setRefused, renew, leave })
        }}
      >
        {refused && <Notice tone="bad" title={refused.code === 'field-empty' ? b('fieldEmpty') : wordNo(words, refused)} live />}
        {children}
        <p>
          <button class="button primary" type="submit" disabled={busy}>
            {busy ? t('sending') : b('doIt')}
          </button>
        </p>
      </form>
    </details>
  )
}

type Submitting = {
  readonly make: Make
  readonly opened: Opened
  readonly setBusy: Dispatch<StateUpdater<boolean>>
  readonly setRefused: Dispatch<StateUpdater<Refused | undefined>>
  readonly renew: (opened: Opened) => void
  readonly leave: () => void
}

async function submit(form: HTMLFormElement, { make, opened, setBusy, setRefused, renew, leave }: Submitting): Promise<void> {
  const data = new FormData(form)
  setBusy(true)
  const made = (await make((name) => String(data.get(name) ?? '').trim())) ?? refuse('field-empty')
  const sent = 'ok' in made ? made : await write(opened, { ...made.content, time: thisHour() }, made.mark)
  setBusy(false)
  // Who said that they stay out is given nothing of it any more.
  if (!sent.ok && sent.code === 'recused') return leave()
  setRefused(sent.ok ? undefined : sent)
  const fresh = sent.ok ? undefined : await renewed(opened, sent)
  if (fresh) renew(fresh)
  if (!sent.ok) return
  form.reset()
  renew(sent.value)
}
