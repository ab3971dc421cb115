import { SIGNS, type Tone } from '../notice/notice.tsx'

export type StandingProps = { readonly tone: Tone; readonly word: string }

/** Where something stands: a sign, a word, then the colour. */
export function Standing({ tone, word }: StandingProps) {
  return (
    <span class={`standing ${tone}`}>
      <span class="standing-sign" aria-hidden="true">
        {SIGNS[tone]}
      </span>
      {word}
    </span>
  )
}

export type StandingTile = StandingProps & { readonly name: string; readonly href: string; readonly title: string }
export type StandingTilesProps = { readonly label: string; readonly tiles: readonly StandingTile[] }

/** Many at a glance: a tile each, that leads to it. */
export function StandingTiles({ label, tiles }: StandingTilesProps) {
  return (
    <ol class="standing-tiles plain" aria-label={label}>
      {tiles.map(({ name, href, title, tone, word }) => (
        <li key={name}>
          <a class={`standing-tile ${tone}`} href={href} title={`${title} — ${word}`}>
            <span aria-hidden="true">{SIGNS[tone]}</span>
            <span>{name}</span>
            <span class="unseen">{`${title} — ${word}`}</span>
          </a>
        </li>
      ))}
    </ol>
  )
}
