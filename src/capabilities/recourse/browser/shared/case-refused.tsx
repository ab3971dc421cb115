import type { Refused } from '../../../../foundation/result.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { goOnWithout } from './open-case-file.ts'
import type { VaultWording } from './word-refusal.ts'

type CaseRefusedProps = {
  readonly t: VaultWording
  readonly refused: Refused
  readonly said: string
  /** Opens it again. */ readonly again: () => void
}

/** Why a case did not open. Where one thing in it is at fault, the person may go on without that; whoever writes next says so, signed. */
export function CaseRefused({ t, refused, said, again }: CaseRefusedProps) {
  const { seq, case: caseId, file } = refused.evidence
  const [place, named] = [typeof caseId === 'string' ? caseId : undefined, typeof file === 'string' ? file : undefined]
  const goOn = () => {
    if (place === undefined || named === undefined) return
    goOnWithout(place, named)
    again()
  }
  return (
    <Notice tone="bad" title={said} live>
      {place !== undefined && named !== undefined && (
        <>
          <p>{t('asideLead', { n: Number(seq) + 1 })}</p>
          <p>
            <button type="button" class="button" onClick={goOn}>
              {t('asideGo')}
            </button>
          </p>
        </>
      )}
    </Notice>
  )
}
