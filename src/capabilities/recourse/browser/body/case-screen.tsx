import { useEffect, useState } from 'preact/hooks'
import { formatInstant } from '../../../../foundation/format.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { isSaidOtherwise, timesOf } from '../../core/case-times.ts'
import { runningClocks } from '../../core/clocks.ts'
import { erasureOf } from '../../core/erasure.ts'
import { CaseThread } from '../shared/case-thread.tsx'
import { ClockList } from '../shared/clock-list.tsx'
import type { Opened } from '../shared/open-case-file.ts'
import type { Words } from './body-wording.ts'
import { CaseActs } from './case-acts.tsx'
import { Countersign } from './countersign.tsx'
import { Export } from './export.tsx'
import { openNotes } from './notes.ts'
import type { Desk } from './desk.ts'

type CaseScreenProps = {
  readonly words: Words
  readonly desk: Desk
  readonly opened: Opened
  readonly renew: (opened: Opened) => void
  readonly back: () => void
  /** After saying that one stays out. */
  readonly leave: () => void
  /** Another case, which this one names. */
  readonly follow: (caseId: string) => void
}

/** One case, verified and open on a member's device. */
export function CaseScreen({ words, desk, opened, renew, back, leave, follow }: CaseScreenProps) {
  const { b, t, language } = words
  const { file, open, keys } = opened
  const [notes, setNotes] = useState<ReadonlyMap<number, string>>(new Map())
  useEffect(() => void openNotes(open, keys).then(setNotes), [opened])
  const times = timesOf(open, file)
  return (
    <div class="stack-wide">
      <p class="no-print">
        <button type="button" class="button" onClick={back}>
          {b('toQueue')}
        </button>
      </p>
      <div class="stack-wide" id="dossier">
        <div class="stack">
          <h1>{t('caseTitle', { case: open.caseId.slice(0, 8) })}</h1>
          <p class="lead">{t('stateNow', { state: t(`state-${times.state}`), date: formatInstant(times.since, language) })}</p>
          <p class="soft">
            {b('fullNumber')} : <code>{open.caseId}</code>
          </p>
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
          <CaseThread
            t={t}
            language={language}
            items={open.items}
            rosters={open.rosters}
            citizen={open.citizen.key}
            own="member"
            keys={opened.keys}
            notes={notes}
            follow={follow}
          />
        </section>
      </div>
      <Countersign words={words} desk={desk} opened={opened} />
      <CaseActs words={words} desk={desk} opened={opened} renew={renew} leave={leave} />
      <Export words={words} opened={opened} notes={notes} thread="dossier" />
    </div>
  )
}
