import type { Language } from '../../../foundation/wording.ts'
import { Standing, StandingTiles } from '../../../ui/standing/standing.tsx'
import type { Commitment } from '../core/publication.ts'
import type { Words } from '../messages/commitment-words.ts'
import { standingOf, wordDue } from './worded.ts'

export type ListProps = { readonly commitments: readonly Commitment[]; readonly t: Words; readonly language: Language }

export function CommitmentTiles({ commitments, t, language }: ListProps) {
  const tiles = commitments.map(({ commitment, current, state }) => ({
    ...standingOf(state, t),
    name: commitment,
    href: `/engagements/${commitment}`,
    title: current.terms.statement[language],
  }))
  return <StandingTiles label={t('glance')} tiles={tiles} />
}

export function CommitmentList({ commitments, t, language }: ListProps) {
  return (
    <ol class="plain grid wide">
      {commitments.map((one) => (
        <li key={one.commitment} class="card stack">
          <h3>
            <a href={`/engagements/${one.commitment}`}>
              {one.commitment}. {one.current.terms.statement[language]}
            </a>
          </h3>
          <p class="row">
            <Standing {...standingOf(one.state, t)} />
            {one.state.observed && <Standing tone="soon" word={t('observed', { finding: t(`state-${one.state.observed}`) })} />}
            {one.state.contested && <Standing tone="soon" word={t('state-contested')} />}
            {one.state.agreed && <Standing tone="plain" word={t('state-agreed')} />}
          </p>
          <p class="soft">
            {[one.current.terms.owedBy[language], wordDue(one.state, t, language), !one.state.measured && t('notMeasured')]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </li>
      ))}
    </ol>
  )
}
