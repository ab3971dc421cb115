import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { canonicalJson } from '../../../foundation/canonical-json.ts'
import { civilDate } from '../../../foundation/civil-date.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { commitEntries } from '../../journal/index.ts'
import { parseTerms, type Terms } from '../core/terms.ts'
import { readVersions } from '../queries/versions.ts'

export type Writing = { readonly city: string; readonly by: string | undefined }
export type Drafted = { readonly commitment: string; readonly version: number }

const COMMITMENT = /^[A-Z]\d{2,3}$/
const MOST_REASON = 2000

/** The next version of a commitment, as a draft that nobody outside sees. The versions before it stay. */
export async function draftVersion(
  services: Services,
  { city, by }: Writing,
  written: { readonly commitment: string; readonly terms: unknown; readonly reason: string },
): Promise<Result<Drafted, 'commitment-wrong' | 'reason-missing' | 'terms-wrong' | 'indicator-unknown' | 'parent-unknown' | 'overtaken'>> {
  const { commitment } = written
  const reason = written.reason.trim()
  if (!COMMITMENT.test(commitment)) return refuse('commitment-wrong')
  if (reason === '' || reason.length > MOST_REASON) return refuse('reason-missing')
  const terms = parseTerms(written.terms)
  if (!terms.ok) return terms
  const unknown = terms.value.indicators.find(({ id }) => !services.indicators.some((indicator) => indicator.id === id))
  if (unknown !== undefined) return refuse('indicator-unknown', { indicator: unknown.id })
  return inCity(services.db, city, async (tx) => {
    const versions = await readVersions(tx, city)
    if (isOwnAncestor(commitment, terms.value.parent, versions)) return refuse('parent-unknown')
    const version = 1 + Math.max(0, ...versions.filter((one) => one.commitment === commitment).map((one) => one.version))
    const content = JSON.stringify(terms.value)
    const added = await tx
      .insertInto('commitments.versions')
      .values({ city, commitment, version, content, reason, drafted_at: services.clock(), drafted_by: by ?? null })
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .executeTakeFirst()
    return added === undefined ? refuse('overtaken') : accept({ commitment, version })
  })
}

/** Seen by everyone from now on, and in the journal by its hash. What was published before stays in view. */
export async function publishVersion(
  services: Services,
  { city, by }: Writing,
  { commitment, version }: Drafted,
): Promise<Result<Drafted, 'version-unknown' | 'already-published' | 'parent-unpublished'>> {
  const now = services.clock()
  return inCity(services.db, city, async (tx) => {
    const all = await readVersions(tx, city)
    const versions = all.filter((one) => one.commitment === commitment)
    const draft = versions.find((one) => one.version === version)
    if (draft === undefined) return refuse('version-unknown')
    if (versions.some((one) => one.publishedAt !== undefined && one.version >= version)) return refuse('already-published')
    const { parent } = draft.terms
    if (parent !== null && !all.some((one) => one.commitment === parent && one.publishedAt !== undefined))
      return refuse('parent-unpublished', { parent })
    const added = await tx
      .insertInto('commitments.publications')
      .values({ city, commitment, version, published_at: now, published_by: by ?? null })
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .executeTakeFirst()
    if (added === undefined) return refuse('already-published')
    const entry = {
      type: 'publication',
      businessKey: `commitment ${commitment}`,
      version,
      day: civilDate(now),
      sha256: sha256(versionBytes(draft)),
      url: `${services.config.baseUrl ?? ''}/engagements/${commitment}/v${version}.json`,
    } as const
    await commitEntries(tx, { city, now, random: services.random }, [entry])
    return accept({ commitment, version })
  })
}

/** RFC 8785, so that anyone computes the same hash from the file that they fetched. */
export function versionBytes({
  commitment,
  version,
  terms,
  reason,
}: Drafted & { readonly terms: Terms; readonly reason: string }): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(canonicalJson({ commitment, version, reason, terms }))
}

type Known = { readonly commitment: string; readonly version: number; readonly terms: Terms }

/** Whether a commitment would be its own parent, near or far, or have one that does not exist. */
function isOwnAncestor(commitment: string, parent: string | null, versions: readonly Known[]): boolean {
  const parents = new Map(versions.map((one) => [one.commitment, one.terms.parent]))
  const seen = new Set([commitment])
  for (let up = parent; up !== null; up = parents.get(up) ?? null) {
    if (seen.has(up) || !parents.has(up)) return true
    seen.add(up)
  }
  return false
}
