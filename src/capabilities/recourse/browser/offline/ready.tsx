import { formatCivilDate } from '../../../../foundation/format.ts'
import type { Wording } from '../../../../foundation/wording.ts'
import { download } from '../../../../ui/device/download.ts'
import { pageLanguage } from '../../../../ui/device/language.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import type { FormData as FormContent } from '../../core/form-data.ts'
import { sittingMembers, type SignedRoster } from '../../core/vault/roster.ts'
import type { OFFLINE_WORDS } from '../../messages/offline-words.ts'
import { today } from '../shared/device.ts'
import type { SealedFile } from './seal-to-file.ts'

type ReadyProps = {
  readonly o: Wording<keyof typeof OFFLINE_WORDS>
  readonly file: SealedFile
  /** Address of the plain form. */
  readonly deposit: string
  readonly data: FormContent
  readonly roster: SignedRoster
}

/** The file, and how it gets there. */
export function Ready({ o, file, deposit, data, roster }: ReadyProps) {
  return (
    <div class="stack">
      <Notice tone="good" title={o('ready', { case: file.caseId.slice(0, 8) })} live answer>
        <p>{o('readyLead', { title: data.title })}</p>
      </Notice>
      <p>
        <button type="button" class="button primary" onClick={() => download(file.bytes, file.name, 'application/json')}>
          {o('save', { name: file.name })}
        </button>
      </p>
      <ol class="stack">
        <li>
          {o('way1')} <code class="breaking">{deposit}</code>
        </li>
        <li>{o('way2', { contact: data.contact })}</li>
      </ol>
      <p>{o('until', { date: formatCivilDate(lastDayOf(roster), pageLanguage()) })}</p>
      <p>{o('after')}</p>
    </div>
  )
}

/** From the day after, somebody whom it is sealed to no longer sits, or the roster is no longer in force. */
function lastDayOf({ content }: SignedRoster): string {
  return [content.notAfter, ...sittingMembers(content, today()).map(({ until }) => until)].sort()[0] ?? content.notAfter
}
