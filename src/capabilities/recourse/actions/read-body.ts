import { toHex } from '../../../foundation/bytes.ts'
import type { Services } from '../../../platform/services.ts'
import { parseCheckpoint, parseNote, proofFrom, writeProof, type ProofGroup } from '../../journal/core/index.ts'
import { dedupKey, readProofs } from '../../journal/index.ts'
import { readProfile, type BodyProfile } from '../core/body-profile.ts'
import { rosterEntry } from '../core/entries.ts'
import { readRoster, type SignedRoster } from '../core/vault/roster.ts'
import { hashOf } from '../core/vault/signed.ts'
import { readBodies } from '../queries/bodies.ts'
import { readRosterRows } from '../queries/rosters.ts'

export type Body = {
  readonly body: string
  readonly kind: 'recourse' | 'ethics'
  readonly profile: BodyProfile
  readonly foundingHash: Uint8Array
  /** Hex; `undefined` before the founding. */
  readonly root: string | undefined
  /** First to newest; none before the founding. */
  readonly rosters: readonly SignedRoster[]
}

/** `undefined`: the city declared no such body. */
export async function readBody(services: Pick<Services, 'db'>, city: string, body: string): Promise<Body | undefined> {
  const rows = await readBodies(services.db, city)
  const row = rows.find((one) => one.body === body)
  const profile = row && readProfile(row.profile)
  if (!row || !profile) return undefined
  const documents = await readRosterRows(services.db, { city, body })
  const rosters = documents.map(({ document }) => readRoster(JSON.parse(document))).filter((roster) => roster !== undefined)
  return { body, kind: row.kind, profile, foundingHash: row.founding_hash, root: row.root ?? undefined, rosters }
}

/** A proof holds for ever: what was found once is not looked for again. By city and entry; a few thousand bytes each. */
const found = new Map<string, string>()

/** For each roster, its proof of inclusion (C2SP tlog-proof), or `null` while the journal has not published it. */
export async function readRosterProofs(
  services: Pick<Services, 'db'>,
  city: string,
  rosters: readonly SignedRoster[],
): Promise<readonly (string | null)[]> {
  const entries = rosters.map((roster) => ({ dedup: dedupKey(rosterEntry(roster)), place: `${city} ${hashOf(roster)}` }))
  const lacking = entries.filter(({ place }) => !found.has(place))
  const proofs = lacking.length === 0 ? undefined : await readProofs(services.db, city, lacking.map(({ dedup }) => dedup)) // prettier-ignore
  for (const { dedup, place } of lacking) {
    const at = proofs?.places.get(toHex(dedup))
    const group = at && proofs?.groups[at.group]
    const proof = at && group && proofOf(group, at.index)
    if (proof) found.set(place, proof)
  }
  return entries.map(({ place }) => found.get(place) ?? null)
}

function proofOf({ note, nodes }: ProofGroup, index: number): string | undefined {
  const parsed = parseNote(note)
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed
  const hashes = checkpoint.ok ? proofFrom(nodes, index, checkpoint.value.size) : undefined
  return hashes && writeProof({ index, hashes, note })
}
