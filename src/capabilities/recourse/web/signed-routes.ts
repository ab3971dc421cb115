import { refuse } from '../../../foundation/result.ts'
import { parseJson } from '../../../platform/http/body.ts'
import { refusedJson, type Answer, type Call, type Route } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { publishOpinion } from '../actions/publish-opinion.ts'
import { signTally } from '../actions/sign-tally.ts'
import { opinionFile } from '../core/opinion.ts'
import { signedTally } from '../core/tally.ts'
import { readOpinions } from '../queries/opinions.ts'

const DEVICE = { kind: 'device' } as const

/** What members sign for the public, and does not need to be sealed: opinions and tallies. */
export function signedRoutes(services: Services): readonly Route[] {
  const path = '/coffre/api/organes/:body'
  return [
    { method: 'GET', path: `${path}/avis`, access: DEVICE, handle: (call) => nextOpinion(services, call) },
    { method: 'POST', path: `${path}/avis`, access: DEVICE, maxBody: 200_000, handle: (call) => opinion(services, call) },
    { method: 'POST', path: `${path}/bilans`, access: DEVICE, maxBody: 20_000, handle: (call) => tally(services, call) },
  ]
}

async function nextOpinion(services: Services, call: Call): Promise<Answer> {
  const [newest] = await readOpinions(services.db, { city: call.city.code, body: call.param('body') })
  return { kind: 'json', value: { next: (newest?.number ?? 0) + 1 } }
}

/** Public, so not sealed: its two signatures are who sends it. */
async function opinion(services: Services, call: Call): Promise<Answer> {
  const parsed = opinionFile.safeParse(await json(call))
  if (!parsed.success || parsed.data.content.body !== call.param('body')) return refusedJson(refuse('malformed', { part: 'body' }))
  const published = await publishOpinion(services, call.city.code, parsed.data)
  return published.ok ? { kind: 'json', status: 201, value: { number: published.value } } : refusedJson(published)
}

/** Public once two have signed; its signature is who sends it. */
async function tally(services: Services, call: Call): Promise<Answer> {
  const parsed = signedTally.safeParse(await json(call))
  if (!parsed.success || parsed.data.content.body !== call.param('body')) return refusedJson(refuse('malformed', { part: 'body' }))
  const signed = await signTally(services, call.city.code, parsed.data)
  return signed.ok ? { kind: 'json', status: signed.value.published ? 201 : 200, value: { ...signed.value } } : refusedJson(signed)
}

async function json(call: Call): Promise<unknown> {
  const parsed = parseJson(await call.body())
  return parsed.ok ? parsed.value : undefined
}
