import { civilDate } from '../../../foundation/civil-date.ts'
import { formatInstant } from '../../../foundation/format.ts'
import { refuse, type Result } from '../../../foundation/result.ts'
import { wording, type Language } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call, type Form } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Confirm } from '../../../ui/confirm/confirm.tsx'
import { Choices, Fields, SelectField, TextField } from '../../../ui/field/field.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { readRegister, readWritten } from '../actions/read-register.ts'
import type { Commitment, Document, Version } from '../core/publication.ts'
import { FINDINGS } from '../core/state.ts'
import { COMMITMENT_WORDS, type Words } from '../messages/commitment-words.ts'
import { KEEPING_WORDS, wordNo, type KeepingWords } from '../messages/keeping-words.ts'
import { DocumentFields, typedDocument } from './document-form.tsx'
import { Voices } from './facts.tsx'

export type Posted = { readonly outcome: Result<unknown>; readonly form: Form; readonly part: 'constat' | 'document' | 'decision' | 'publication' }

/** One commitment, for those who keep it: say what the facts say, give and examine documents, publish a version. */
export async function keepingOnePage(services: Services, call: Call, posted?: Posted): Promise<Answer> {
  const { language, city, actor } = call
  const [t, words] = [wording(KEEPING_WORDS, language), wording(COMMITMENT_WORDS, language)]
  const commitment = call.param('commitment')
  const [written, register] = await Promise.all([readWritten(services, city.code), readRegister(services, city.code)])
  const versions = written.versions.filter((version) => version.commitment === commitment)
  if (versions.length === 0) return refusedPage(refuse('not-found'))
  const one = register.find((candidate) => candidate.commitment === commitment)
  const isEditor = actor.kind === 'staff' && actor.role === 'admin'
  const drafts = versions.filter(({ publishedAt, version }) => publishedAt === undefined && version > (one?.current.version ?? 0))
  const waiting = written.documents.filter((document) => document.commitment === commitment && document.decision === undefined)
  const refused = written.documents.filter((document) => document.commitment === commitment && document.decision?.verdict === 'refused')
  if (!isEditor && !one) return refusedPage(refuse('not-found'))
  const to = `/gestion/engagements/${commitment}`
  const parts = { t, words, to, language, posted, services }
  const page = (
    <Page frame={frameOf(services, call)} title={`${commitment} — ${t('title')}`} noIndex>
      <div class="stack-wide">
        <div class="stack">
          <h1>{commitment}</h1>
          <p class="lead">{(one?.current ?? versions.at(-1))?.terms.statement[language]}</p>
          <p class="row">
            <a href="/gestion/engagements">{t('backToKeeping')}</a>
            {one && <a href={`/engagements/${commitment}`}>{t('see')}</a>}
          </p>
          {posted && <Outcome t={t} outcome={posted.outcome} />}
        </div>
        {isEditor && drafts.map((draft) => <Draft key={draft.version} draft={draft} {...parts} />)}
        {waiting.map((document) => (
          <Waiting key={document.reference} document={document} mayDecide={isEditor} {...parts} />
        ))}
        {!isEditor && refused.map((document) => <Waiting key={document.reference} document={document} mayDecide={false} {...parts} />)}
        {one && <Saying one={one} {...parts} />}
        {one && (
          <section class="card stack">
            <h2>{t('give')}</h2>
            <form method="post" action={`${to}/document`} class="stack">
              <DocumentFields
                t={t}
                online={isEditor}
                typed={posted?.part === 'document' && !posted.outcome.ok ? typedDocument(posted.form) : undefined}
                refused={posted?.part === 'document' && !posted.outcome.ok ? posted.outcome : undefined}
              />
              <button class="button" type="submit">
                {t('giveButton')}
              </button>
            </form>
          </section>
        )}
        {isEditor && (
          <p>
            <a class="button" href={`${to}/version`}>
              {t('newVersion')}
            </a>
          </p>
        )}
      </div>
    </Page>
  )
  return { kind: 'page', status: posted && !posted.outcome.ok ? 422 : 200, html: renderDocument(page) }
}

type Parts = {
  readonly t: KeepingWords
  readonly words: Words
  readonly to: string
  readonly language: Language
  readonly posted: Posted | undefined
  readonly services: Services
}

function Outcome({ t, outcome }: { readonly t: KeepingWords; readonly outcome: Result<unknown> }) {
  if (outcome.ok) return <Notice tone="good" title={t('done')} live />
  return <Notice tone="bad" title={t('notDone')} live children={<p>{wordNo(t, outcome.code, String(outcome.evidence.field ?? ''))}</p>} />
}

function Draft({ draft, t, to, language }: Parts & { readonly draft: Version }) {
  const n = draft.version
  return (
    <section class="card stack">
      <h2>{t('draftOf', { commitment: draft.commitment, n })}</h2>
      <blockquote>{draft.terms.statement[language]}</blockquote>
      <p>{draft.reason}</p>
      <Confirm label={t('publish')} action={`${to}/publication`} fields={{ version: String(n) }} yes={t('publishYes')}>
        {t('publishMore', { n })}
      </Confirm>
    </section>
  )
}

/** For the city to decide; for the observer to read, refused ones too: whoever is judged does not choose alone what is seen. */
function Waiting({ document, mayDecide, t, to, language, posted }: Parts & { readonly document: Document; readonly mayDecide: boolean }) {
  const { reference, title, address, words, givenAt, decision } = document
  const sent = posted?.part === 'decision' && !posted.outcome.ok && posted.form.text('reference') === reference ? posted.form : undefined
  return (
    <section class="card stack" id={reference}>
      <h2>{title}</h2>
      <p class="soft">{t('given', { date: formatInstant(givenAt, language) })}</p>
      <p>{words}</p>
      {address !== '' && (
        <p class="breaking">
          <a href={address} rel="noreferrer">
            {address}
          </a>
        </p>
      )}
      {decision && <p>{t('refusedBecause', { reasons: decision.reasons })}</p>}
      {mayDecide && <Deciding t={t} to={to} reference={reference} sent={sent} />}
    </section>
  )
}

type DecidingProps = { readonly t: KeepingWords; readonly to: string; readonly reference: string; readonly sent: Form | undefined }

function Deciding({ t, to, reference, sent }: DecidingProps) {
  return (
    <form method="post" action={`${to}/decision`} class="stack">
      <input type="hidden" name="reference" value={reference} />
      <Choices
        values={[sent?.text('decision') ?? '']}
        name="decision"
        kind="radio"
        label={t('decision')}
        choices={[
          { value: 'accepted', label: t('accept') },
          { value: 'refused', label: t('refuse') },
        ]}
      />
      <TextField
        id={`motif-${reference}`}
        name="motif"
        value={sent?.text('motif')}
        label={t('decisionReasons')}
        hint={t('reasonsHint')}
        rows={3}
        max={2000}
        required
      />
      <button class="button primary" type="submit">
        {t('decide')}
      </button>
    </form>
  )
}

/** Of a yearly commitment: this year first, back to the first in which it was due. */
function yearsOf({ current }: Commitment, today: string): readonly string[] {
  const { due } = current.terms
  const last = Number(today.slice(0, 4))
  return due.kind === 'yearly' ? Array.from({ length: Math.max(0, last - due.from + 1) }, (_, index) => String(last - index)) : []
}

function Saying({ one, t, words, to, language, posted, services }: Parts & { readonly one: Commitment }) {
  const sent = posted?.part === 'constat' && !posted.outcome.ok ? posted.form : undefined
  const years = yearsOf(one, civilDate(services.clock()))
  const followed = services.indicators.filter(({ id }) => one.current.terms.indicators.some((indicator) => indicator.id === id))
  return (
    <>
      <Voices one={one} t={words} services={services} language={language} />
      <section class="card stack">
        <h2>{t('say')}</h2>
        <p class="soft">{t('sayHint')}</p>
        <form method="post" action={`${to}/constat`} class="stack">
          <Fields>
            <Choices
              name="constat"
              kind="radio"
              label={t('finding')}
              values={[sent?.text('constat') ?? '']}
              choices={FINDINGS.map((value) => ({ value, label: words(`state-${value}`) }))}
            />
            {years.length > 0 && (
              <SelectField
                name="annee"
                label={t('findingYear')}
                value={sent?.text('annee') ?? years[0]}
                choices={years.map((value) => ({ value, label: value }))}
              />
            )}
            <TextField name="pourquoi" label={t('reasons')} hint={t('reasonsHint')} value={sent?.text('pourquoi')} rows={5} max={4000} required />
            {one.documents.length > 0 && (
              <Choices
                name="documents"
                kind="checkbox"
                label={t('restsOnDocuments')}
                values={sent?.all('documents')}
                choices={one.documents.map(({ reference, title }) => ({ value: reference, label: title }))}
              />
            )}
            {followed.length > 0 && (
              <Choices
                name="chiffres"
                kind="checkbox"
                label={t('restsOnFigures')}
                values={sent?.all('chiffres')}
                choices={followed.map(({ id, title }) => ({ value: id, label: title[language] }))}
              />
            )}
          </Fields>
          <button class="button primary" type="submit">
            {t('sayButton')}
          </button>
        </form>
      </section>
    </>
  )
}
