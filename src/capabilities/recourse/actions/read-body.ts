import { toHex } from '../../../foundation/bytes.ts'
import type { Services } from '../../../platform/services.ts'
import { parseCheckpoint, parseNote, proofFrom, writeProof, type ProofGroup } from '../../journal/core/index.ts'
import { dedupKey, readProofs } from '../../journal/index.ts'
import { readProfile, type BodyProfile } from '../core/body-profile.ts'
import { rosterEntry } from '../core/entries.ts'
import { readRoster, type SignedRoster } from '../core/vault/roster.ts'
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

/** For each roster, its proof of inclusion (C2SP tlog-proof), or `null` while the journal has not published it. */
export async function readRosterProofs(
  services: Pick<Services, 'db'>,
  city: string,
  rosters: readonly SignedRoster[],
): Promise<readonly (string | null)[]> {
  const dedups = rosters.map((roster) => dedupKey(rosterEntry(roster)))
  const proofs = await readProofs(services.db, city, dedups)
  return dedups.map((dedup) => {
    const place = proofs.places.get(toHex(dedup))
    const group = place && proofs.groups[place.group]
    return (place && group && proofOf(group, place.index)) ?? null
  })
}

function proofOf({ note, nodes }: ProofGroup, index: number): string | undefined {
  const parsed = parseNote(note)
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : parsed
  const hashes = checkpoint.ok ? proofFrom(nodes, index, checkpoint.value.size) : undefined
  return hashes && writeProof({ index, hashes, note })
}
