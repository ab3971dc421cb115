import { useState } from 'preact/hooks'
import type { Refused } from '../../../../foundation/result.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { Progress } from '../../../../ui/progress/progress.tsx'
import { quartersBefore, type Quarter } from '../../core/quarter.ts'
import { countableFrom, type Tally } from '../../core/tally.ts'
import { sign } from '../../core/vault/signed.ts'
import { TallyTables } from '../../web/tally-tables.tsx'
import { client, today } from '../shared/device.ts'
import { sendTally } from '../shared/vault-client.ts'
import { wordNo, type Words } from './body-wording.ts'
import { countOnDevice, type Counting } from './count-quarter.ts'
import type { Desk } from './desk.ts'

type TallyScreenProps = { readonly words: Words; readonly desk: Desk; readonly back: () => void }
type Signed = { readonly published: boolean; readonly otherwise: number }

const OFFERED = 6

/** A quarter counted on this device, looked at, signed: public once another member's device has counted the same. */
export function TallyScreen({ words, desk, back }: TallyScreenProps) {
  const { b, language } = words
  const quarters = quartersBefore(today(), OFFERED).filter((quarter) => (countableFrom(quarter) ?? '9') <= today())
  const [counting, setCounting] = useState<Counting | undefined>()
  const [tally, setTally] = useState<Tally | undefined>()
  const [signed, setSigned] = useState<Signed | undefined>()
  const [refused, setRefused] = useState<Refused | undefined>()
  const count = async (quarter: Quarter) => {
    setTally(undefined)
    setSigned(undefined)
    setCounting({ part: 'journal', done: 0, all: 1 })
    const counted = await countOnDevice(desk, quarter, setCounting)
    setCounting(undefined)
    setRefused(counted.ok ? undefined : counted)
    if (counted.ok) setTally(counted.value)
  }
  const confirm = async (content: Tally) => {
    const { signature } = sign('tally', content, desk.keys.signing)
    const sent = await sendTally(client, desk.body, { content, key: desk.keys.key, signature })
    setRefused(sent.ok ? undefined : sent)
    if (sent.ok) setSigned(sent.value)
  }
  return (
    <div class="stack-wide">
      <p class="no-print">
        <button type="button" class="button" onClick={back}>
          {b('toQueue')}
        </button>
      </p>
      <div class="stack">
        <h1>{b('tallyTitle')}</h1>
        <p class="lead">{b('tallyLead')}</p>
      </div>
      <p class="row no-print">
        {quarters.map((quarter) => (
          <button key={quarter} type="button" class="button" disabled={counting !== undefined} onClick={() => void count(quarter)}>
            {b('tallyCount', { quarter })}
          </button>
        ))}
      </p>
      {counting && <Progress label={b(`tally-${counting.part}`, { done: counting.done, n: counting.all })} done={counting.done} of={counting.all} />}
      {refused && <Notice tone="bad" title={wordNo(words, refused)} live />}
      {tally && <TallyTables tally={tally} language={language} />}
      {tally && !signed && (
        <p>
          <button type="button" class="button primary" onClick={() => void confirm(tally)}>
            {b('tallySign', { quarter: tally.quarter })}
          </button>
        </p>
      )}
      {signed && <SignedNotice words={words} signed={signed} />}
    </div>
  )
}

function SignedNotice({ words: { b }, signed: { published, otherwise } }: { readonly words: Words; readonly signed: Signed }) {
  if (published) return <Notice tone="good" title={b('tallyPublished')} live />
  if (otherwise === 0) return <Notice tone="soon" title={b('tallyWaits')} live />
  return <Notice tone="bad" title={b('tallyOtherwise', { n: otherwise })} live />
}
