import type { Statement } from '../../platform/db/statement.ts'
import { sample as annotationsSample, annotationsStatement } from './queries/annotations.ts'
import { sample as authoritiesSample, authoritiesStatement } from './queries/authorities.ts'
import { sample as cardStateSample, cardStateStatement } from './queries/card-state.ts'
import { sample as certificateSample, certificateStatement } from './queries/certificate.ts'
import { sample as certificatesOfDaySample, certificatesOfDayStatement } from './queries/certificates-of-day.ts'
import { checkFactsStatement, sample as checkFactsSample } from './queries/check-facts.ts'
import { sample as declarationsByMonthSample, declarationsByMonthStatement } from './queries/declarations-by-month.ts'
import { sample as declarationsSample, declarationsStatement } from './queries/declarations.ts'
import { dueReceiptsStatement, sample as dueReceiptsSample } from './queries/due-receipts.ts'
import { sample as freeCardsSample, freeCardsStatement } from './queries/free-cards.ts'
import { issueSecondsStatement, sample as issueSecondsSample } from './queries/issue-seconds.ts'
import { sample as oneReceiptSample, oneReceiptStatement } from './queries/one-receipt.ts'
import { sample as receiptsByMonthSample, receiptsByMonthStatement } from './queries/receipts-by-month.ts'
import { sample as sealedReceiptsSample, sealedReceiptsStatement } from './queries/sealed-receipts.ts'
import { sample as shiftsSample, shiftsStatement } from './queries/shifts.ts'
import { sample as unansweredClaimsSample, unansweredClaimsStatement } from './queries/unanswered-claims.ts'
import { sample as undeliveredReasonsSample, undeliveredReasonsStatement } from './queries/undelivered-reasons.ts'
import { sample as unitDaySample, unitDayStatement } from './queries/unit-day.ts'
import { sample as unitDevicesSample, unitDevicesStatement } from './queries/unit-devices.ts'

/** Every read of this capability; its SQL is committed beside it. */
export const STATEMENTS: readonly Statement[] = [
  { file: 'receipts/queries/annotations', compile: (db) => annotationsStatement(db, annotationsSample).compile() },
  { file: 'receipts/queries/authorities', compile: (db) => authoritiesStatement(db, authoritiesSample).compile() },
  { file: 'receipts/queries/card-state', compile: (db) => cardStateStatement(db, cardStateSample).compile() },
  { file: 'receipts/queries/certificate', compile: (db) => certificateStatement(db, certificateSample).compile() },
  { file: 'receipts/queries/certificates-of-day', compile: (db) => certificatesOfDayStatement(db, certificatesOfDaySample).compile() },
  { file: 'receipts/queries/declarations-by-month', compile: (db) => declarationsByMonthStatement(db, declarationsByMonthSample).compile() },
  { file: 'receipts/queries/declarations', compile: (db) => declarationsStatement(db, declarationsSample).compile() },
  { file: 'receipts/queries/due-receipts', compile: (db) => dueReceiptsStatement(db, dueReceiptsSample).compile() },
  { file: 'receipts/queries/free-cards', compile: (db) => freeCardsStatement(db, freeCardsSample).compile() },
  { file: 'receipts/queries/issue-seconds', compile: (db) => issueSecondsStatement(db, issueSecondsSample).compile() },
  { file: 'receipts/queries/one-receipt', compile: (db) => oneReceiptStatement(db, oneReceiptSample).compile() },
  { file: 'receipts/queries/receipts-by-month', compile: (db) => receiptsByMonthStatement(db, receiptsByMonthSample).compile() },
  { file: 'receipts/queries/check-facts', compile: (db) => checkFactsStatement(db, checkFactsSample).compile() },
  { file: 'receipts/queries/sealed-receipts', compile: (db) => sealedReceiptsStatement(db, sealedReceiptsSample).compile() },
  { file: 'receipts/queries/shifts', compile: (db) => shiftsStatement(db, shiftsSample).compile() },
  { file: 'receipts/queries/unanswered-claims', compile: (db) => unansweredClaimsStatement(db, unansweredClaimsSample).compile() },
  { file: 'receipts/queries/undelivered-reasons', compile: (db) => undeliveredReasonsStatement(db, undeliveredReasonsSample).compile() },
  { file: 'receipts/queries/unit-day', compile: (db) => unitDayStatement(db, unitDaySample).compile() },
  { file: 'receipts/queries/unit-devices', compile: (db) => unitDevicesStatement(db, unitDevicesSample).compile() },
]
