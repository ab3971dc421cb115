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

/** Why a case did not open. Where what was added last is at fault, the person may go on without that; whoever writes next says so, signed. */
export function CaseRefused({ t, refused, said, again }: CaseRefusedProps) {
  const { seq, n, case: caseId, files } = refused.evidence
  const offered = typeof caseId === 'string' && typeof files === 'string' ? { caseId, files: files.split(' ') } : undefined
  const goOn = () => {
    if (!offered) return
    goOnWithout(offered.caseId, offered.files)
    again()
  }
  return (
    <Notice tone="bad" title={said} live>
      {offered && (
        <>
          <p>{t('asideLead', { n: Number(n), first: Number(seq) + 1 })}</p>
          <p>
            <button type="button" class="button" onClick={goOn}>
              {t('asideGo', { n: Number(n) })}
            </button>
          </p>
        </>
      )}
    </Notice>
  )
}
