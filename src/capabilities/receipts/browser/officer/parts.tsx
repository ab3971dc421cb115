import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

export type Option = { readonly value: string; readonly label: string }

/** Large targets, the likeliest first and biggest; the rest behind one tap. */
export function Options({
  options,
  shown = 5,
  more,
  choose,
}: {
  readonly options: readonly Option[]
  readonly shown?: number
  readonly more: string
  readonly choose: (value: string) => void
}) {
  const [first, rest] = options.length <= shown ? [options, []] : [options.slice(0, shown - 1), options.slice(shown - 1)]
  return (
    <div class="options">
      {first.map((option) => (
        <Tap key={option.value} label={option.label} tap={() => choose(option.value)} />
      ))}
      {rest.length > 0 && (
        <details>
          <summary class="tap">{more}</summary>
          <div class="options">
            {rest.map((option) => (
              <Tap key={option.value} label={option.label} tap={() => choose(option.value)} />
            ))}
          </div>
        </details>
      )}
    </div>
  )
}

export function Tap({
  label,
  tap,
  kind = '',
  busy = false,
}: {
  readonly label: string
  readonly tap: () => void
  readonly kind?: '' | 'primary' | 'quiet'
  readonly busy?: boolean
}) {
  return (
    <button type="button" class={`tap ${kind}`} disabled={busy} onClick={tap}>
      {label}
    </button>
  )
}

export function Toggle({ label, on, change }: { readonly label: string; readonly on: boolean; readonly change: (on: boolean) => void }) {
  return (
    <button type="button" class="tap toggle" aria-pressed={on} onClick={() => change(!on)}>
      <span aria-hidden="true">{on ? '✓ ' : ''}</span>
      {label}
    </button>
  )
}

/** One question a screen; its title takes the focus when it appears, so that a screen reader says it, and never again while one types. */
export function Screen({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null)
  // Before the paint, not after it: a key pressed in between would lose the focus that it had just moved.
  useLayoutEffect(() => heading.current?.focus({ preventScroll: true }), [title])
  return (
    <section class="screen">
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {children}
    </section>
  )
}
