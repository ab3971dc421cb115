import { z } from 'zod'
import type { Bytes } from '../../../../foundation/bytes.ts'
import { utf8 } from '../../../../foundation/bytes.ts'
import { canonicalJson, type Json } from '../../../../foundation/canonical-json.ts'
import { accept, refuse, type Refused, type Result } from '../../../../foundation/result.ts'
import { CASE_STATES } from '../../core/case-state.ts'
import { bodyProfile } from '../../core/body-profile.ts'
import { joiningShape, type Joining } from '../../core/joining.ts'
import type { HolderKeys } from '../../core/vault/holder-keys.ts'
import { signRequest } from '../../core/vault/request.ts'
import { WORK_HEADER } from '../../core/work.ts'
import { doWork } from './do-work.ts'

/** Asks the server; throws when there is no network. `path`: from the root of the site. */
export type Ask = (path: string, init: RequestInit) => Promise<Response>

export type Client = { readonly ask: Ask; readonly now: () => Date }

export const instant = z.iso.datetime().transform((text) => new Date(text))

const bodyAnswer = z.object({
  body: z.string(),
  kind: z.enum(['recourse', 'ethics']),
  profile: bodyProfile,
  root: z.string().nullable(),
  rosters: z.array(z.unknown()),
  proofs: z.array(z.string().nullable()),
})
export type BodyAnswer = z.infer<typeof bodyAnswer>

const filedAnswer = z.object({ case: z.string(), filedAt: instant })
export type FiledAnswer = z.infer<typeof filedAnswer>

const state = z.enum(CASE_STATES)
/** `recused`: the member who asks stays out of it. */
const caseRow = z.object({
  case: z.string(),
  recused: z.boolean(),
  filedAt: instant,
  state,
  since: instant,
  lastWord: instant.nullable(),
  inquiryFrom: instant,
  items: z.number(),
})
export type CaseRow = z.infer<typeof caseRow>

/** What the host says of a case, beside what it keeps sealed (`open-case.ts` reads that half). */
const caseFile = z.looseObject({
  body: z.string(),
  root: z.string(),
  rosters: z.array(z.unknown()),
  proofs: z.array(z.string().nullable()),
  filedAt: instant,
  state,
  since: instant,
  lastWord: instant.nullable(),
  passes: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      keys: z.object({ from: z.string(), to: z.string() }).nullable(),
      epoch: z.number(),
      reason: z.string(),
      at: instant,
    }),
  ),
})
export type CaseFile = z.infer<typeof caseFile>

const refusal = z.object({ code: z.string(), evidence: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) })

type Request = { readonly method: 'GET' | 'POST'; readonly path: string; readonly body?: Bytes; readonly keys?: HolderKeys; readonly work?: string }

/** One request, signed where keys are given. Refusals are the server's own, or `no-network`, or `answer-malformed`. */
export async function send<Value>(
  { ask, now }: Client,
  { method, path, body, keys, work }: Request,
  shape: z.ZodType<Value>,
): Promise<Result<Value>> {
  const full = `/coffre/api${path}`
  const signed = keys ? signRequest({ method, path: full, body: body ?? new Uint8Array() }, now(), keys) : {}
  const headers = { accept: 'application/json', ...(body && { 'content-type': 'application/json' }), ...(work && { [WORK_HEADER]: work }), ...signed }
  const answer = await ask(full, { method, headers, credentials: 'omit', cache: 'no-store', ...(body && { body }) }).catch(() => undefined)
  if (answer === undefined) return refuse('no-network')
  const value: unknown = await answer.json().catch(() => undefined)
  if (!answer.ok) return refusalOf(value)
  const read = shape.safeParse(value)
  return read.success ? accept(read.data) : refuse('answer-malformed', { part: read.error.issues[0]?.path.join('.') ?? '' })
}

/** What a server answered that did not do what it was asked. */
export function refusalOf(value: unknown): Refused {
  const read = refusal.safeParse(value)
  return read.success ? refuse(read.data.code, read.data.evidence) : refuse('answer-malformed')
}

export const json = (value: Json): Bytes => utf8(canonicalJson(value))

/** Of the body that was asked for: a host that answers with another is refused, whatever it has signed. */
export async function askBody(client: Client, body: string): Promise<Result<BodyAnswer>> {
  const asked = await send(client, { method: 'GET', path: `/organes/${body}` }, bodyAnswer)
  return asked.ok && asked.value.body !== body ? refuse('roster-other-body') : asked
}

export function sendRoot(client: Client, body: string, { token, root }: { readonly token: string; readonly root: string }): Promise<Result<unknown>> {
  return send(client, { method: 'POST', path: `/organes/${body}/racine`, body: json({ token, root }) }, z.unknown())
}

export function sendJoining(
  client: Client,
  body: string,
  { joining, keys }: { readonly joining: Joining; readonly keys: HolderKeys },
): Promise<Result<unknown>> {
  return send(client, { method: 'POST', path: `/organes/${body}/adhesions`, body: json(joining), keys }, z.unknown())
}

const joiningsAnswer = z.object({ joinings: z.array(joiningShape.extend({ at: instant })) })

export function askJoinings(client: Client, body: string, keys: HolderKeys) {
  return send(client, { method: 'GET', path: `/organes/${body}/adhesions`, keys }, joiningsAnswer)
}

export function sendRoster(client: Client, body: string, document: Json): Promise<Result<unknown>> {
  return send(client, { method: 'POST', path: `/organes/${body}/compositions`, body: json(document) }, z.unknown())
}

/** `bytes`: as `writeFiling` made them; sent again as they are, they are the same filing. */
/** Where a place that sends much pays in work (`core/work.ts`): done here, and sent again. */
export async function sendWorking<Value>(client: Client, request: Request, shape: z.ZodType<Value>): Promise<Result<Value>> {
  const sent = await send(client, request, shape)
  if (sent.ok || sent.code !== 'work-needed') return sent
  const work = await doWork(sent)
  return work === undefined ? sent : send(client, { ...request, work }, shape)
}

export function sendFiling(
  client: Client,
  body: string,
  { bytes, keys }: { readonly bytes: Bytes; readonly keys: HolderKeys },
): Promise<Result<FiledAnswer>> {
  return sendWorking(client, { method: 'POST', path: `/organes/${body}/affaires`, body: bytes, keys }, filedAnswer)
}

export function askCase(client: Client, caseId: string, keys: HolderKeys): Promise<Result<CaseFile>> {
  return send(client, { method: 'GET', path: `/affaires/${caseId}`, keys }, caseFile)
}

export function sendAddition(
  client: Client,
  caseId: string,
  { bytes, keys }: { readonly bytes: Bytes; readonly keys: HolderKeys },
): Promise<Result<unknown>> {
  return send(client, { method: 'POST', path: `/affaires/${caseId}`, body: bytes, keys }, z.unknown())
}

const dropRow = z.object({ drop: z.string(), filedAt: instant })
export type DropRow = z.infer<typeof dropRow>
const casesAnswer = z.object({ cases: z.array(caseRow), drops: z.array(dropRow), erased: z.array(z.object({ case: z.string(), filedAt: instant })) })

/** Cases of a body, files that were sealed elsewhere, and cases whose time is over. */
export function askCases(client: Client, body: string, keys: HolderKeys) {
  return send(client, { method: 'GET', path: `/organes/${body}/affaires`, keys }, casesAnswer)
}

const inscription = z.object({ filing: z.string(), digest: z.string(), day: z.string(), salt: z.string().nullable() })
export type Inscription = z.infer<typeof inscription>

/** Each filing of the body, with what opens its entry in the journal. */
export function askInscriptions(client: Client, body: string, keys: HolderKeys) {
  return send(client, { method: 'GET', path: `/organes/${body}/inscriptions`, keys }, z.object({ filings: z.array(inscription) }))
}

export function askDrop(client: Client, body: string, { drop, keys }: { readonly drop: string; readonly keys: HolderKeys }) {
  return send(client, { method: 'GET', path: `/organes/${body}/depots/${drop}`, keys }, z.object({ file: z.string() }))
}

const epochs = z.object({ epochs: z.array(z.object({ case: z.string(), epoch: z.number() })) })

/** Some hundreds at once, by case; `after`: those of later cases. */
export function askUngranted(client: Client, body: string, { keys, after }: { readonly keys: HolderKeys; readonly after: string }) {
  return send(client, { method: 'GET', path: `/organes/${body}/acces?apres=${after}`, keys }, epochs)
}

export function sendGrants(
  client: Client,
  body: string,
  { grants, keys }: { readonly grants: Json; readonly keys: HolderKeys },
): Promise<Result<unknown>> {
  return send(client, { method: 'POST', path: `/organes/${body}/acces`, body: json({ grants }), keys }, z.unknown())
}

const indexAnswer = z.object({ version: z.number(), file: z.string().nullable() })

export function askIndex(client: Client, body: string, keys: HolderKeys) {
  return send(client, { method: 'GET', path: `/organes/${body}/fichier`, keys }, indexAnswer)
}

type SentIndex = { readonly keys: HolderKeys; readonly version: number; readonly file: string }

export function sendIndex(client: Client, body: string, { keys, version, file }: SentIndex): Promise<Result<unknown>> {
  return send(client, { method: 'POST', path: `/organes/${body}/fichier`, body: json({ version, file }), keys }, z.unknown())
}

export function sendDemand(client: Client, demand: Json): Promise<Result<{ readonly reference: string; readonly mailed: boolean }>> {
  return sendWorking(client, { method: 'POST', path: '/conservations', body: json(demand) }, z.object({ reference: z.string(), mailed: z.boolean() }))
}

/** The number that the next opinion of this body has. */
export async function askOpinions(client: Client, body: string): Promise<Result<number>> {
  const asked = await send(client, { method: 'GET', path: `/organes/${body}/avis` }, z.object({ next: z.int() }))
  return asked.ok ? accept(asked.value.next) : asked
}

export function sendOpinion(client: Client, body: string, file: Json): Promise<Result<{ readonly number: number }>> {
  return send(client, { method: 'POST', path: `/organes/${body}/avis`, body: json(file) }, z.object({ number: z.int() }))
}

const signedCount = z.object({ published: z.boolean(), otherwise: z.int() })

export function sendTally(client: Client, body: string, signed: Json): Promise<Result<z.infer<typeof signedCount>>> {
  return send(client, { method: 'POST', path: `/organes/${body}/bilans`, body: json(signed) }, signedCount)
}

const exchangesAnswer = z.object({
  exchanges: z.array(z.object({ exchange: z.string(), letters: z.int(), last: z.enum(['member', 'authority']), at: instant })),
})
export type ExchangeRow = z.infer<typeof exchangesAnswer>['exchanges'][number]

export function askExchanges(client: Client, body: string, keys: HolderKeys) {
  return send(client, { method: 'GET', path: `/organes/${body}/echanges`, keys }, exchangesAnswer)
}

type Exchange = { readonly exchange: string; readonly keys: HolderKeys }

export function askLetters(client: Client, body: string, { exchange, keys }: Exchange) {
  return send(client, { method: 'GET', path: `/organes/${body}/echanges/${exchange}`, keys }, z.object({ files: z.array(z.string()) }))
}

export function sendLetter(client: Client, body: string, { exchange, keys, letter }: Exchange & { readonly letter: Json }) {
  return send(client, { method: 'POST', path: `/organes/${body}/echanges/${exchange}`, body: json(letter), keys }, z.unknown())
}

const recoveryAnswer = z.object({
  cases: z.array(
    z.object({
      citizen: z.strictObject({ key: z.string(), locatorHash: z.string(), recipient: z.string() }),
      epochs: z.array(z.unknown()),
      /** By epoch. */
      grants: z.array(z.string()),
    }),
  ),
})

/** For the body's root: what was sealed to its recovery key. */
export function askRecovery(client: Client, body: string, keys: HolderKeys) {
  return send(client, { method: 'GET', path: `/organes/${body}/secours`, keys }, recoveryAnswer)
}
