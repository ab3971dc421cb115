import { useState } from 'preact/hooks'
import { TextField } from '../../../../ui/field/field.tsx'
import type { VaultWording } from './word-refusal.ts'

export type KeepingProps = {
  readonly t: VaultWording
  readonly words: readonly string[]
  /** What the card says beside the words. */
  readonly card: readonly string[]
  /** Three places, from 0, drawn by who made the words. */
  readonly asked: readonly [number, number, number]
  /** `undefined`: there is no going back from here. */
  readonly back: (() => void) | undefined
  readonly go: () => void
  readonly goLabel: string
  readonly busy: string | undefined
}

/** Words shown, kept on paper, and typed again in three places: nobody goes on with a key that they do not have. */
export function WordsKeeping(props: KeepingProps) {
  const { t, words, card, back } = props
  const [noted, setNoted] = useState(false)
  if (noted) return <WordsCheck {...props} back={() => setNoted(false)} />
  return (
    <section class="stack" aria-labelledby="mots-titre">
      <h2 id="mots-titre">{t('wordsTitle')}</h2>
      <p>{t('wordsLead')}</p>
      <div class="sheet card stack">
        <h3>{t('cardTitle')}</h3>
        <ol class="word-list">
          {words.map((word) => (
            <li key={word} lang="fr">
              {word}
            </li>
          ))}
        </ol>
        {card.map((line) => (
          <p key={line} class="soft">
            {line}
          </p>
        ))}
      </div>
      <p class="row no-print">
        <button type="button" class="button" onClick={() => window.print()}>
          {t('wordsPrint')}
        </button>
        <button type="button" class="button primary" onClick={() => setNoted(true)}>
          {t('wordsNoted')}
        </button>
        {back && (
          <button type="button" class="button" onClick={back}>
            {t('back')}
          </button>
        )}
      </p>
    </section>
  )
}

function WordsCheck({ t, words, asked, back, go, goLabel, busy }: KeepingProps) {
  const [wrong, setWrong] = useState<readonly number[]>([])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget instanceof HTMLFormElement ? new FormData(event.currentTarget) : new FormData()
    const mistaken = asked.filter((at) => fold(String(form.get(`mot-${at}`) ?? '')) !== fold(words[at] ?? ''))
    setWrong(mistaken)
    if (mistaken.length === 0) go()
  }
  const [one, two, three] = asked.map((at) => at + 1)
  return (
    <form class="stack" onSubmit={submit}>
      <h2>{t('checkTitle')}</h2>
      <p>{t('checkLead', { one: one ?? 0, two: two ?? 0, three: three ?? 0 })}</p>
      {asked.map((at) => (
        <TextField
          key={at}
          name={`mot-${at}`}
          label={t('checkWord', { n: at + 1 })}
          autocomplete="off"
          error={wrong.includes(at) ? t('checkWrong') : undefined}
          required
        />
      ))}
      <p class="row">
        <button class="button primary" type="submit" disabled={busy !== undefined}>
          {busy ?? goLabel}
        </button>
        <button type="button" class="button" onClick={back} disabled={busy !== undefined}>
          {t('back')}
        </button>
      </p>
    </form>
  )
}

function fold(word: string): string {
  return word.normalize('NFKD').replaceAll(/\p{M}/gu, '').trim().toLowerCase()
}

/** Three different places of twelve, in order. */
export function drawPlaces(random: (length: number) => Uint8Array): readonly [number, number, number] {
  const places = Array.from({ length: 12 }, (_, at) => ({ at, order: random(4).reduce((sum, byte) => sum * 256 + byte, 0) }))
  const [one = 0, two = 1, three = 2] = places.sort((left, right) => left.order - right.order).slice(0, 3).map(({ at }) => at).sort((left, right) => left - right) // prettier-ignore
  return [one, two, three]
}
