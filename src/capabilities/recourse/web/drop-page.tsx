import { civilDate } from '../../../foundation/civil-date.ts'
import { deadlineOf } from '../../../foundation/deadline.ts'
import { utf8 } from '../../../foundation/bytes.ts'
import { formatCivilDate, formatFingerprint, formatInstant } from '../../../foundation/format.ts'
import { refuse, type Refused } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { refusedPage, type Answer, type Call } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { Notice } from '../../../ui/notice/notice.tsx'
import { FileField } from '../../../ui/field/field.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { handIn, type HandedIn, type HandInRefusal } from '../actions/hand-in.ts'
import { readSigned, type FormSignature } from '../actions/offline-form.ts'
import { textsIn } from '../core/body-profile.ts'
import { readBody } from '../actions/read-body.ts'
import { CLOCKS } from '../core/clocks.ts'
import { formPath } from '../core/entries.ts'
import { sittingMembers } from '../core/vault/roster.ts'
import { FORM_NAMESPACE } from '../core/vault/sshsig.ts'
import { DROP_WORDS } from '../messages/drop-words.ts'
import { makeForm } from './form-routes.ts'

/** With four thousand spaces after the text: its length says nothing, and a short one is no shorter. */
const SEAL = "(cat saisine.txt; head -c 4096 /dev/zero | tr '\\0' ' ') | age -R destinataires.txt -o saisine.age"

type Outcome = { readonly handed: HandedIn } | { readonly refused: Refused<HandInRefusal | 'file'> }

/** A plain form, in plain HTML: for who has no JavaScript, or trusts no program that a city serves. */
export async function dropPage(services: Services, call: Call, outcome?: Outcome): Promise<Answer> {
  const { language } = call
  const t = wording(DROP_WORDS, language)
  const found = await readBody(services, call.city.code, call.param('body'))
  const roster = found?.rosters.at(-1)
  if (!found || !roster) return refusedPage(refuse('not-found'))
  const form = makeForm(services, call, found)
  const signed = form ? await readSigned(services, { city: call.city.code, found, sha256: form.sha256 }) : []
  const path = `/recours/${found.body}/deposer`
  const refused = outcome && 'refused' in outcome ? outcome.refused : undefined
  const page = (
    <Page frame={frameOf(services, call)} title={`${t('title')} : ${textsIn(found.profile, language).title}`} narrow>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('title')}</h1>
          {outcome && 'handed' in outcome && <Received call={call} handed={outcome.handed} />}
          {refused && <Notice tone="bad" title={t('notDone')} live children={<p>{t(refusalKey(refused))}</p>} />}
          <p class="lead">{t('lead')}</p>
        </div>
        <OfflineForm call={call} body={found.body} newest={signed.at(-1)} />
        <section class="stack" aria-labelledby="age">
          <h2 id="age">{t('byAge')}</h2>
          <p>{t('byAgeLead')}</p>
          <ol class="stack">
            <li>
              {t('step1')} <a href={`/recours/${found.body}/destinataires.txt`}>{t('recipients')}</a>
              <p class="soft">
                {t('compare', { number: roster.content.number })} <code class="breaking">{formatFingerprint(found.root ?? '')}</code>
              </p>
            </li>
            <li>
              {t('step2')}
              <p>
                <code class="breaking">{SEAL}</code>
                <span class="soft"> {t('step2Why')}</span>
              </p>
            </li>
          </ol>
        </section>
        <section class="stack" aria-labelledby="depot">
          <h2 id="depot">{t('handIn')}</h2>
          <form method="post" action={path} encType="multipart/form-data" class="stack">
            <FileField name="fichier" label={t('file')} accept=".age,.json" required />
            <p>
              <button class="button primary" type="submit">
                {t('send')}
              </button>
            </p>
          </form>
        </section>
        <p>{t('limits')}</p>
        <p>{textsIn(found.profile, language).contact}</p>
      </div>
    </Page>
  )
  return {
    kind: 'page',
    status: refused ? (refused.code === 'not-sealed' ? 415 : refused.code === 'too-large' ? 413 : 422) : 200,
    html: renderDocument(page),
  }
}

/** Where it is, who signed it, and the command that checks it. */
function OfflineForm({ call, body, newest }: { readonly call: Call; readonly body: string; readonly newest: FormSignature | undefined }) {
  const t = wording(DROP_WORDS, call.language)
  const name = `formulaire-${body}.html`
  return (
    <section class="stack" aria-labelledby="formulaire">
      <h2 id="formulaire">{t('byForm')}</h2>
      <p>{t('byFormLead')}</p>
      <p>
        <a class="button" href={formPath(body)} download={name}>
          {t('byFormGet')}
        </a>
      </p>
      {newest ? (
        <details>
          <summary>{t('byFormSigned', { name: newest.member.label, date: formatInstant(newest.at, call.language) })}</summary>
          <div class="stack">
            <p>
              <a href={`${formPath(body)}.sig`} download={`${name}.sig`}>{`${name}.sig`}</a> ·{' '}
              <a href={`/recours/${body}/signataires.txt`}>signataires.txt</a>
            </p>
            <p>
              <code class="breaking">{`ssh-keygen -Y verify -f signataires.txt -I ${newest.member.id} -n ${FORM_NAMESPACE} -s ${name}.sig < ${name}`}</code>
            </p>
          </div>
        </details>
      ) : (
        <p class="soft">{t('byFormUnsigned')}</p>
      )}
    </section>
  )
}

function refusalKey({ code, evidence }: Refused<HandInRefusal | 'file'>): keyof typeof DROP_WORDS {
  if (code === 'not-sealed' && evidence.fault === 'payload') return 'no-short'
  return code === 'not-sealed' && evidence.fault === 'filing' ? 'no-filing' : `no-${code}`
}

/** The acknowledgement, with its date (CRPA art. L. 112-3). A filing is followed with its twelve words; a file is not. */
function Received({ call, handed }: { readonly call: Call; readonly handed: HandedIn }) {
  const t = wording(DROP_WORDS, call.language)
  const [number, since] = 'file' in handed ? [handed.file.drop, handed.file.since] : [handed.filing.caseId, handed.filing.since]
  const { day } = deadlineOf(since, CLOCKS['first-contact'])
  const holes = { drop: number.slice(0, 8), date: formatInstant(since, call.language), contact: formatCivilDate(day, call.language) }
  return (
    <Notice tone="good" title={t('file' in handed ? 'done' : 'filed')} live>
      <p>{t('file' in handed ? 'doneMore' : 'filedMore', holes)}</p>
      <p>{t('silence')}</p>
      <p class="soft">{t('law')}</p>
      {'filing' in handed && (
        <p>
          <a href="/recours/suivre">{t('filedFollow')}</a>
        </p>
      )}
    </Notice>
  )
}

export async function postDrop(services: Services, call: Call): Promise<Answer> {
  const { files } = await call.upload()
  const [file] = files
  if (!file) return dropPage(services, call, { refused: refuse('file') })
  const handed = await handIn(services, { city: call.city.code, body: call.param('body'), file: file.bytes })
  return dropPage(services, call, handed.ok ? { handed: handed.value } : { refused: handed })
}

/** For `age -R`: each member who sits today and the body's recovery key, with who it is in a comment. */
export async function recipientsFile(services: Services, call: Call): Promise<Answer> {
  const found = await readBody(services, call.city.code, call.param('body'))
  const roster = found?.rosters.at(-1)?.content
  if (!found || !roster) return refusedPage(refuse('not-found'))
  const plain = (text: string) => text.replaceAll(/[^\p{L}\p{N} .,'’-]/gu, ' ')
  const members = sittingMembers(roster, civilDate(call.now)).map(({ label, recipient }) => `# ${plain(label)}\n${recipient}`)
  const text = [`# ${plain(found.profile.title)}, composition ${roster.number}`, ...members, `# secours\n${roster.recovery}`, ''].join('\n')
  return { kind: 'file', bytes: utf8(text), type: 'text/plain; charset=utf-8' }
}
