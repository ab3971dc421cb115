import type { ComponentChildren } from 'preact'

export type ConfirmProps = {
  /** What the first button says, for the eye and, with its object, for the ear. */
  readonly label: string
  readonly of?: string
  /** What will happen, and that it cannot be undone. */
  readonly children: ComponentChildren
  readonly action: string
  /** A question to answer before. */
  readonly ask?: ComponentChildren
  readonly fields?: Readonly<Record<string, string>>
  readonly yes: string
}

/** An act that cannot be undone takes two presses, without a script: the first opens what it means. */
export function Confirm({ label, of, children, action, ask, fields = {}, yes }: ConfirmProps) {
  return (
    <details class="confirm">
      <summary class="button" {...(of && { 'aria-label': `${label} ${of}` })}>
        {label}
      </summary>
      <form method="post" action={action} class="stack">
        <p>{children}</p>
        {ask}
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit" class="button primary">
          {yes}
        </button>
      </form>
    </details>
  )
}
