import { useRef, useState } from 'preact/hooks'
import type { Bytes } from '../../../../foundation/bytes.ts'
import type { Refused, Result } from '../../../../foundation/result.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { cardOf, type Card } from '../../core/case-index.ts'
import { keysOf } from '../../core/vault/holder-keys.ts'
import { CaseRefused } from '../shared/case-refused.tsx'
import { openAs, type Opened } from '../shared/open-case-file.ts'
import { warmUp } from '../shared/warm-up.ts'
import { wordNo } from './body-wording.ts'
import { AuthorityScreen } from './authority-screen.tsx'
import { CaseScreen } from './case-screen.tsx'
import { CustodianScreen } from './custodian-screen.tsx'
import { sitDown, type Desk } from './desk.ts'
import { HandOverScreen } from './hand-over-screen.tsx'
import type { BodyScreenProps } from './join-screen.tsx'
import { TallyScreen } from './tally-screen.tsx'
import { DropList } from './drop-list.tsx'
import { FormSigning } from './form-signing.tsx'
import { PasskeyKeeping } from './passkey-keeping.tsx'
import { Queue } from './queue.tsx'
import { shareCard } from './share-index.ts'
import { SignIn } from './sign-in.tsx'
import { takeSeat, type Seat } from './take-seat.ts'

export function WorkScreen({ words, body }: BodyScreenProps) {
  const { b, t } = words
  const [secret, setSecret] = useState<Bytes | undefined>()
  const [seat, setSeat] = useState<Seat | undefined>()
  const [opened, setOpened] = useState<Opened | undefined>()
  const [counting, setCounting] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | undefined>()
  const desk = seat?.kind === 'member' ? seat.desk : undefined
  const during = async <Value,>(work: Promise<Result<Value>>, then: (value: Value) => void) => {
    setBusy(true)
    const result = await work
    setBusy(false)
    setRefused(result.ok ? undefined : result)
    if (result.ok) then(result.value)
  }
  const signIn = async (given: Bytes) => {
    const keys = await keysOf(given)
    await during(takeSeat(body, keys), (taken) => {
      setSecret(given)
      setSeat(taken)
      if (taken.kind === 'member') void warmUp(keys)
    })
  }
  // One after the other, and nobody waits for it but the next queue: what was written in a case is on its card.
  const [unsaved, setUnsaved] = useState<Refused | undefined>()
  const sharing = useRef(Promise.resolve())
  const share = (at: Desk, card: Card) => {
    // What failed is said at the queue, and made good at the next opening.
    sharing.current = sharing.current.then(() => shareCard(at, card)).then((sent) => setUnsaved(sent.ok ? undefined : sent))
  }
  const show = (at: Desk) => (value: Opened) => {
    setOpened(value)
    share(at, cardOf(value.open, value.file))
  }
  // Who stays out leaves no word of the case where they can read it.
  const leave = (at: Desk, { open }: Opened) => {
    share(at, { case: open.caseId, seq: open.items.length, text: '' })
    back()
  }
  const openIn = (at: Desk) => (caseId: string) => void during(openAs(at.keys, caseId, at.body), show(at))
  const back = () => {
    setOpened(undefined)
    setCounting(false)
    if (desk)
      void during(
        sharing.current.then(() => sitDown(body, desk.keys)),
        (now) => setSeat({ kind: 'member', desk: now }),
      )
  }
  return (
    <div class="stack-wide">
      {busy && <Notice tone="plain" title={t('opening')} live />}
      {refused && (
        <CaseRefused t={t} refused={refused} said={wordNo(words, refused)} again={() => desk && openIn(desk)(String(refused.evidence.case))} />
      )}
      {desk && opened && (
        <CaseScreen
          key={opened.open.caseId}
          words={words}
          desk={desk}
          opened={opened}
          renew={show(desk)}
          back={back}
          leave={() => leave(desk, opened)}
          follow={openIn(desk)}
        />
      )}
      {desk && counting && <TallyScreen words={words} desk={desk} back={back} />}
      {desk && !opened && !counting && (
        <>
          {unsaved && <Notice tone="soon" title={b('indexUnsaved')} live children={<p>{wordNo(words, unsaved)}</p>} />}
          <Queue words={words} desk={desk} open={openIn(desk)} renew={back} />
          <DropList words={words} desk={desk} />
          <FormSigning words={words} desk={desk} />
          <p>
            <button type="button" class="button" onClick={() => setCounting(true)}>
              {b('tallyTitle')}
            </button>
          </p>
        </>
      )}
      {seat?.kind === 'custodian' && <CustodianScreen words={words} custody={seat.custody} />}
      {seat?.kind === 'former' && <HandOverScreen words={words} custody={seat.custody} />}
      {seat?.kind === 'authority' && <AuthorityScreen words={words} bureau={seat.bureau} />}
      {!seat && <SignIn words={words} body={body} open={(given) => void signIn(given)} />}
      {seat && seat.kind !== 'former' && secret && !opened && !counting && <PasskeyKeeping words={words} body={body} secret={secret} />}
    </div>
  )
}
