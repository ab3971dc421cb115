import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { carryOut } from '../../../platform/audit/carry-out.ts'
import { accountOf, type Answer, type Call, type Form, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { decideDocument, proposeDocument } from '../actions/propose-document.ts'
import { sayFinding } from '../actions/say-finding.ts'
import { shipProgramme } from '../actions/ship-programme.ts'
import { draftVersion, publishVersion, type Writing } from '../actions/write-version.ts'
import { typedDocument } from './document-form.tsx'
import { keepingOnePage, type Posted } from './keeping-one-page.tsx'
import { keepingPage } from './keeping-page.tsx'
import { termsIn } from './terms-form.ts'
import { versionPage } from './version-page.tsx'

const ROOT = '/gestion/engagements'

/** Where the city and the observer keep the register: the same pages, each in its own name. */
export function keepingRoutes(services: Services): readonly Route[] {
  const access = (permission: string) => ({ kind: 'staff', permission }) as const
  const [read, edit] = [access('commitments.read'), access('commitments.edit')]
  const post = (part: Posted['part'], permission: string, act: string): Route => ({
    method: 'POST',
    path: `${ROOT}/:commitment/${part}`,
    access: access(permission),
    handle: async (call) => {
      const form = await call.form()
      const subject = call.param('commitment').slice(0, 20)
      const outcome = await carryOut(services, call, { act, subject, work: (inside) => WORK[part](inside, writingOf(call), { call, form }) })
      return keepingOnePage(services, call, { outcome, form, part })
    },
  })
  return [
    { method: 'GET', path: ROOT, access: read, handle: (call) => keepingPage(services, call, undefined) },
    { method: 'POST', path: `${ROOT}/programme`, access: edit, handle: (call) => postProgramme(services, call) },
    { method: 'GET', path: `${ROOT}/nouveau`, access: edit, handle: (call) => versionPage(services, call) },
    { method: 'POST', path: `${ROOT}/nouveau`, access: edit, handle: (call) => postVersion(services, call) },
    { method: 'GET', path: `${ROOT}/:commitment`, access: read, handle: (call) => keepingOnePage(services, call) },
    { method: 'GET', path: `${ROOT}/:commitment/version`, access: edit, handle: (call) => versionPage(services, call) },
    { method: 'POST', path: `${ROOT}/:commitment/version`, access: edit, handle: (call) => postVersion(services, call) },
    post('constat', 'commitments.find', 'finding-said'),
    post('document', 'commitments.find', 'document-given'),
    post('decision', 'commitments.edit', 'document-decided'),
    post('publication', 'commitments.edit', 'version-published'),
  ]
}

type Asked = { readonly call: Call; readonly form: Form }
type Work = (services: Services, by: Writing, asked: Asked) => Promise<Result<unknown>>

const WORK: Readonly<Record<Posted['part'], Work>> = {
  constat: (services, by, { call, form }) =>
    sayFinding(services, by, {
      commitment: call.param('commitment'),
      party: partyOf(call),
      finding: form.text('constat'),
      year: form.text('annee'),
      reasons: form.text('pourquoi'),
      evidence: form.all('documents'),
      indicators: form.all('chiffres'),
    }),
  document: (services, by, { call, form }) =>
    proposeDocument(services, by, { ...typedDocument(form), commitment: call.param('commitment'), party: partyOf(call) }),
  decision: (services, by, { form }) =>
    decideDocument(services, by, {
      reference: form.text('reference'),
      verdict: form.text('decision'),
      reasons: form.text('motif'),
    }),
  publication: (services, by, { call, form }) =>
    publishVersion(services, by, {
      commitment: call.param('commitment'),
      version: /^\d{1,6}$/.test(form.text('version')) ? Number(form.text('version')) : 0,
    }),
}

/** Each speaks in its own name, and in no other. */
function partyOf({ actor }: Call): 'city' | 'observer' {
  return actor.kind === 'staff' && actor.role === 'observer' ? 'observer' : 'city'
}

function writingOf(call: Call): Writing {
  return { city: call.city.code, by: accountOf(call) }
}

async function postProgramme(services: Services, call: Call): Promise<Answer> {
  const outcome = await carryOut(services, call, {
    act: 'programme-entered',
    subject: 'programme',
    work: async (inside) => {
      const shipped = await shipProgramme(inside, writingOf(call))
      if (!shipped.ok) return shipped
      return shipped.value > 0 ? accept(undefined) : refuse('already-published')
    },
  })
  return outcome.ok ? { kind: 'redirect', to: ROOT } : keepingPage(services, call, outcome)
}

async function postVersion(services: Services, call: Call): Promise<Answer> {
  const form = await call.form()
  const isNew = call.path === `${ROOT}/nouveau`
  const commitment = isNew ? form.text('numero').trim().toUpperCase() : call.param('commitment')
  const written = { commitment, terms: termsIn(form), reason: form.text('raison') }
  const outcome = await carryOut(services, call, {
    act: 'version-drafted',
    subject: commitment.slice(0, 20),
    work: (inside) => draftVersion(inside, writingOf(call), written),
  })
  return outcome.ok ? { kind: 'redirect', to: `${ROOT}/${commitment}` } : versionPage(services, call, { refused: outcome, form })
}
