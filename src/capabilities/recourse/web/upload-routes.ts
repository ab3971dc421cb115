import { toHex } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { refuse } from '../../../foundation/result.ts'
import { refusedJson, type Answer, type Call, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { FREE, WorkBudget } from '../actions/ask-work.ts'
import { readBody } from '../actions/read-body.ts'
import { findCase } from '../actions/read-case.ts'
import { readSigner } from '../actions/read-sealed.ts'
import { beginUpload, partPath, receivePart } from '../actions/receive-part.ts'
import { gateFault } from '../core/vault/age-gate.ts'
import { readUpload } from '../queries/upload.ts'

const DEVICE = { kind: 'device' } as const
/** A part of 4 MiB, sealed. */
const LARGEST_PART = 4_400_000
const UPLOAD = /^[0-9a-f]{32}$/

/** Large files in parts: each an age file of its own, taken once, in any order. */
export function uploadRoutes(services: Services): readonly Route[] {
  const budget = new WorkBudget(services.random, FREE.uploads)
  return [
    { method: 'POST', path: '/coffre/api/organes/:body/envois/:upload', access: DEVICE, handle: (call) => begin(services, call, budget) },
    { method: 'PUT', path: '/coffre/api/envois/:upload/:part', access: DEVICE, maxBody: LARGEST_PART, handle: (call) => put(services, call) },
    { method: 'GET', path: '/coffre/api/envois/:upload/:part', access: DEVICE, handle: (call) => get(services, call) },
  ]
}

async function begin(services: Services, call: Call, budget: WorkBudget): Promise<Answer> {
  const work = await budget.refusal(call)
  if (work) return refusedJson(work)
  const [city, upload] = [call.city.code, call.param('upload')]
  const signer = await readSigner(call, await call.body())
  if (!signer.ok) return refusedJson(signer)
  const body = await readBody(services, city, call.param('body'))
  if (!UPLOAD.test(upload) || !body) return refusedJson(refuse('not-found'))
  const begun = await beginUpload(services, { city, body, upload, key: signer.value })
  return begun.ok ? { kind: 'json', status: 201, value: { parts: begun.value } } : refusedJson(begun)
}

async function put(services: Services, call: Call): Promise<Answer> {
  const bytes = await call.body()
  const fault = gateFault(bytes)
  if (fault !== undefined) return refusedJson(refuse('not-sealed', { fault }))
  const digest = toHex(sha256(bytes))
  const signer = await readSigner(call, bytes, digest)
  if (!signer.ok) return refusedJson(signer)
  const part = /^\d{1,4}$/.test(call.param('part')) ? Number(call.param('part')) : Number.NaN
  if (!UPLOAD.test(call.param('upload')) || Number.isNaN(part)) return refusedJson(refuse('not-found'))
  const kept = await receivePart(services, { city: call.city.code, upload: call.param('upload'), part, bytes, digest, key: signer.value })
  return kept.ok ? { kind: 'json', status: 201, value: { sha256: kept.value } } : refusedJson(kept)
}

/** Who sent it; or, of the case that it stays with, its citizen and each member who did not stay out of it. */
async function mayRead(services: Services, call: Call) {
  const signer = await readSigner(call, new Uint8Array())
  const city = call.city.code
  const rows = await readUpload(services.db, { city, upload: call.param('upload') })
  const [first] = rows
  if (!signer.ok || !first) return undefined
  if (first.key === signer.value) return rows
  const asking = first.case_id === null ? undefined : await findCase(services, { city, caseId: first.case_id, key: signer.value })
  return asking?.ok ? rows : undefined
}

async function get(services: Services, call: Call): Promise<Answer> {
  const rows = await mayRead(services, call)
  const row = rows?.find(({ part }) => String(part) === call.param('part'))
  if (row?.part == null || row.sha256 === null) return refusedJson(refuse('not-found'))
  const bytes = await services.files.read(partPath(call.city.code, { upload: call.param('upload'), part: row.part, sha256: row.sha256 }))
  if (!bytes) return refusedJson(refuse('not-found'))
  return { kind: 'file', bytes: new Uint8Array(bytes), type: 'application/octet-stream', headers: { 'cache-control': 'no-store' } }
}
