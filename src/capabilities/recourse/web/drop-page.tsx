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
import { dropFile, type Dropped, type DropRefusal } from '../actions/drop-file.ts'
import { readBody } from '../actions/read-body.ts'
import { CLOCKS } from '../core/clocks.ts'
import { sittingMembers } from '../core/vault/roster.ts'
import { DROP_WORDS } from '../messages/drop-words.ts'

/** With four thousand spaces after the text: its length says nothing, and a short one is no shorter. */
const SEAL = "(cat saisine.txt; head -c 4096 /dev/zero | tr '\\0' ' ') | age -R destinataires.txt -o saisine.age"

type Outcome = { readonly dropped: Dropped } | { readonly refused: Refused<DropRefusal | 'file'> }

/** A plain form, in plain HTML: for who has no JavaScript, or trusts no program that a city serves. */
export async function dropPage(services: Services, call: Call, outcome?: Outcome): Promise<Answer> {
  const { language } = call
  const t = wording(DROP_WORDS, language)
  const found = await readBody(services, call.city.code, call.param('body'))
  const roster = found?.rosters.at(-1)
  if (!found || !roster) return refusedPage(refuse('not-found'))
  const path = `/recours/${found.body}/deposer`
  const refused = outcome && 'refused' in outcome ? outcome.refused : undefined
  const page = (
    <Page frame={frameOf(services, call)} title={`${t('title')} : ${found.profile.title}`} narrow>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('title')}</h1>
          {outcome && 'dropped' in outcome && <Received call={call} dropped={outcome.dropped} />}
          {refused && (
            <Notice
              tone="bad"
              title={t('notDone')}
              live
              children={<p>{t(refused.evidence.fault === 'payload' ? 'no-short' : `no-${refused.code}`)}</p>}
            />
          )}
          <p class="lead">{t('lead')}</p>
        </div>
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
          <li>
            {t('step3')}
            <form method="post" action={path} encType="multipart/form-data" class="stack">
              <FileField name="fichier" label={t('file')} accept=".age" required />
              <p>
                <button class="button primary" type="submit">
                  {t('send')}
                </button>
              </p>
            </form>
          </li>
        </ol>
        <p>{t('limits')}</p>
        <p>{found.profile.contact}</p>
      </div>
    </Page>
  )
  return {
    kind: 'page',
    status: refused ? (refused.code === 'not-sealed' ? 415 : refused.code === 'too-large' ? 413 : 422) : 200,
    html: renderDocument(page),
  }
}

function Received({ call, dropped }: { readonly call: Call; readonly dropped: Dropped }) {
  const t = wording(DROP_WORDS, call.language)
  const { day } = deadlineOf(dropped.since, CLOCKS['first-contact'])
  const holes = { drop: dropped.drop.slice(0, 8), date: formatInstant(dropped.since, call.language), contact: formatCivilDate(day, call.language) }
  return (
    <Notice tone="good" title={t('done')} live>
      <p>{t('doneMore', holes)}</p>
    </Notice>
  )
}

export async function postDrop(services: Services, call: Call): Promise<Answer> {
  const { files } = await call.upload()
  const [file] = files
  if (!file) return dropPage(services, call, { refused: refuse('file') })
  const dropped = await dropFile(services, { city: call.city.code, body: call.param('body'), file: file.bytes })
  return dropPage(services, call, dropped.ok ? { dropped: dropped.value } : { refused: dropped })
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
