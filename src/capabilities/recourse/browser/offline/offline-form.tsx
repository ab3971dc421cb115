import { useEffect, useState } from 'preact/hooks'
import { formatFingerprint } from '../../../../foundation/format.ts'
import type { Result } from '../../../../foundation/result.ts'
import { wording, type Language } from '../../../../foundation/wording.ts'
import { Notice } from '../../../../ui/notice/notice.tsx'
import type { Account } from '../../core/case-content.ts'
import type { FormData as FormContent } from '../../core/form-data.ts'
import { verifyRosters, type SignedRoster } from '../../core/vault/roster.ts'
import { wordsOf } from '../../core/vault/words.ts'
import { OFFLINE_WORDS } from '../../messages/offline-words.ts'
import { VAULT_WORDS } from '../../messages/vault-words.ts'
import { random, today } from '../shared/device.ts'
import { wordRefusal } from '../shared/word-refusal.ts'
import { drawPlaces, WordsKeeping } from '../shared/words-keeping.tsx'
import { draftOf, type Draft } from '../vault/draft.ts'
import { Questions } from '../vault/questions.tsx'
import { readForm, type Missing } from '../vault/read-form.ts'
import { sealToFile, type SealedFile } from './seal-to-file.ts'
import { Ready } from './ready.tsx'

type OfflineProps = { readonly data: FormContent }

/** One file, no network: from the questions to a sealed file. Nothing of it is kept on this device but what the person saves. */
export function OfflineForm({ data }: OfflineProps) {
  const [language, setLanguage] = useState<Language>(navigator.language.startsWith('en') ? 'en' : 'fr')
  const [trusted, setTrusted] = useState<Result<readonly SignedRoster[]> | undefined>()
  const [draft, setDraft] = useState<Draft>({})
  const [account, setAccount] = useState<Account | undefined>()
  const [sealing, setSealing] = useState<'no' | 'busy' | 'failed'>('no')
  const [file, setFile] = useState<SealedFile | undefined>()
  const [key] = useState(() => ({ secret: random(16), asked: drawPlaces(random) }))
  useEffect(() => {
    // Whoever signs this file holds these rosters to the public journal first (form-signing.tsx); here they are held to the body's root.
    void verifyRosters(data.rosters, { body: data.body, root: data.root, today: today(), journaled: () => true }).then(setTrusted)
  }, [data])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const [t, o] = [wording(VAULT_WORDS, language), wording(OFFLINE_WORDS, language)]
  const roster = trusted?.ok === true ? trusted.value.at(-1) : undefined
  if (trusted === undefined) return null
  if (roster && today() < roster.content.issued) return <Notice tone="bad" title={o('clock')} live answer />
  if (!roster) return <Notice tone="bad" title={trusted.ok ? o('title') : wordRefusal(t, trusted)} live answer children={<p>{data.contact}</p>} />
  const deposit = `${data.host}/recours/${data.body}/deposer`
  const seal = async (told: Account) => {
    setSealing('busy')
    const made = await sealToFile({ account: told, secret: key.secret, roster, body: data.body }).catch(() => undefined)
    setSealing(made ? 'no' : 'failed')
    setFile(made)
  }
  return (
    <div class="stack-wide">
      <div class="stack">
        <p class="row no-print">
          <button type="button" class="button" lang={language === 'fr' ? 'en' : 'fr'} onClick={() => setLanguage(language === 'fr' ? 'en' : 'fr')}>
            {o('other')}
          </button>
        </p>
        <h1>{o('heading', { title: data.title })}</h1>
        {!account && (
          <>
            <p class="lead">{o('lead', { title: data.title })}</p>
            <Notice tone="soon" title={o('notKept')} />
            <p class="soft">
              {t('rootCompare')} <code class="breaking">{formatFingerprint(data.root)}</code>
            </p>
          </>
        )}
      </div>
      {!account && <Form language={language} draft={draft} keep={setDraft} done={setAccount} />}
      {sealing === 'failed' && <Notice tone="bad" title={o('failed')} live children={<p>{data.contact}</p>} />}
      {account && !file && (
        <WordsKeeping
          t={t}
          words={wordsOf(key.secret)}
          card={[o('card', { url: deposit }), t('cardRoot', { title: data.title, root: formatFingerprint(data.root) })]}
          asked={key.asked}
          back={() => setAccount(undefined)}
          go={() => void seal(account)}
          goLabel={o('make')}
          busy={sealing === 'busy' ? t('sending') : undefined}
        />
      )}
      {file && <Ready o={o} file={file} deposit={deposit} data={data} roster={roster} />}
    </div>
  )
}

type FormProps = {
  readonly language: Language
  /** What was typed, as long as the page is open. */
  readonly draft: Draft
  readonly keep: (draft: Draft) => void
  readonly done: (account: Account) => void
}

function Form({ language, draft, keep, done }: FormProps) {
  const [missing, setMissing] = useState<readonly Missing[]>([])
  const t = wording(VAULT_WORDS, language)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (!(event.currentTarget instanceof HTMLFormElement)) return
    const read = readForm(new FormData(event.currentTarget))
    if ('account' in read) return done(read.account)
    setMissing(read.missing)
  }
  return (
    <form
      class="stack"
      noValidate
      onSubmit={submit}
      onInput={(event) => event.currentTarget instanceof HTMLFormElement && keep(draftOf(new FormData(event.currentTarget)))}
    >
      {missing.length > 0 && <Notice tone="bad" title={t('fix')} live />}
      <Questions t={t} language={language} draft={draft} missing={missing} footage={false} />
      <p>
        <button class="button primary" type="submit">
          {t('toWords')}
        </button>
      </p>
    </form>
  )
}
