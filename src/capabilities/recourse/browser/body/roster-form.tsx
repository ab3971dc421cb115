import { formatCivilDate } from '../../../../foundation/format.ts'
import type { Joining } from '../../core/joining.ts'
import { fingerprintOf } from '../../core/joining.ts'
import type { Words } from './body-wording.ts'
import type { Choice } from './draft-roster.ts'

type RosterFormProps = {
  readonly words: Words
  readonly seats: readonly Joining[]
  readonly mandates: ReadonlyMap<string, string>
  readonly choice: Choice
  readonly change: (choice: Choice) => void
  readonly refresh: () => void
}

/** Each line: who, which seat, the fingerprint to compare, in or out, who chairs. */
export function RosterForm({ words: { b, r, language }, seats, mandates, choice, change, refresh }: RosterFormProps) {
  const take = (key: string, taken: boolean) => {
    const next = new Set(choice.taken)
    if (taken) next.add(key)
    else next.delete(key)
    change({ ...choice, taken: next, chair: choice.chair === key && !taken ? undefined : choice.chair })
  }
  const renew = (key: string, again: boolean) => {
    const others = [...choice.renewed].filter((one) => one !== key)
    change({ ...choice, renewed: new Set(again ? [...others, key] : others) })
  }
  return (
    <section class="stack" aria-labelledby="sieges">
      <h2 id="sieges">{b('waitingTitle')}</h2>
      {seats.length === 0 && <p class="soft">{b('waitingNone')}</p>}
      <ul class="thread stack">
        {seats.map(({ key, label, seat, college, recipient }) => (
          <li key={key} class="card stack">
            <p>
              <strong>{label}</strong> — {b(`seat-${seat}`)}
              {seat === 'member' && ` — ${r(`college-${college}`)}`}
            </p>
            <p>
              {b('fingerprint')} : <code>{fingerprintOf({ key, recipient })}</code>
            </p>
            <div class="field">
              <label class="choice">
                <input type="checkbox" checked={choice.taken.has(key)} onChange={(event) => take(key, event.currentTarget.checked)} />
                <span>{b('take')}</span>
              </label>
              {seat === 'member' && choice.taken.has(key) && (
                <label class="choice">
                  <input type="radio" name="preside" checked={choice.chair === key} onChange={() => change({ ...choice, chair: key })} />
                  <span>{b('chair')}</span>
                </label>
              )}
              {choice.taken.has(key) && mandates.has(key) && (
                <label class="choice">
                  <input type="checkbox" checked={choice.renewed.has(key)} onChange={(event) => renew(key, event.currentTarget.checked)} />
                  <span>{b('renew', { until: formatCivilDate(mandates.get(key) ?? '', language) })}</span>
                </label>
              )}
            </div>
          </li>
        ))}
      </ul>
      <p>
        <button type="button" class="button" onClick={refresh}>
          {b('refresh')}
        </button>
      </p>
      <Terms words={{ b, r }} choice={choice} change={change} />
    </section>
  )
}

type TermsProps = { readonly words: Pick<Words, 'b' | 'r'>; readonly choice: Choice; readonly change: (choice: Choice) => void }

function Terms({ words: { b }, choice, change }: TermsProps) {
  return (
    <div class="fields">
      <div class="field">
        <label for="quorum">{b('quorum')}</label>
        <input
          type="number"
          id="quorum"
          min="2"
          max="60"
          value={choice.quorum}
          onChange={(event) => change({ ...choice, quorum: Number(event.currentTarget.value) })}
        />
      </div>
      <div class="field">
        <label for="mandat">{b('until')}</label>
        <input type="date" id="mandat" value={choice.until} onChange={(event) => change({ ...choice, until: event.currentTarget.value })} />
      </div>
      <div class="field">
        <label for="valable">{b('notAfter')}</label>
        <input type="date" id="valable" value={choice.notAfter} onChange={(event) => change({ ...choice, notAfter: event.currentTarget.value })} />
      </div>
    </div>
  )
}
