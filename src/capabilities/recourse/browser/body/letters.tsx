import { formatInstant } from '../../../../foundation/format.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { isAuthority, type ReadExchange } from '../../core/exchange.ts'
import type { SignedRoster } from '../../core/vault/roster.ts'
import { wordNo, type Words } from './body-wording.ts'

type LettersProps = { readonly words: Words; readonly read: ReadExchange; readonly rosters: readonly SignedRoster[] }

/** Who wrote what, in order. */
export function Letters({ words, read: { letters, fault }, rosters }: LettersProps) {
  const { b, language } = words
  return (
    <>
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
      {fault && <Notice tone="bad" title={wordNo(words, { ok: false, code: fault.code, evidence: { seq: fault.seq + 1 } })} />}
    </>
  )
}
