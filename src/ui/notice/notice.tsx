import type { ComponentChildren } from 'preact'

export type Tone = 'good' | 'soon' | 'bad' | 'plain'

/** Shape and word beside the colour: a tick, a clock, a cross, a bar. */
const SIGNS: Readonly<Record<Tone, string>> = { good: '✓', soon: '◔', bad: '✕', plain: '·' }

export type NoticeProps = { readonly tone: Tone; readonly title: string; readonly live?: boolean; readonly children?: ComponentChildren }

/** `live`: read aloud when it appears. */
export function Notice({ tone, title, live, children }: NoticeProps) {
  return (
    <div class={`notice ${tone}`} {...(live && { role: tone === 'bad' ? 'alert' : 'status' })}>
      <span class="notice-sign" aria-hidden="true">
        {SIGNS[tone]}
      </span>
      <div class="stack">
        <p class="notice-title">{title}</p>
        {children}
      </div>
    </div>
  )
}
