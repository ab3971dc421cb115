import { useEffect, useState } from 'preact/hooks'
import { CaseView } from '../shared/case-view.tsx'
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
  const [notes, setNotes] = useState<ReadonlyMap<number, string>>(new Map())
  useEffect(() => void openNotes(opened.open, opened.keys).then(setNotes), [opened])
  return (
    <div class="stack-wide">
      <p class="no-print">
        <button type="button" class="button" onClick={back}>
          {b('toQueue')}
        </button>
      </p>
      <div class="stack-wide" id="dossier">
        <CaseView
          t={t}
          language={language}
          opened={opened}
          own="member"
          notes={notes}
          follow={follow}
          about={
            <p class="soft">
              {b('fullNumber')} : <code>{opened.open.caseId}</code>
            </p>
          }
        />
      </div>
      <Countersign words={words} desk={desk} opened={opened} />
      <CaseActs words={words} desk={desk} opened={opened} renew={renew} leave={leave} />
      <Export words={words} opened={opened} notes={notes} thread="dossier" />
    </div>
  )
}
