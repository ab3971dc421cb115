import { useState } from 'preact/hooks'
import type { Bytes } from '../../../../foundation/bytes.ts'
import type { Refused } from '../../../../foundation/result.ts'
import { nearWords, secretOf } from '../../core/vault/words.ts'
import { wordRefusal, type VaultWording } from './word-refusal.ts'

type WordsFormProps = {
  readonly t: VaultWording
  readonly label: string
  readonly button: string
  readonly open: (secret: Bytes) => void
}

/** Twelve words, and what is wrong with them: which one, and what is near. */
export function WordsForm({ t, label, button, open }: WordsFormProps) {
  const [refused, setRefused] = useState<Refused | undefined>()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget instanceof HTMLFormElement ? new FormData(event.currentTarget) : undefined
    const secret = secretOf(String(form?.get('mots') ?? ''))
    setRefused(secret.ok ? undefined : secret)
    if (secret.ok) open(secret.value)
  }
  const near = refused?.code === 'word-unknown' ? nearWords(String(refused.evidence.typed ?? '')) : []
  return (
    <form class="stack" onSubmit={submit}>
      <div class={refused ? 'field wrong' : 'field'}>
        <label for="mots">{label}</label>
        <p class="hint" id="mots-aide">
          {t('wordsHint')}
        </p>
        {refused && (
          <p class="error" id="mots-erreur" role="alert">
            {wordRefusal(t, refused)} {near.length > 0 && t('nearWords', { words: near.join(', ') })}
          </p>
        )}
        <textarea
          id="mots"
          name="mots"
          rows={4}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-describedby={refused ? 'mots-aide mots-erreur' : 'mots-aide'}
          {...(refused && { 'aria-invalid': 'true' as const })}
        />
      </div>
      <button class="button primary" type="submit">
        {button}
      </button>
    </form>
  )
}
