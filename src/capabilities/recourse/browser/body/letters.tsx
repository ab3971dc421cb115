import { formatInstant } from '../../../../foundation/format.ts'
import { isAuthority, type SignedLetter } from '../../core/exchange.ts'
import type { SignedRoster } from '../../core/vault/roster.ts'
import type { Words } from './body-wording.ts'

type LettersProps = { readonly words: Words; readonly letters: readonly SignedLetter[]; readonly rosters: readonly SignedRoster[] }

/** Who wrote what, in order. */
export function Letters({ words: { b, language }, letters, rosters }: LettersProps) {
  return (
    <ol class="thread stack">
      {letters.map(({ content }) => (
        <li key={content.seq} class="card stack">
          <p class="soft">
            <strong>{b(isAuthority(rosters, content.author) ? 'byAuthority' : 'byBody')}</strong> —{' '}
            {formatInstant(new Date(`${content.time}:00:00Z`), language)}
          </p>
          <p class="as-typed">{content.text}</p>
        </li>
      ))}
    </ol>
  )
}
