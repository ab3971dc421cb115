import type { ComponentChildren } from 'preact'

export type Tone = 'good' | 'soon' | 'bad' | 'plain'

/** Shape and word beside the colour: a tick, a clock, a cross, a bar. */
export const SIGNS: Readonly<Record<Tone, string>> = { good: '✓', soon: '◔', bad: '✕', plain: '·' }

export type NoticeProps = {
  readonly tone: Tone
  readonly title: string
  readonly live?: boolean
  readonly answer?: boolean
  readonly children?: ComponentChildren
}

/** `live`: read aloud when it appears. `answer`: the page exists to say this, so its title is the page’s first heading. */
export function Notice({ tone, title, live, answer, children }: NoticeProps) {
  return (
    <div class={`notice ${tone}`} {...(live && { role: tone === 'bad' ? 'alert' : 'status' })}>
      <span class="notice-sign" aria-hidden="true">
        {SIGNS[tone]}
      </span>
      <div class="stack">
        {answer ? <h1 class="notice-title">{title}</h1> : <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  )
}
