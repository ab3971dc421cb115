import type { Services } from '../../../platform/services.ts'
import { readQuarters } from '../../city/index.ts'
import { accept, expectAccepted, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import { PROGRAMME } from '../programme/programme.ts'
import { readVersions } from '../queries/versions.ts'
import { draftVersion, publishVersion, type Writing } from './write-version.ts'

const REASON = 'L’engagement tel qu’il a été pris.'

/** The eighteen commitments, drafted and published, but for those that the city has already. Answers how many were added; safe to run again. */
export async function shipProgramme(services: Services, { city, by }: Writing): Promise<Result<number, 'quarter-unknown'>> {
  return inCity(services.db, city, async (tx) => {
    const inside = { ...services, db: tx }
    const known = new Set((await readVersions(tx, city)).map(({ commitment }) => commitment))
    const codes = new Map((await readQuarters(tx, city)).map(({ name, quarter }) => [plainName(name), quarter]))
    const missing = PROGRAMME.filter(({ commitment }) => !known.has(commitment))
    const unknown = [...new Set(missing.flatMap(({ quarters }) => quarters).filter((name) => !codes.has(plainName(name))))]
    // A commitment of one quarter is no commitment of the whole city: nothing is published before its quarter is known.
    if (unknown.length > 0) return refuse('quarter-unknown', { field: unknown.join(', ') })
    for (const { commitment, terms, quarters } of parentsFirst(missing)) {
      const placed = { ...terms, quarters: quarters.flatMap((name) => codes.get(plainName(name)) ?? []) }
      const drafted = expectAccepted(await draftVersion(inside, { city, by }, { commitment, terms: placed, reason: REASON }))
      expectAccepted(await publishVersion(inside, { city, by }, drafted))
    }
    return accept(missing.length)
  })
}

/** Without accents, capitals and signs. */
function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

type Shipped = (typeof PROGRAMME)[number]

function parentsFirst(entries: readonly Shipped[]): readonly Shipped[] {
  const depth = (entry: Shipped): number => {
    const parent = entries.find(({ commitment }) => commitment === entry.terms.parent)
    return parent === undefined ? 0 : 1 + depth(parent)
  }
  return [...entries].sort((left, right) => depth(left) - depth(right))
}
