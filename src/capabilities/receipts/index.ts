import { dateAt } from '../../foundation/local-date.ts'
import type { Services } from '../../platform/services.ts'
import { readQuarterCounts } from './queries/receipts-by-quarter.ts'

export { receipts } from './capability.ts'
export { createEnrolment } from './actions/create-enrolment.ts'
export { createRoot, createUnitKey, readKeyFile, readUnitSigner, writeKeyFile, type KeyFile } from './actions/authorities.ts'
export { coverageIn, readCoverage, type Coverage } from './actions/read-coverage.ts'
export { issueDemoReceipts } from './actions/issue-demo-receipts.ts'
export { printCards, type PrintedCards } from './actions/print-cards.ts'

/** Receipts issued in each quarter, this month and the one before. */
export function readReceiptsByQuarter(services: Services, city: string): Promise<ReadonlyMap<number, number>> {
  const since = dateAt(services.clock()).with({ day: 1 }).subtract({ months: 1 }).toString()
  return readQuarterCounts(services.db, { city, since })
}
export { prepareReplay, replay, REPLAY_CITY, type ReplayReport } from './replay/replay.ts'
export { registerSoftDevice } from './replay/register-soft-device.ts'
export { submissionJson, type MadeReceipt, type SoftDevice } from './replay/soft-device.ts'
export { createHttpClient, inParallel } from './replay/http-client.ts'
export { watchCertificates } from './actions/watch-certificates.ts'
export { readCheckFacts } from './queries/check-facts.ts'
export { AGE_LABELS, GROUND_LABELS, MOTIVE_LABELS, RESULT_LABELS, SEX_LABELS } from './messages/labels.ts'
export { checkSubmission } from './actions/check-submission.ts'
export type { CheckDetail } from './core/detail.ts'
