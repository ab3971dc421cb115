import { refuse, type Refused } from '../../../../foundation/result.ts'
import { TextField } from '../../../../ui/field/field.tsx'
import { leftIn } from '../../core/redaction.ts'
import { sign } from '../../core/vault/signed.ts'
import { client, today } from '../shared/device.ts'
import type { Opened } from '../shared/open-case-file.ts'
import { askOpinions } from '../shared/vault-client.ts'
import { Act, type ActsProps, type Made } from './act.tsx'
import type { Desk } from './desk.ts'
import { knowsOf, RedactedField, tellingIn } from './redacted-field.tsx'

/** A public opinion, which another member signs too for it to appear. */
export function Propose(props: ActsProps) {
  const { words, desk, opened } = props
  const { b } = words
  return (
    <Act {...props} title={b('propose')} make={(text) => makeOpinion(text, desk, opened)}>
      <p class="hint">{b('proposeLead')}</p>
      <RedactedField
        words={words}
        opened={opened}
        name="avis-trouve"
        label={b('opinionFound')}
        rows={8}
        before={<TextField name="avis-titre" label={b('opinionTitle')} max={200} />}
        after={<TextField name="avis-demande" label={b('opinionAsks')} rows={4} max={8000} />}
      />
    </Act>
  )
}

/** Numbered after the newest, signed by who proposes it. */
async function makeOpinion(text: (name: string) => string, { body, keys }: Desk, opened: Opened): Promise<Made | Refused | undefined> {
  const [title, found, asks] = [text('avis-titre'), text('avis-trouve'), text('avis-demande')]
  if (title === '' || found === '' || asks === '') return undefined
  if (text(knowsOf('avis-trouve')) === '' && leftIn([title, found, asks].join('\n'), tellingIn(opened)).length > 0) return refuse('telling')
  const next = await askOpinions(client, body)
  if (!next.ok) return next
  const { content, signature } = sign('opinion', { v: 1 as const, body, number: next.value, day: today(), title, found, asks }, keys.signing)
  return { content: { kind: 'opinion', body: { content, key: keys.key, signature } }, mark: { state: null, word: false } }
}
