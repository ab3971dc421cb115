import { useState } from 'preact/hooks'
import type { Refused } from '../../../../foundation/result.ts'
import { TextField } from '../../../../ui/field/field.tsx'
import { Notice } from '../../../../ui/notice/notice.tsx'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { wordNo, type Words } from './body-wording.ts'
import type { Given } from './give-past.ts'
import { readShare, recoverCases } from './recover.ts'

type RecoverFormProps = { readonly words: Words; readonly body: string; readonly root: HolderKeys }

/** When the members lost their words: two of the three printed shares give every case to who sits now. */
export function RecoverForm({ words, body, root }: RecoverFormProps) {
  const { b } = words
  const [told, setTold] = useState<string | undefined>()
  const [done, setDone] = useState<Given | undefined>()
  const [refused, setRefused] = useState<Refused | undefined>()
  const recover = async (form: FormData) => {
    const shares = ['part-1', 'part-2'].map((name) => readShare(String(form.get(name) ?? ''))).filter((share) => share !== undefined)
    setDone(undefined)
    if (shares.length !== 2) return setRefused({ ok: false, code: 'shares-wrong', evidence: {} })
    setTold(b('recovering', { done: 0, n: 0 }))
    const recovered = await recoverCases({ body, root, shares }, (count, all) => setTold(b('recovering', { done: count, n: all })))
    setTold(undefined)
    setRefused(recovered.ok ? undefined : recovered)
    if (recovered.ok) setDone(recovered.value)
  }
  return (
    <details>
      <summary>{b('recoverTitle')}</summary>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (event.currentTarget instanceof HTMLFormElement) void recover(new FormData(event.currentTarget))
        }}
      >
        <p>{b('recoverLead')}</p>
        {refused && <Notice tone="bad" title={wordNo(words, refused)} live />}
        {done && <Notice tone="good" title={b('recovered', { n: done.given })} live />}
        {done && done.unread.length > 0 && (
          <Notice tone="bad" title={b('giveUnread', { n: done.unread.length, cases: done.unread.map((one) => one.slice(0, 8)).join(', ') })} />
        )}
        <TextField name="part-1" label={b('recoverShare', { n: 1 })} autocomplete="off" />
        <TextField name="part-2" label={b('recoverShare', { n: 2 })} autocomplete="off" />
        <p>
          <button type="submit" class="button" disabled={told !== undefined}>
            {told ?? b('recoverGo')}
          </button>
        </p>
      </form>
    </details>
  )
}
