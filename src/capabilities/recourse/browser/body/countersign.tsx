import { useState } from 'preact/hooks'
import type { Refused } from '../../../../foundation/result.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { bodiesOf } from '../../core/case-content.ts'
import { leftIn } from '../../core/redaction.ts'
import { sign } from '../../core/vault/signed.ts'
import { client } from '../shared/device.ts'
import type { Opened } from '../shared/open-case-file.ts'
import { sendOpinion } from '../shared/vault-client.ts'
import { wordNo, type Words } from './body-wording.ts'
import type { Desk } from './desk.ts'
import { tellingIn } from './redacted-field.tsx'

type CountersignProps = { readonly words: Words; readonly desk: Desk; readonly opened: Opened }

/** The newest opinion that another member proposed: read it, sign it too, and it is public. */
export function Countersign({ words, desk, opened }: CountersignProps) {
  const { b } = words
  const [published, setPublished] = useState<number | undefined>()
  const [refused, setRefused] = useState<Refused | undefined>()
  const proposed = bodiesOf('opinion', opened.open.items, opened.open.citizen.key).at(-1)
  if (published !== undefined) return <Notice tone="good" title={b('sign2Done', { n: published })} live />
  if (!proposed || proposed.key === desk.keys.key) return null
  const { content, key, signature } = proposed
  const left = leftIn([content.title, content.found, content.asks].join('\n'), tellingIn(opened))
  const publish = async () => {
    const own = sign('opinion', content, desk.keys.signing)
    const signatures = [{ key, signature }, { key: desk.keys.key, signature: own.signature }] // prettier-ignore
    const sent = await sendOpinion(client, desk.body, { content, signatures })
    if (sent.ok) setPublished(sent.value.number)
    else setRefused(sent)
  }
  return (
    <Notice tone="soon" title={b('sign2Lead')}>
      <p>
        <strong>{content.title}</strong>
      </p>
      <p class="as-typed">{content.found}</p>
      <p class="as-typed">{content.asks}</p>
      {left.length > 0 && (
        <p>
          <strong>{b('redactLeft', { words: left.map((one) => one.text).join(' · ') })}</strong>
        </p>
      )}
      {refused && <p class="error">{wordNo(words, refused)}</p>}
      <p>
        <button type="button" class="button primary" onClick={() => void publish()}>
          {b('sign2')}
        </button>
      </p>
    </Notice>
  )
}
