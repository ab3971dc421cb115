import { z } from 'zod'
import { fromBase64 } from '../../../foundation/base64.ts'
import { fromHex, toHex, utf8, type Bytes } from '../../../foundation/bytes.ts'
import { canonicalJson } from '../../../foundation/canonical-json.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { civilDate } from '../../../foundation/civil-date.ts'
import { refuse } from '../../../foundation/result.ts'
import { parseJson } from '../../../platform/http/body.ts'
import { refusedJson, refusedPage, type Answer, type Call, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { readSigned, signOfflineForm } from '../actions/offline-form.ts'
import { readBody, type Body } from '../actions/read-body.ts'
import { readSigner } from '../actions/read-sealed.ts'
import { seatOf } from '../actions/seat-of.ts'
import { formPath } from '../core/entries.ts'
import { sittingMembers } from '../core/vault/roster.ts'
import { hashOf } from '../core/vault/signed.ts'
import { signature } from '../core/vault/shapes.ts'
import { allowedSigner, writeSshSignature } from '../core/vault/sshsig.ts'
import { offlineDocument } from './offline-document.tsx'

const PUBLIC = { kind: 'public' } as const
const API = '/coffre/api/organes/:body/formulaire'

/** The offline form, the signature that `ssh-keygen` checks, and who may have made it. */
export function formRoutes(services: Services): readonly Route[] {
  const get = (path: string, handle: (services: Services, call: Call) => Promise<Answer>): Route => ({ method: 'GET', path, access: PUBLIC, uncached: true, hourlyLimit: 600, handle: (call) => handle(services, call) }) // prettier-ignore
  return [
    get(formPath(':body'), formFile),
    get(`${formPath(':body')}.sig`, signatureFile),
    get('/recours/:body/signataires.txt', signersFile),
    { ...get(API, formState), access: { kind: 'device' } },
    { method: 'POST', path: API, access: { kind: 'device' }, hourlyLimit: 60, handle: (call) => sign(services, call) },
  ]
}

type Made = { readonly from: string; readonly bytes: Bytes; readonly sha256: string }

/** The newest form of each body, by what it was made from: whoever asks for it again costs nothing. */
const made = new Map<string, Made>()
const MOST_MADE = 100

/** `undefined`: there is no such body, or it was not founded. */
export function makeForm({ assets }: Pick<Services, 'assets'>, call: Pick<Call, 'city' | 'origin'>, found: Body | undefined): Made | undefined {
  const newest = found?.rosters.at(-1)
  if (found?.root === undefined || !newest) return undefined
  const { body, root, profile, rosters } = found
  const about = { city: call.city.name, host: call.origin, body, title: profile.title, contact: profile.contact, root }
  const from = canonicalJson({ ...about, newest: hashOf(newest), program: assets.digests.map(({ sha256: digest }) => digest) })
  const place = `${call.city.code} ${call.origin} ${body}`
  const known = made.get(place)
  if (known?.from === from) return known
  const bytes = offlineDocument({ ...about, rosters: [...rosters] }, assets)
  const form = { from, bytes, sha256: toHex(sha256(bytes)) }
  if (made.size >= MOST_MADE) made.clear()
  made.set(place, form)
  return form
}

async function formFile(services: Services, call: Call): Promise<Answer> {
  const bytes = makeForm(services, call, await readBody(services, call.city.code, call.param('body')))?.bytes
  if (!bytes) return refusedPage(refuse('not-found'))
  const headers = { 'content-disposition': `attachment; filename="formulaire-${call.param('body')}.html"` }
  return { kind: 'file', bytes, type: 'text/html; charset=utf-8', headers }
}

async function formOf(services: Services, call: Call) {
  const found = await readBody(services, call.city.code, call.param('body'))
  const form = makeForm(services, call, found)
  return found && form && { found, ...form, signed: await readSigned(services, { city: call.city.code, found, sha256: form.sha256 }) }
}

async function signatureFile(services: Services, call: Call): Promise<Answer> {
  const newest = (await formOf(services, call))?.signed.at(-1)
  const key = newest && fromHex(newest.member.key)
  if (!key) return refusedPage(refuse('not-found'))
  return { kind: 'file', bytes: utf8(writeSshSignature(key, newest.signature)), type: 'text/plain; charset=utf-8' }
}

async function signersFile(services: Services, call: Call): Promise<Answer> {
  const roster = (await readBody(services, call.city.code, call.param('body')))?.rosters.at(-1)
  if (!roster) return refusedPage(refuse('not-found'))
  const lines = sittingMembers(roster.content, civilDate(call.now)).map(({ id, key }) => allowedSigner(id, fromHex(key) ?? new Uint8Array()))
  return { kind: 'file', bytes: utf8([...lines, ''].join('\n')), type: 'text/plain; charset=utf-8' }
}

async function formState(services: Services, call: Call): Promise<Answer> {
  const form = await formOf(services, call)
  if (!form) return refusedJson(refuse('not-found'))
  return { kind: 'json', value: { sha256: form.sha256, signed: form.signed.map(({ member, at }) => ({ id: member.id, at: at.toISOString() })) } }
}

async function sign(services: Services, call: Call): Promise<Answer> {
  const body = await call.body()
  const read = parseJson(body)
  const sent = z.strictObject({ signature }).safeParse(read.ok ? read.value : undefined)
  const bytes = sent.success ? fromBase64(sent.data.signature) : undefined
  if (!bytes) return refusedJson(refuse('malformed', { part: 'signature' }))
  const signer = await readSigner(call, body)
  const form = await formOf(services, call)
  if (!form || !signer.ok || seatOf(form.found, signer.value, call.now)?.kind !== 'member') return refusedJson(refuse('signature-wrong'))
  const signed = await signOfflineForm(services, { city: call.city.code, found: form.found, bytes: form.bytes, key: signer.value, signature: bytes })
  return signed.ok ? { kind: 'json', status: 201, value: {} } : refusedJson(signed)
}
