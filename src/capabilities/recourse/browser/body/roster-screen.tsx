import { useEffect, useState } from 'preact/hooks'
import type { Bytes } from '../../../../foundation/bytes.ts'
import { toHex } from '../../../../foundation/bytes.ts'
import type { Refused } from '../../../../foundation/result.ts'
import { formatFingerprint } from '../../../../foundation/format.ts'
import { Listing } from '../../../../ui/listing/listing.tsx'
import { memory } from '../../../../ui/device/memory.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import type { Joining } from '../../core/joining.ts'
import { ageKeyOf } from '../../core/vault/age-key.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { COLLEGES, type College, type SignedRoster } from '../../core/vault/roster.ts'
import { shareSeed } from '../../core/vault/share-seed.ts'
import { sign } from '../../core/vault/signed.ts'
import { client, onSite, ownPage, random, today } from '../shared/device.ts'
import type { RootBody } from '../shared/open-body.ts'
import { rememberRoster } from '../shared/trust-body.ts'
import { askJoinings, sendRoster } from '../shared/vault-client.ts'
import { wordNo, type Words } from './body-wording.ts'
import { candidates, draftRoster, firstChoice, type Choice, type Drafted, type Ground } from './draft-roster.ts'
import { RecoverForm } from './recover-form.tsx'
import { RosterForm } from './roster-form.tsx'

type RosterScreenProps = { readonly words: Words; readonly founding: RootBody; readonly root: HolderKeys }
type Recovery = { readonly recipient: string; readonly shares: readonly Bytes[] }

/** Who sits, checked against the rules of the kind, signed by the root. */
export function RosterScreen({ words, founding: { served, before }, root }: RosterScreenProps) {
  const { b } = words
  const [waiting, setWaiting] = useState<readonly Joining[]>([])
  const [recovery, setRecovery] = useState<Recovery | undefined>()
  const [refused, setRefused] = useState<Refused | undefined>()
  const [published, setPublished] = useState<number | undefined>()
  const [held, setHeld] = useState(before !== undefined)
  const [choice, setChoice] = useState<Choice | undefined>()
  const refresh = () =>
    void askJoinings(client, served.body, root).then((answer) => {
      if (!answer.ok) return setRefused(answer)
      setWaiting(answer.value.joinings.map(({ at: _, ...joining }) => joining))
    })
  useEffect(() => {
    refresh()
    if (before) setRecovery({ recipient: before.content.recovery, shares: [] })
    else void makeRecovery().then(setRecovery)
  }, [])
  if (published !== undefined) return <Published words={words} body={served.body} root={root.key} number={published} />
  if (!recovery) return null
  const ground: Ground = { body: served.body, kind: served.kind, today: today(), recovery: recovery.recipient, before, waiting }
  const chosen = choice ?? firstChoice(ground)
  const drafted = draftRoster(ground, chosen)
  const publish = async () => {
    if (!('roster' in drafted)) return
    const signed = sign('roster', drafted.roster, root.signing)
    const sent = await sendRoster(client, served.body, { ...signed })
    if (!sent.ok) return setRefused(sent)
    rememberRoster(memory, signed, root.key)
    setRefused(undefined)
    setPublished(drafted.roster.number)
  }
  return (
    <div class="stack-wide">
      <div class="stack">
        <h1>{b('rosterTitle')}</h1>
        <p class="lead">{b('rosterLead')}</p>
        {!before && <p class="soft">{b('noneSigned')}</p>}
        <Listing label={b('joinAddress')} text={`${location.origin}${ownPage(`/recours/${served.body}/sieger`)}`} />
        {refused && <Notice tone="bad" title={wordNo(words, refused)} live />}
      </div>
      <RosterForm words={words} seats={candidates(ground)} mandates={mandatesOf(before)} choice={chosen} change={setChoice} refresh={refresh} />
      {recovery.shares.length > 0 && <Shares words={words} shares={recovery.shares} title={served.profile.title} held={held} hold={setHeld} />}
      {before && <RecoverForm words={words} body={served.body} root={root} />}
      <Lacks words={words} drafted={drafted} held={held} number={(before?.content.number ?? 0) + 1} publish={() => void publish()} />
    </div>
  )
}

async function makeRecovery(): Promise<Recovery> {
  const seed = random(32)
  return { recipient: (await ageKeyOf(seed)).recipient, shares: await shareSeed(seed) }
}

/** Until when who sits is elected, by their key. */
function mandatesOf(before: SignedRoster | undefined): ReadonlyMap<string, string> {
  return new Map(before?.content.members.map(({ key, until }) => [key, until]))
}

type SharesProps = {
  readonly words: Words
  readonly shares: readonly Bytes[]
  readonly title: string
  readonly held: boolean
  readonly hold: (held: boolean) => void
}

function Shares({ words: { b, t }, shares, title, held, hold }: SharesProps) {
  return (
    <section class="stack" aria-labelledby="parts">
      <h2 id="parts">{b('sharesTitle')}</h2>
      <p>{b('sharesLead')}</p>
      {shares.map((share, index) => (
        <div key={index} class="sheet card stack">
          <h3>{b('share', { n: index + 1, title })}</h3>
          <p>
            <code>{formatFingerprint(toHex(share))}</code>
          </p>
        </div>
      ))}
      <p class="no-print">
        <button type="button" class="button" onClick={() => window.print()}>
          {t('wordsPrint')}
        </button>
      </p>
      <div class="field">
        <label class="choice">
          <input type="checkbox" checked={held} onChange={(event) => hold(event.currentTarget.checked)} />
          <span>{b('sharesHeld')}</span>
        </label>
      </div>
    </section>
  )
}

type LacksProps = { readonly held: boolean; readonly words: Words; readonly drafted: Drafted; readonly number: number; readonly publish: () => void }

function Lacks({ held, words: { b, r }, drafted, number, publish }: LacksProps) {
  const wordAbout = (about: string | undefined) => (about !== undefined && isCollege(about) ? r(`college-${about}`) : (about ?? ''))
  const lines =
    'custodians' in drafted
      ? [b('faultCustodians', { n: drafted.custodians })]
      : drafted.faults.map(({ code, about }) => b(`fault-${code}`, { about: wordAbout(about) }))
  if (lines.length > 0)
    return (
      <Notice tone="soon" title={b('faultsTitle')} live>
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Notice>
    )
  return (
    <p>
      <button type="button" class="button primary" onClick={publish} disabled={!held}>
        {b('sign', { n: number })}
      </button>
    </p>
  )
}

function isCollege(text: string): text is College {
  return COLLEGES.some((one) => one === text)
}

type PublishedProps = { readonly words: Words; readonly body: string; readonly root: string; readonly number: number }

function Published({ words: { b }, body, root, number }: PublishedProps) {
  return (
    <Notice tone="good" title={b('signedTitle', { n: number })} live answer>
      <p>{b('signed')}</p>
      <p>{b('rootPoster')}</p>
      <p>
        <code>{formatFingerprint(root)}</code>
      </p>
      <p>
        <a class="button" href={onSite(`/recours/${body}`)}>
          {b('toPage')}
        </a>
      </p>
    </Notice>
  )
}
