import { useEffect, useState } from 'preact/hooks'
import { toHex, type Bytes } from '../../../../foundation/bytes.ts'
import { canonicalJson, type Json } from '../../../../foundation/canonical-json.ts'
import { sha256 } from '../../../../foundation/digest.ts'
import { formatFingerprint, formatInstant } from '../../../../foundation/format.ts'
import { readJson } from '../../../../foundation/read-json.ts'
import { refuse, type Refused } from '../../../../foundation/result.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { formDataShape } from '../../core/form-data.ts'
import { signForm } from '../../core/vault/sshsig.ts'
import { client, onSite } from '../shared/device.ts'
import { askForm, fetchForm, sendFormSignature, type FormState } from '../shared/form-client.ts'
import { wordNo, type Words } from './body-wording.ts'
import type { Desk } from './desk.ts'

type FormSigningProps = { readonly words: Words; readonly desk: Desk }

/** The offline form as it is today, and who signed it. A member who has compared its hash signs it. */
export function FormSigning({ words, desk }: FormSigningProps) {
  const { b, language } = words
  const [form, setForm] = useState<FormState | undefined>()
  const [refused, setRefused] = useState<Refused | undefined>()
  const look = async () => {
    const asked = await askForm(client, desk.body)
    setForm(asked.ok ? asked.value : undefined)
  }
  useEffect(() => void look(), [desk.body])
  if (!form) return null
  const sign = async () => {
    const bytes = await fetchForm(client, desk.body)
    // What is signed is what was shown.
    if (!bytes || toHex(sha256(bytes)) !== form.sha256) return setRefused(refuse('form-changed'))
    if (!isOwnForm(bytes, desk)) return setRefused(refuse('form-other'))
    const sent = await sendFormSignature(client, desk.body, { keys: desk.keys, signature: signForm(bytes, desk.keys.signing) })
    setRefused(sent.ok ? undefined : sent)
    if (sent.ok) await look()
  }
  const own = form.signed.some(({ id }) => id === desk.id)
  const labelOf = (id: string) => desk.roster.content.members.find((member) => member.id === id)?.label ?? id
  return (
    <details class="no-print">
      <summary>{b(form.signed.length === 0 ? 'formUnsigned' : 'formTitle')}</summary>
      <div class="stack">
        <p>{b('formLead')}</p>
        <p>
          <a href={onSite(`/recours/${desk.body}/formulaire.html`)}>{b('formFile')}</a>
        </p>
        <p>
          SHA-256 <code class="breaking">{formatFingerprint(form.sha256)}</code>
        </p>
        <p>
          {b('formCompare')}{' '}
          <code class="breaking">{`npm run visavis -- recourse form ${onSite('') || location.origin} ${desk.body} formulaire.html --key ${desk.root}`}</code>
        </p>
        <ul>
          {form.signed.map(({ id, at }) => (
            <li key={id}>{b('formSignedBy', { name: labelOf(id), date: formatInstant(at, language) })}</li>
          ))}
        </ul>
        {refused && <Notice tone="bad" title={wordNo(words, refused)} live />}
        {own ? (
          <Notice tone="good" title={b('formSigned')} live />
        ) : (
          <p>
            <button type="button" class="button" onClick={() => void sign()}>
              {b('formSign')}
            </button>
          </p>
        )}
      </div>
    </details>
  )
}

/** Whether the form seals to the body that this device trusts: its root, and its rosters as the public journal has them. */
function isOwnForm(bytes: Bytes, { root, rosters, body }: Desk): boolean {
  // No `<` stands in it, and no text of these pages becomes a document (Trusted Types).
  const [, content] = /<script type="application\/json" id="donnees">([^<]*)<\/script>/.exec(new TextDecoder().decode(bytes)) ?? []
  const data = formDataShape.safeParse(readJson(content)).data
  const known = canonicalJson(rosters.map(({ content: roster, signature }) => ({ content: roster, signature })))
  return data?.root === root && data.body === body && canonicalJson(data.rosters as Json) === known // parsing: what was read as JSON
}
