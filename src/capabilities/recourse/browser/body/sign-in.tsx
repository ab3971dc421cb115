import { useState } from 'preact/hooks'
import type { Bytes } from '../../../../foundation/bytes.ts'
import type { Refused } from '../../../../foundation/result.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { WordsForm } from '../shared/words-field.tsx'
import { wordNo, type Words } from './body-wording.ts'
import { unwrap, wrappedFor } from './passkey.ts'

type SignInProps = { readonly words: Words; readonly body: string; readonly open: (secret: Bytes) => void }

/** By this device's passkey, where there is one; by twelve words, always. */
export function SignIn({ words, body, open }: SignInProps) {
  const { b, t } = words
  const [wrapped] = useState(() => wrappedFor(body))
  const [refused, setRefused] = useState<Refused | undefined>()
  const byPasskey = async () => {
    const secret = wrapped && (await unwrap(wrapped))
    setRefused(secret?.ok === false ? secret : undefined)
    if (secret?.ok) open(secret.value)
  }
  return (
    <>
      <div class="stack">
        <h1>{b('workTitle', { title: document.title.split(' — ')[0]?.split(/\s:\s/u).at(-1) ?? '' })}</h1>
        <p class="lead">{b('workLead')}</p>
      </div>
      {wrapped && (
        <div class="stack">
          {refused && <Notice tone="bad" title={wordNo(words, refused)} live />}
          <p>
            <button type="button" class="button primary" onClick={() => void byPasskey()}>
              {b('passkeyOpen')}
            </button>
          </p>
          <h2>{b('passkeyOr')}</h2>
        </div>
      )}
      <WordsForm t={t} label={t('wordsField')} button={t('open')} open={open} />
    </>
  )
}
