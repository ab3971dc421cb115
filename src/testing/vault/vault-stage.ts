import { declareBody } from '../../capabilities/recourse/actions/declare-body.ts'
import { publishRoster } from '../../capabilities/recourse/actions/publish-roster.ts'
import { setRoot } from '../../capabilities/recourse/actions/set-root.ts'
import { writeFiling } from '../../capabilities/recourse/api/filing.ts'
import { sendFiling, type Client } from '../../capabilities/recourse/browser/shared/vault-client.ts'
import { civilDate } from '../../foundation/civil-date.ts'
import type { Json } from '../../foundation/canonical-json.ts'
import { expectAccepted } from '../../foundation/result.ts'
import type { Services } from '../../platform/services.ts'
import { buildTown, type Town } from '../cast.ts'
import { openTestSite, type TestSite } from '../test-site.ts'
import { castBody, castCase, newestOf, TODAY, type CastBody, type CastCase } from './vault-cast.ts'

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

export type VaultSite = { readonly site: TestSite; readonly town: Town; readonly body: CastBody; readonly client: Client }

/** A town with a founded body, on the morning of TODAY, and a device that asks it. */
export async function openVaultSite(): Promise<VaultSite> {
  const site = await openTestSite({ VISAVIS_TRUST_PROXY: '1' })
  site.now = Date.parse(`${TODAY}T09:20:00Z`)
  const town = await buildTown(site, { code: '80021', name: 'Amiens', host: 'amiens.test' })
  return { site, town, body: await foundCastBody(site.services, town.code), client: clientOf(site, town) }
}

/** Files as a browser does. */
export async function fileCast(client: Client, body: CastBody, account?: Json): Promise<CastCase> {
  const cast = await castCase(body, account)
  expectAccepted(await sendFiling(client, newestOf(body).content.body, { bytes: writeFiling(cast.filing), keys: cast.citizen }))
  return cast
}
