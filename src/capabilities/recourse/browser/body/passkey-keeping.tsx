import { useState } from 'preact/hooks'
import type { Bytes } from '../../../../foundation/bytes.ts'
import type { Refused } from '../../../../foundation/result.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { wordNo, type Words } from './body-wording.ts'
import { canHavePasskey, forgetPasskey, wrap, wrappedFor } from './passkey.ts'

type PasskeyKeepingProps = { readonly words: Words; readonly body: string; readonly secret: Bytes }

/** To open the next time without typing twelve words, on this device; or to take that back. */
export function PasskeyKeeping({ words, body, secret }: PasskeyKeepingProps) {
  const { b } = words
  const [kept, setKept] = useState(() => wrappedFor(body) !== undefined)
  const [told, setTold] = useState(false)
  const [refused, setRefused] = useState<Refused | undefined>()
  if (!canHavePasskey()) return null
  const make = async () => {
    const made = await wrap(body, secret, b('passkeyName', { body }))
    setRefused(made.ok ? undefined : made)
    setKept(made.ok)
    setTold(made.ok)
  }
  const remove = () => {
    forgetPasskey(body)
    setKept(false)
    setTold(true)
  }
  return (
    <details class="no-print">
      <summary>{b('passkeyTitle')}</summary>
      <div class="stack">
        {refused && <Notice tone="bad" title={wordNo(words, refused)} live />}
        {told && <Notice tone="good" title={b(kept ? 'passkeyMade' : 'passkeyGone')} live />}
        <p>{b(kept ? 'passkeyKept' : 'passkeyLead')}</p>
        <p>
          <button type="button" class="button" onClick={() => (kept ? remove() : void make())}>
            {b(kept ? 'passkeyForget' : 'passkeyMake')}
          </button>
        </p>
      </div>
    </details>
  )
}
