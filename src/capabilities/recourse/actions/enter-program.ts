import { canonicalJson } from '../../../foundation/canonical-json.ts'
import { civilDate } from '../../../foundation/civil-date.ts'
import { inCity } from '../../../platform/db/database.ts'
import type { Services } from '../../../platform/services.ts'
import { commitEntries } from '../../journal/index.ts'
import { programEntry } from '../core/entries.ts'

/** The program that browsers load, as one text: canonical JSON of paths and hashes. The same sources give the same text. */
export function programDocument({ assets }: Pick<Services, 'assets'>): string {
  return canonicalJson({ v: 1, files: assets.digests.map((file) => ({ ...file })) })
}

/** Enters it in the journal, once for each version that this city serves: who serves another program cannot say that it was this one. */
export async function enterProgram(services: Services, city: string): Promise<void> {
  const now = services.clock()
  const entry = programEntry({ document: programDocument(services), day: civilDate(now) })
  await inCity(services.db, city, (tx) => commitEntries(tx, { city, now, random: services.random }, [entry]))
}
