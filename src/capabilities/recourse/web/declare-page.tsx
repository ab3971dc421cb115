import { carryOut } from '../../../platform/audit/carry-out.ts'
import type { Refused, Result } from '../../../foundation/result.ts'
import { wording } from '../../../foundation/wording.ts'
import { accountOf, type Answer, type Call, type Form, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { SelectField, TextField } from '../../../ui/field/field.tsx'
import { Listing } from '../../../ui/listing/listing.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { frameOf } from '../../../ui/page/frame.ts'
import { Page } from '../../../ui/page/page.tsx'
import { Table } from '../../../ui/table/table.tsx'
import { renderDocument } from '../../../ui/render.ts'
import { mailWaiting, setVideoCentre } from '../actions/demand-preservation.ts'
import { declareBody, describeBody, type DeclareRefusal } from '../actions/declare-body.ts'
import { readProfile, TEXTS } from '../core/body-profile.ts'
import { DECLARE_WORDS } from '../messages/declare-words.ts'
import { PRESERVATION_WORDS } from '../messages/preservation-words.ts'
import { readBodies } from '../queries/bodies.ts'
import { readVideoCentre } from '../queries/video-centre.ts'

const FIELDS = [...TEXTS, 'decision'] as const
const STAFF = { kind: 'staff', permission: 'recourse.declare' } as const
const PATH = '/gestion/recours'

export function declareRoutes(services: Services): readonly Route[] {
  return [
    { method: 'GET', path: PATH, access: STAFF, handle: (call) => declarePage(services, call) },
    { method: 'POST', path: PATH, access: STAFF, handle: (call) => postDeclaration(services, call) },
    { method: 'POST', path: `${PATH}/organes/:body`, access: STAFF, handle: (call) => postDescription(services, call) },
    { method: 'POST', path: `${PATH}/images`, access: STAFF, handle: (call) => postCentre(services, call) },
  ]
}

async function postDeclaration(services: Services, call: Call): Promise<Answer> {
  const form = await call.form()
  const body = form.text('adresse')
  const declaration = { city: call.city.code, body, kind: form.text('sorte'), profile: profileFrom(form), by: accountOf(call) }
  const outcome = await carryOut(services, call, { act: 'body-declared', subject: body, work: (inside) => declareBody(inside, declaration) })
  return declarePage(services, call, { declared: { outcome, form } })
}

/** English fields that are empty were not given. */
function profileFrom(form: Form) {
  const english = TEXTS.flatMap((field) => (form.text(`en-${field}`).trim() === '' ? [] : [[field, form.text(`en-${field}`)] as const]))
  const french = Object.fromEntries(FIELDS.map((field) => [field, form.text(field)]))
  return english.length === 0 ? french : { ...french, en: Object.fromEntries(english) }
}

async function postDescription(services: Services, call: Call): Promise<Answer> {
  const form = await call.form()
  const body = call.param('body')
  const description = { city: call.city.code, body, profile: profileFrom(form), by: accountOf(call) }
  const outcome = await carryOut(services, call, { act: 'body-described', subject: body, work: (inside) => describeBody(inside, description) })
  return outcome.ok ? { kind: 'redirect', to: `/recours/${body}` } : declarePage(services, call, { described: { body, refused: outcome, form } })
}

/** Where demands to keep footage go. */
async function postCentre(services: Services, call: Call): Promise<Answer> {
  const form = await call.form()
  const centre = { email: form.text('courriel'), by: accountOf(call) }
  const outcome = await carryOut(services, call, {
    act: 'video-centre-set',
    subject: 'video-centre',
    work: (inside) => setVideoCentre(inside, call.city.code, centre),
  })
  if (outcome.ok) await mailWaiting(services, { city: call.city, origin: call.origin })
  return outcome.ok ? { kind: 'redirect', to: PATH } : declarePage(services, call, { centre: centre.email })
}

type Declared = { readonly outcome: Result<string, DeclareRefusal>; readonly form: Form }
type Described = { readonly body: string; readonly refused: Refused; readonly form: Form }
/** `centre`: an address that was refused. */
type Sent = { readonly declared?: Declared; readonly described?: Described; readonly centre?: string }

async function declarePage(services: Services, call: Call, { declared: sent, described, centre }: Sent = {}): Promise<Answer> {
  const t = wording(DECLARE_WORDS, call.language)
  const bodies = await readBodies(services.db, call.city.code)
  const rows = bodies.map(({ body, profile, root }) => [
    <a href={`/recours/${body}`}>{readProfile(profile)?.title ?? body}</a>,
    root === null ? t('waiting') : t('founded'),
    <a href={`${PATH}?organe=${body}`}>{t('describe')}</a>,
  ])
  const about = described?.body ?? call.query('organe')
  const told = bodies.find(({ body }) => body === about)
  const refused = sent && !sent.outcome.ok ? sent.outcome : undefined
  const page = (
    <Page frame={frameOf(services, call)} title={t('title')} narrow noIndex>
      <div class="stack-wide">
        <div class="stack">
          <h1>{t('title')}</h1>
          <p class="lead">{t('lead')}</p>
        </div>
        {sent?.outcome.ok && (
          <Notice tone="good" title={t('doneTitle')} live>
            <p>{t('done')}</p>
            <Listing label={t('link')} text={`${call.origin}/recours/${sent.form.text('adresse')}/fonder#${sent.outcome.value}`} />
          </Notice>
        )}
        {refused && <Notice tone="bad" title={t('notDone')} live children={<p>{t(`no-${refused.code}`)}</p>} />}
        {told && <DescribeForm t={t} body={told.body} refused={described?.refused} values={described?.form.entries() ?? valuesOf(told.profile)} />}
        {!told && !sent?.outcome.ok && <DeclareForm t={t} values={sent?.form.entries() ?? {}} />}
        <CentreForm email={(await readVideoCentre(services.db, call.city.code))?.email} refused={centre} language={call.language} />
        <Table
          caption={t('bodiesTitle')}
          columns={[{ label: t('field-title') }, { label: t('state') }, { label: t('texts') }]}
          rows={rows}
          empty={t('none')}
        />
      </div>
    </Page>
  )
  return { kind: 'page', status: refused || described || centre !== undefined ? 422 : 200, html: renderDocument(page) }
}

type FormProps = { readonly t: ReturnType<typeof wording<keyof typeof DECLARE_WORDS>>; readonly values: Readonly<Record<string, string>> }

function DeclareForm({ t, values }: FormProps) {
  const kinds = [
    { value: 'recourse', label: t('kindRecourse') },
    { value: 'ethics', label: t('kindEthics') },
  ]
  return (
    <form method="post" action={PATH} class="stack">
      <TextField name="adresse" label={t('slug')} hint={t('slugHint')} value={values.adresse} max={40} required />
      <SelectField name="sorte" label={t('kind')} value={values.sorte ?? 'recourse'} choices={kinds} />
      <ProfileFields t={t} values={values} />
      <button class="button primary" type="submit">
        {t('send')}
      </button>
    </form>
  )
}

/** French, and below it English, for who gives it. */
function ProfileFields({ t, values }: FormProps) {
  const rowsOf = (field: string) => (field === 'title' || field === 'decision' ? {} : { rows: 4 })
  const mostOf = (field: string) => (field === 'title' ? 120 : 1000)
  const isEnglish = TEXTS.some((field) => (values[`en-${field}`] ?? '') !== '')
  return (
    <>
      {FIELDS.map((field) => (
        <TextField key={field} name={field} label={t(`field-${field}`)} value={values[field]} max={mostOf(field)} {...rowsOf(field)} required />
      ))}
      <details open={isEnglish}>
        <summary>{t('english')}</summary>
        <div class="stack">
          <p class="hint">{t('englishHint')}</p>
          {TEXTS.map((field) => (
            <TextField
              key={field}
              name={`en-${field}`}
              label={t('englishOf', { field: t(`field-${field}`) })}
              value={values[`en-${field}`]}
              max={mostOf(field)}
              {...rowsOf(field)}
            />
          ))}
        </div>
      </details>
    </>
  )
}

type DescribeFormProps = FormProps & { readonly body: string; readonly refused: Refused | undefined }

/** What the page of a declared body says: an address changes. */
function DescribeForm({ t, body, refused, values }: DescribeFormProps) {
  return (
    <form method="post" action={`${PATH}/organes/${body}`} class="stack">
      <h2>{t('describeTitle', { body })}</h2>
      {refused && <Notice tone="bad" title={t('notDescribed')} live children={<p>{t('no-body-profile')}</p>} />}
      <ProfileFields t={t} values={values} />
      <p class="row">
        <button class="button primary" type="submit">
          {t('describeSend')}
        </button>
        <a class="button" href={PATH}>
          {t('cancel')}
        </a>
      </p>
    </form>
  )
}

/** As the form's fields have it. */
function valuesOf(profile: unknown): Readonly<Record<string, string>> {
  const read = readProfile(profile)
  if (!read) return {}
  const { en = {}, ...french } = read
  const english = TEXTS.flatMap((field) => (en[field] === undefined ? [] : [[`en-${field}`, en[field]] as const]))
  return { ...french, ...Object.fromEntries(english) }
}

type CentreFormProps = { readonly email: string | undefined; readonly refused: string | undefined; readonly language: Call['language'] }

function CentreForm({ email, refused, language }: CentreFormProps) {
  const t = wording(PRESERVATION_WORDS, language)
  return (
    <form method="post" action={`${PATH}/images`} class="stack">
      <h2>{t('centreTitle')}</h2>
      {email && <p>{t('centreNow', { email })}</p>}
      <TextField name="courriel" label={t('centre')} value={refused} error={refused === undefined ? undefined : t('no-email')} max={200} required />
      <button class="button" type="submit">
        {t('centreSend')}
      </button>
    </form>
  )
}
