import { useEffect, useState } from 'preact/hooks'
import type { Bytes } from '../../../../foundation/bytes.ts'
import { formatInstant } from '../../../../foundation/format.ts'
import type { Language } from '../../../../foundation/wording.ts'
import type { Result } from '../../../../foundation/result.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import type { BodyTexts } from '../../core/body-profile.ts'
import { runningClocks } from '../../core/clocks.ts'
import { Attachments } from '../shared/attachments.tsx'
import { ClockList } from '../shared/clock-list.tsx'
import { onSite, ownPage, thisHour } from '../shared/device.ts'
import { openOwn, write, type Opened } from '../shared/open-case-file.ts'
import type { Demanded } from '../shared/demand-footage.ts'
import type { FiledAnswer } from '../shared/vault-client.ts'
import type { VaultWording } from '../shared/word-refusal.ts'

type DoneProps = {
  readonly t: VaultWording
  readonly language: Language
  readonly filed: FiledAnswer
  readonly profile: BodyTexts
  /** Behind the twelve words: files are added to the case that they open. */
  readonly secret: Bytes
  readonly preserved: Result<Demanded> | undefined
}

/** The acknowledgement: date, case, each date and how it was computed, what silence means, remedies, contact (CRPA art. L. 112-3, R. 112-5). */
export function Done({ t, language, filed, profile, secret, preserved }: DoneProps) {
  const [opened, setOpened] = useState<Opened | undefined>()
  useEffect(() => void openAndNote(secret, preserved).then(setOpened), [secret])
  const files = opened?.open.items.filter(({ content }) => content.kind === 'file').length ?? 0
  const clocks = runningClocks(
    { filed: filed.filedAt, state: 'accusee', since: filed.filedAt, lastWord: undefined, changes: [], footage: preserved?.ok === false },
    new Date(),
  )
  return (
    <div class="sheet stack-wide">
      <Notice tone="good" title={t('doneTitle')} live answer>
        <p>{t('doneLead', { date: formatInstant(filed.filedAt, language), case: filed.case.slice(0, 8) })}</p>
      </Notice>
      {preserved?.ok && (
        <p>
          {t(preserved.value.mailed ? 'preserved' : 'preservedUnmailed', {
            ...preserved.value.note,
            from: formatInstant(new Date(preserved.value.note.from), language),
            to: formatInstant(new Date(preserved.value.note.to), language),
          })}{' '}
          <a href={onSite('/recours/images')}>{t('preservedLink')}</a>
        </p>
      )}
      {preserved && !preserved.ok && <p>{t('preserveFailed', { code: preserved.code })}</p>}
      <section class="stack" aria-labelledby="dates">
        <h2 id="dates">{t('clocksTitle')}</h2>
        <ClockList clocks={clocks} t={t} language={language} />
        <p>{t('doneSilence')}</p>
        <p class="soft">{t('doneLaw')}</p>
      </section>
      <section class="stack" aria-labelledby="joindre">
        <h2 id="joindre">{t('doneContact')}</h2>
        <p>{profile.title}</p>
        <p>{profile.contact}</p>
      </section>
      {opened && <Attachments t={t} opened={opened} renew={setOpened} />}
      {files > 0 && <p role="status">{t('attachDone', { n: files })}</p>}
      <p class="row no-print">
        <button type="button" class="button" onClick={() => window.print()}>
          {t('wordsPrint')}
        </button>
        <a class="button primary" href={ownPage('/recours/suivre')}>
          {t('doneFollow')}
        </a>
      </p>
    </div>
  )
}

/** The case, with the number of the demand noted in it, so that whoever reads the case can follow it. */
async function openAndNote(secret: Bytes, preserved: Result<Demanded> | undefined): Promise<Opened | undefined> {
  const own = await openOwn(secret)
  if (!own.ok) return undefined
  if (preserved?.ok !== true) return own.value
  const noted = await write(own.value, { kind: 'preservation', time: thisHour(), body: { ...preserved.value.note } }, { state: null, word: false })
  return noted.ok ? noted.value : own.value
}
