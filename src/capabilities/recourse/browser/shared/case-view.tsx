import type { ComponentChildren } from 'preact'
import { formatInstant } from '../../../../foundation/format.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { isSaidOtherwise, timesOf } from '../../core/case-times.ts'
import { runningClocks } from '../../core/clocks.ts'
import { erasureOf } from '../../core/erasure.ts'
import { CaseThread, type ThreadProps } from './case-thread.tsx'
import { ClockList } from './clock-list.tsx'
import type { Opened } from './open-case-file.ts'

type CaseViewProps = Pick<ThreadProps, 't' | 'language' | 'own' | 'notes' | 'follow'> & {
  readonly opened: Opened
  /** What this reader is told beside where it stands. */
  readonly about?: ComponentChildren
}

/** A case as it reads, for the person and for members: where it stands, its dates, all that was written. */
export function CaseView({ t, language, opened, about, ...thread }: CaseViewProps) {
  const { file, open, keys } = opened
  const times = timesOf(open, file)
  return (
    <>
      <div class="stack">
        <h1>{t('caseTitle', { case: open.caseId.slice(0, 8) })}</h1>
        <p class="lead">{t('stateNow', { state: t(`state-${times.state}`), date: formatInstant(times.since, language) })}</p>
        {about}
        <Notice tone="good" title={t('verified', { n: open.items.length })} />
        {open.aside.length > 0 && <Notice tone="soon" title={t('asideNow', { n: open.aside.length })} />}
        {isSaidOtherwise(file, open.items, times) && <Notice tone="bad" title={t('hostDiffers', { state: t(`state-${file.state}`) })} />}
      </div>
      <section class="stack" aria-labelledby="dates">
        <h2 id="dates">{t('clocksTitle')}</h2>
        <ClockList clocks={runningClocks(times, new Date())} erasure={erasureOf(times)} t={t} language={language} />
      </section>
      <section class="stack" aria-labelledby="fil">
        <h2 id="fil">{t('threadTitle')}</h2>
        <CaseThread {...thread} t={t} language={language} items={open.items} rosters={open.rosters} citizen={open.citizen.key} keys={keys} />
      </section>
    </>
  )
}
