import { declareBody } from '../../capabilities/recourse/actions/declare-body.ts'
import { publishRoster } from '../../capabilities/recourse/actions/publish-roster.ts'
import { setRoot } from '../../capabilities/recourse/actions/set-root.ts'
import { writeFiling } from '../../capabilities/recourse/api/filing.ts'
import { sendFiling, type Client } from '../../capabilities/recourse/browser/shared/vault-client.ts'
import { civilDate } from '../../foundation/civil-date.ts'
import type { Json } from '../../foundation/canonical-json.ts'
import { expectAccepted } from '../../foundation/result.ts'
import type { Services } from '../../platform/services.ts'
import type { Town } from '../cast.ts'
import type { TestSite } from '../test-site.ts'
import { castBody, castCase, newestOf, type CastBody, type CastCase } from './vault-cast.ts'

export const PROFILE = {
  title: 'Organe de recours',
  purpose: 'Examiner les plaintes contre la police.',
  powers: 'Entendre, demander, rendre un avis.',
  limits: 'Ne punit pas, ne juge pas.',
  contact: 'Maison du recours, 1 place Sans-Nom, 80000 Amiens',
  decision: 'Délibération n° 1 du 1er mars 2027',
}

/** A body as its founding leaves it: declared, its root set, its first roster published. */
export async function foundCastBody(services: Services, city: string, name = 'recours-amiens'): Promise<CastBody> {
  const body = await castBody(name, civilDate(services.clock()))
  const token = expectAccepted(await declareBody(services, { city, body: name, kind: 'recourse', profile: PROFILE, by: undefined }))
  expectAccepted(await setRoot(services, { city, body: name, token, root: body.root }))
  expectAccepted(await publishRoster(services, { city, body: name }, newestOf(body)))
  return body
}

/** A device whose network is the site of a town. */
export function clientOf(site: TestSite, town: Town): Client {
  return {
    ask: (path, init) => site.request(path, { ...init, headers: Object.fromEntries(new Headers(init.headers)), host: town.host }),
    now: () => site.services.clock(),
  }
}

/** Files as a browser does. */
export async function fileCast(client: Client, body: CastBody, account?: Json): Promise<CastCase> {
  const cast = await castCase(body, account)
  expectAccepted(await sendFiling(client, newestOf(body).content.body, { bytes: writeFiling(cast.filing), keys: cast.citizen }))
  return cast
}
