import type { ComponentChildren } from 'preact'

export type ThresholdProps = { readonly promise: ComponentChildren; readonly facts: ComponentChildren }

/** The front of a city's site: what was promised, and beside it, in a doorway, what is true today. */
export function Threshold({ promise, facts }: ThresholdProps) {
  return (
    <div class="threshold">
      <div class="threshold-in">
        <div class="threshold-promise stack">{promise}</div>
        <section class="threshold-door stack">{facts}</section>
      </div>
    </div>
  )
}
