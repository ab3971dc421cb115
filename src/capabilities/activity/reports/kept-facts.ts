import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { DIMENSIONS } from '../core/report-lattice.ts'
import type { ProtectedReport } from './protect-report.ts'
import type { FactCounts } from './release-space.ts'

/*
 * What stays with the publisher of a report, and whose hash is in it: the certificates, and the facts as they were counted that day. A
 * correction, years later, is audited against these facts, not against what a database says by then.
 */
const keptShape = z.object({
  format: z.literal(1),
  facts: z.strictObject({
    dimensions: z.array(z.enum(DIMENSIONS)),
    combinations: z.array(z.strictObject({ codes: z.array(z.string()), count: z.int().min(1) })),
    groups: z.record(z.string(), z.record(z.string(), z.string())),
  }),
})

type Kept = { readonly salt: string; readonly facts: FactCounts; readonly made: ProtectedReport }

export function writeKept({ salt, facts, made }: Kept): string {
  const certified = made.certified.map(({ tables, witnesses, certificates }) => ({
    dimensions: tables.dimensions,
    cells: tables.cells.map(({ labels }) => labels),
    witnesses,
    certificates,
  }))
  return JSON.stringify({ format: 1, salt, facts, certified })
}

/** Without them nothing can be audited against that release. A damaged file throws. */
export async function readKeptFacts(path: string): Promise<Result<FactCounts, 'kept-missing'>> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined ? refuse('kept-missing') : accept(keptShape.parse(JSON.parse(text)).facts)
}
