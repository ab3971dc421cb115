import { useState } from 'preact/hooks'
import type { HolderWords } from './holder-wording.ts'

/** For whoever comes without a receipt in the address. */
export function Paste({ t }: { readonly t: HolderWords }) {
  const [text, setText] = useState('')
  return (
    <section class="stack">
      <h1>{t('nothingTitle')}</h1>
      <p>{t('nothing')}</p>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault()
          location.hash = text.split('#').at(-1)?.trim() ?? ''
        }}
      >
        <div class="field">
          <label for="recu">{t('paste')}</label>
          <input id="recu" value={text} autocomplete="off" spellcheck={false} onInput={(event) => setText(event.currentTarget.value)} />
        </div>
        <button type="submit" class="button primary">
          {t('check')}
        </button>
      </form>
    </section>
  )
}
