import type { Services } from '../../../platform/services.ts'
import { readQuarters } from '../../city/index.ts'
import { expectAccepted } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import { PROGRAMME } from '../programme/programme.ts'
import { readVersions } from '../queries/versions.ts'
import { draftVersion, publishVersion, type Writing } from './write-version.ts'

const REASON = 'L’engagement tel qu’il a été pris.'

/** The eighteen commitments, drafted and published, but for those that the city has already. Answers how many were added; safe to run again. */
export async function shipProgramme(services: Services, { city, by }: Writing): Promise<number> {
  return inCity(services.db, city, async (tx) => {
    const inside = { ...services, db: tx }
    const known = new Set((await readVersions(tx, city)).map(({ commitment }) => commitment))
    const codes = new Map((await readQuarters(tx, city)).map(({ name, quarter }) => [name, quarter]))
    const missing = PROGRAMME.filter(({ commitment }) => !known.has(commitment))
    for (const { commitment, terms, quarters } of parentsFirst(missing)) {
      const placed = { ...terms, quarters: quarters.flatMap((name) => codes.get(name) ?? []) }
      const drafted = expectAccepted(await draftVersion(inside, { city, by }, { commitment, terms: placed, reason: REASON }))
      expectAccepted(await publishVersion(inside, { city, by }, drafted))
    }
    return missing.length
  })
}

type Shipped = (typeof PROGRAMME)[number]

function parentsFirst(entries: readonly Shipped[]): readonly Shipped[] {
  const depth = (entry: Shipped): number => {
    const parent = entries.find(({ commitment }) => commitment === entry.terms.parent)
    return parent === undefined ? 0 : 1 + depth(parent)
  }
  return [...entries].sort((left, right) => depth(left) - depth(right))
}
