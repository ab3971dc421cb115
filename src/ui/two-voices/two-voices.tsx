import type { ComponentChildren } from 'preact'

export type Voice = { readonly who: string; readonly children: ComponentChildren }

/** Two voices side by side, neither above the other: what was recorded, what I say. */
export function TwoVoices({ left, right }: { readonly left: Voice; readonly right: Voice }) {
  return (
    <div class="two-voices">
      <section class="voice">
        <h2>
          <span aria-hidden="true">«&nbsp;</span>
          {left.who}
        </h2>
        {left.children}
      </section>
      <section class="voice">
        <h2>
          {right.who}
          <span aria-hidden="true">&nbsp;»</span>
        </h2>
        {right.children}
      </section>
    </div>
  )
}
