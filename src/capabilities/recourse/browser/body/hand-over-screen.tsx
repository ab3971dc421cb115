import { useState } from 'preact/hooks'
import type { Refused } from '../../../../foundation/result.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { wordNo, type Words } from './body-wording.ts'
import type { Custody } from './custody.ts'
import { handOver, type HandedOver } from './hand-over.ts'

type HandOverScreenProps = { readonly words: Words; readonly custody: Custody }

/** For a custodian who left: their share of each envelope goes to who came. */
export function HandOverScreen({ words, custody }: HandOverScreenProps) {
  const { b } = words
  const [done, setDone] = useState<number | undefined>()
  const [over, setOver] = useState<HandedOver | undefined>()
  const [refused, setRefused] = useState<Refused | undefined>()
  const go = async () => {
    setDone(0)
    const handed = await handOver(custody, setDone)
    setDone(undefined)
    setRefused(handed.ok ? undefined : handed)
    setOver(handed.ok ? handed.value : undefined)
  }
  return (
    <div class="stack-wide">
      <div class="stack">
        <h1>{b('handTitle', { title: custody.title })}</h1>
        <p class="lead">{b('handLead')}</p>
        {refused && <Notice tone="bad" title={wordNo(words, refused)} live />}
        {over && (
          <Notice tone={over.kept.length > 0 ? 'soon' : 'good'} title={b('handDone', { n: over.handed })} live>
            {over.kept.length > 0 && <p>{b('handKept', { n: over.kept.length, cases: over.kept.map((one) => one.slice(0, 8)).join(', ') })}</p>}
          </Notice>
        )}
      </div>
      {!over && (
        <p>
          <button type="button" class="button primary" onClick={() => void go()} disabled={done !== undefined}>
            {done === undefined ? b('handGo') : b('handing', { done })}
          </button>
        </p>
      )}
    </div>
  )
}
