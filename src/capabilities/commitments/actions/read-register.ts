import { civilDate } from '../../../foundation/civil-date.ts'
import type { Services } from '../../../platform/services.ts'
import { publicRegister, type Commitment, type Written } from '../core/publication.ts'
import { readDocuments } from '../queries/documents.ts'
import { readFindings } from '../queries/findings.ts'
import { readMeasurements } from '../queries/measurements.ts'
import { readVersions } from '../queries/versions.ts'

/** All that is written, for those who keep the register. */
export async function readWritten(services: Pick<Services, 'db'>, city: string): Promise<Written> {
  const { db } = services
  const [versions, documents, findings, measurements] = await Promise.all([
    readVersions(db, city),
    readDocuments(db, city),
    readFindings(db, city),
    readMeasurements(db, city),
  ])
  return { versions, documents, findings, measurements }
}

/** What anyone may see, as it stands now. */
export async function readRegister(services: Services, city: string): Promise<readonly Commitment[]> {
  const better = new Map(services.indicators.map((indicator) => [indicator.id, indicator.better]))
  return publicRegister(await readWritten(services, city), { today: civilDate(services.clock()), better })
}
