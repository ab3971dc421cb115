import { useEffect, useState } from 'preact/hooks'
import type { Bytes } from '../../../../foundation/bytes.ts'
import type { Refused } from '../../../../foundation/result.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import { keysOf, type HolderKeys } from '../../core/vault/holder-keys.ts'
import { wordsOf } from '../../core/vault/words.ts'
import { client, random } from '../shared/device.ts'
import { openForRoot, type RootBody } from '../shared/open-body.ts'
import { askBody, sendRoot, type BodyAnswer } from '../shared/vault-client.ts'
import { WordsForm } from '../shared/words-field.tsx'
import { drawPlaces, WordsKeeping } from '../shared/words-keeping.tsx'
import { wordNo, type Words } from './body-wording.ts'
import type { BodyScreenProps } from './join-screen.tsx'
import { RosterScreen } from './roster-screen.tsx'

/** The body's key, made here or brought back by its words; then the roster that it signs. */
export function FoundScreen({ words, body }: BodyScreenProps) {
  const { b, t } = words
  const [served, setServed] = useState<BodyAnswer | undefined>()
  const [refused, setRefused] = useState<Refused | undefined>()
  const [opened, setOpened] = useState<{ readonly root: HolderKeys; readonly founding: RootBody } | undefined>()
  useEffect(() => {
    void askBody(client, body).then((answer) => (answer.ok ? setServed(answer.value) : setRefused(answer)))
  }, [body])
  if (!served) return <Notice tone={refused ? 'bad' : 'plain'} title={refused ? wordNo(words, refused) : t('opening')} live answer />
  if (opened) return <RosterScreen words={words} {...opened} />
  const sitDown = async (root: HolderKeys) => {
    const founding = await openForRoot(body, root.key)
    setRefused(founding.ok ? undefined : founding)
    if (founding.ok) setOpened({ root, founding: founding.value })
  }
  const open = (secret: Bytes) => void keysOf(secret).then(sitDown)
  const token = location.hash.slice(1)
  return (
    <div class="stack-wide">
      <div class="stack">
        <h1>{b('foundTitle', { title: served.profile.title })}</h1>
        <p class="lead">{b('foundLead')}</p>
        {refused && <Notice tone="bad" title={wordNo(words, refused)} live />}
      </div>
      {served.root === null && token !== '' ? (
        <NewRoot words={words} body={body} token={token} title={served.profile.title} done={(root) => void sitDown(root)} refuse={setRefused} />
      ) : (
        <>
          <p>{b('noToken')}</p>
          <WordsForm t={t} label={b('rootWords')} button={b('rootOpen')} open={open} />
        </>
      )}
    </div>
  )
}

type NewRootProps = {
  readonly words: Words
  readonly body: string
  readonly token: string
  readonly title: string
  readonly done: (root: HolderKeys) => void
  readonly refuse: (refused: Refused) => void
}

function NewRoot({ words, body, token, title, done, refuse }: NewRootProps) {
  const { b, t } = words
  const [secret, setSecret] = useState<Bytes | undefined>()
  const [places] = useState(() => drawPlaces(random))
  const [busy, setBusy] = useState(false)
  const go = async () => {
    if (!secret) return
    setBusy(true)
    const keys = await keysOf(secret)
    const sent = await sendRoot(client, body, { token, root: keys.key })
    setBusy(false)
    if (sent.ok) done(keys)
    else refuse(sent)
  }
  if (!secret)
    return (
      <p>
        <button type="button" class="button primary" onClick={() => setSecret(random(16))}>
          {b('tokenGo')}
        </button>
      </p>
    )
  return (
    <WordsKeeping
      t={t}
      words={wordsOf(secret)}
      card={[b('rootCard', { title })]}
      asked={places}
      back={() => setSecret(undefined)}
      go={() => void go()}
      goLabel={b('tokenGo')}
      busy={busy ? t('sending') : undefined}
    />
  )
}
