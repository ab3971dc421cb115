import { formatCivilDate } from '../../../../foundation/format.ts'
import { useState } from 'preact/hooks'
import type { Joining } from '../../core/joining.ts'
import { fingerprintOf } from '../../core/joining.ts'
import { foldText } from '../../core/case-index.ts'
import { ROLES, type Role } from '../../core/vault/roster.ts'
import type { Words } from './body-wording.ts'
import { withRole, type Choice } from './draft-roster.ts'

/** Seats from which on one looks for a name. */
const MANY = 8

type RosterFormProps = {
  readonly words: Words
  readonly seats: readonly Joining[]
  readonly mandates: ReadonlyMap<string, string>
  readonly choice: Choice
  readonly change: (choice: Choice) => void
  readonly refresh: () => void
}

/** Each line: who, which seat, the fingerprint to compare, in or out, which role. */
export function RosterForm({ words: { b, r, language }, seats, mandates, choice, change, refresh }: RosterFormProps) {
  const take = (key: string, taken: boolean) => {
    const next = new Set(choice.taken)
    if (taken) next.add(key)
    else next.delete(key)
    change({ ...choice, taken: next })
  }
  const renew = (key: string, again: boolean) => {
    const others = [...choice.renewed].filter((one) => one !== key)
    change({ ...choice, renewed: new Set(again ? [...others, key] : others) })
  }
  // Among strangers who ask for a seat, the one whose fingerprint was just read aloud is found by it.
  const [sought, setSought] = useState('')
  const shown = seats.filter((one) => choice.taken.has(one.key) || foldText(`${one.label} ${fingerprintOf(one)}`).includes(foldText(sought)))
  return (
    <section class="stack" aria-labelledby="sieges">
      <h2 id="sieges">{b('waitingTitle')}</h2>
      {seats.length === 0 && <p class="soft">{b('waitingNone')}</p>}
      {seats.length > MANY && (
        <div class="field">
          <label for="cherche-siege">{b('seekSeat')}</label>
          <input type="search" id="cherche-siege" autocomplete="off" value={sought} onInput={(event) => setSought(event.currentTarget.value)} />
        </div>
      )}
      <ul class="thread stack">
        {shown.map(({ key, label, seat, college, recipient }) => (
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
              {choice.taken.has(key) && mandates.has(key) && (
                <label class="choice">
                  <input type="checkbox" checked={choice.renewed.has(key)} onChange={(event) => renew(key, event.currentTarget.checked)} />
                  <span>{b('renew', { until: formatCivilDate(mandates.get(key) ?? '', language) })}</span>
                </label>
              )}
            </div>
            {seat === 'member' && choice.taken.has(key) && (
              <RoleField words={{ b, r }} about={key} role={choice.roles.get(key) ?? 'member'} take={(role) => change(withRole(choice, key, role))} />
            )}
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

type RoleFieldProps = {
  readonly words: Pick<Words, 'b' | 'r'>
  readonly about: string
  readonly role: Role
  readonly take: (role: Role) => void
}

function RoleField({ words: { b, r }, about, role, take }: RoleFieldProps) {
  const name = `role-${about.slice(0, 8)}`
  return (
    <div class="field">
      <label for={name}>{b('role')}</label>
      <select id={name} value={role} onChange={(event) => take(ROLES.find((one) => one === event.currentTarget.value) ?? 'member')}>
        {ROLES.map((one) => (
          <option key={one} value={one}>
            {r(`role-${one}`)}
          </option>
        ))}
      </select>
    </div>
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
