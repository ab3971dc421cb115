import { formatInstant } from '../../../foundation/format.ts'
import { parseReference } from '../../../foundation/ids.ts'
import { refuse, type Refused } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { proposeDocument } from '../actions/propose-document.ts'
import { readRegister } from '../actions/read-register.ts'
import { KEEPING_WORDS } from '../messages/keeping-words.ts'
import { readDocuments } from '../queries/documents.ts'
import { DocumentFields, typedDocument, type Typed } from './document-form.tsx'

type Sent = { readonly typed: Typed; readonly refused: Refused }

/** Anyone proposes a document, without saying who they are. */
export async function proposalPage(services: Services, call: Call, sent?: Sent): Promise<Answer> {
  const t = wording(KEEPING_WORDS, call.language)
  const one = (await readRegister(services, call.city.code)).find(({ commitment }) => commitment === call.param('commitment'))
  if (one === undefined) return refusedPage(refuse('not-found'))
  const page = (
    <Page frame={frameOf(services, call)} title={t('propose')} narrow noIndex>
      <div class="stack">
        <h1>{t('propose')}</h1>
        <p>
          <a href={`/engagements/${one.commitment}`}>
            {one.commitment}. {one.current.terms.statement[call.language]}
          </a>
        </p>
        <p class="lead">{t('proposeLead')}</p>
        {sent && <Notice tone="bad" title={t('notDone')} live />}
        <form method="post" action={`/engagements/${one.commitment}/preuve`} class="stack">
          <DocumentFields t={t} online={false} typed={sent?.typed} refused={sent?.refused} />
          <button class="button primary" type="submit">
            {t('proposeButton')}
          </button>
          <p class="soft">{t('privacy', { city: call.city.name, dpo: call.city.dataProtectionContact })}</p>
        </form>
      </div>
    </Page>
  )
  return { kind: 'page', status: sent ? 422 : 200, html: renderDocument(page) }
}

export async function postProposal(services: Services, call: Call): Promise<Answer> {
  const typed = typedDocument(await call.form())
  const commitment = call.param('commitment')
  const outcome = await proposeDocument(services, { city: call.city.code, by: undefined }, { ...typed, commitment, party: 'citizen' })
  if (!outcome.ok)
    return outcome.code === 'commitment-unknown' ? refusedPage(refuse('not-found')) : proposalPage(services, call, { typed, refused: outcome })
  const t = wording(KEEPING_WORDS, call.language)
  const page = (
    <Page frame={frameOf(services, call)} title={t('proposed')} narrow noIndex>
      <div class="stack">
        <h1>{t('proposed')}</h1>
        <Notice tone="good" title={outcome.value} live>
          <p>{t('proposedMore', { date: formatInstant(call.now, call.language) })}</p>
        </Notice>
        <p>
          <a href={`/preuves/${outcome.value}`}>{t('yourProposal')}</a>
        </p>
      </div>
    </Page>
  )
  return { kind: 'page', status: 201, html: renderDocument(page) }
}

const LENGTH = 10

/** What became of a proposal, for who holds its reference. */
export async function proposedPage(services: Services, call: Call): Promise<Answer> {
  const t = wording(KEEPING_WORDS, call.language)
  const reference = parseReference(call.param('reference'), LENGTH)
  const document = (await readDocuments(services.db, call.city.code)).find((one) => one.reference === reference && one.party === 'citizen')
  if (document === undefined) return refusedPage(refuse('not-found'))
  const { decision, commitment, title, givenAt } = document
  const verdict = decision === undefined ? t('stillWaiting') : t(decision.verdict === 'accepted' ? 'wasAccepted' : 'wasRefused')
  const page = (
    <Page frame={frameOf(services, call)} title={t('yourProposal')} narrow noIndex>
      <div class="stack">
        <h1>{t('yourProposal')}</h1>
        <p>
          <span class="mono">{document.reference}</span> — {title}
        </p>
        <p class="soft">{t('given', { date: formatInstant(givenAt, call.language) })}</p>
        <Notice tone={decision?.verdict === 'accepted' ? 'good' : 'plain'} title={verdict}>
          {decision && <p>{decision.reasons}</p>}
        </Notice>
        <p>
          <a href={`/engagements/${commitment}`}>{commitment}</a>
        </p>
      </div>
    </Page>
  )
  return { kind: 'page', html: renderDocument(page) }
}
