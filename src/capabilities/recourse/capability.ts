import type { Capability } from '../../platform/capability.ts'
import { enterProgram } from './actions/enter-program.ts'
import { eraseCases } from './actions/erase-cases.ts'
import { forgetUploads } from './actions/forget-uploads.ts'
import { tellLate } from './actions/tell-late.ts'
import { tellNews } from './actions/news.ts'
import { INDICATORS } from './indicators.ts'
import { pages } from './pages.ts'
import { bodiesStatement, sample as bodiesSample } from './queries/bodies.ts'
import { bodyCasesStatement, sample as bodyCasesSample } from './queries/body-cases.ts'
import { caseUploadsStatement, sample as caseUploadsSample } from './queries/case-uploads.ts'
import { dueCasesStatement, sample as dueCasesSample } from './queries/due-cases.ts'
import { caseIndexStatement, sample as caseIndexSample } from './queries/case-index.ts'
import { custodianCasesStatement, sample as custodianCasesSample } from './queries/custodian-cases.ts'
import { envelopeStatement, sample as envelopeSample } from './queries/envelope.ts'
import { passesStatement, sample as passesSample } from './queries/passes.ts'
import { epochsStatement, sample as epochsSample } from './queries/epochs.ts'
import { exchangesStatement, sample as exchangesSample } from './queries/exchanges.ts'
import { lettersStatement, sample as lettersSample } from './queries/letters.ts'
import { newsStatement, sample as newsSample } from './queries/news.ts'
import { dropsStatement, sample as dropsSample } from './queries/drops.ts'
import { oneDropStatement, sample as oneDropSample } from './queries/one-drop.ts'
import { itemsStatement, sample as itemsSample } from './queries/items.ts'
import { joiningsStatement, sample as joiningsSample } from './queries/joinings.ts'
import { knownEpochsStatement, sample as knownEpochsSample } from './queries/known-epochs.ts'
import { oneCaseStatement, sample as oneCaseSample } from './queries/one-case.ts'
import { ownRecusalsStatement, sample as ownRecusalsSample } from './queries/own-recusals.ts'
import { recusalsStatement, sample as recusalsSample } from './queries/recusals.ts'
import { ownGrantsStatement, sample as ownGrantsSample } from './queries/own-grants.ts'
import { opinionsStatement, sample as opinionsSample } from './queries/opinions.ts'
import { preservationsStatement, sample as preservationsSample } from './queries/preservations.ts'
import { videoCentreStatement, sample as videoCentreSample } from './queries/video-centre.ts'
import { recoveryGrantsStatement, sample as recoveryGrantsSample } from './queries/recovery-grants.ts'
import { rostersStatement, sample as rostersSample } from './queries/rosters.ts'
import { sharesStatement, sample as sharesSample } from './queries/shares.ts'
import { staleUploadsStatement, sample as staleUploadsSample } from './queries/stale-uploads.ts'
import { uploadRightStatement, sample as uploadRightSample } from './queries/upload-right.ts'
import { uploadBytesStatement, sample as uploadBytesSample } from './queries/upload-bytes.ts'
import { uploadStatement, sample as uploadSample } from './queries/upload.ts'
import { talliesStatement, sample as talliesSample } from './queries/tallies.ts'
import { tallySignaturesStatement, sample as tallySignaturesSample } from './queries/tally-signatures.ts'
import { formSignaturesStatement, sample as formSignaturesSample } from './queries/form-signatures.ts'
import { waitingDemandsStatement, sample as waitingDemandsSample } from './queries/waiting-demands.ts'
import { lateSubscribersStatement, sample as lateSubscribersSample } from './queries/late-subscribers.ts'
import { ungrantedStatement, sample as ungrantedSample } from './queries/ungranted.ts'
import { declareRoutes } from './web/declare-page.tsx'
import { publicRoutes } from './web/public-routes.ts'
import { exchangeRoutes } from './web/exchange-routes.ts'
import { envelopeRoutes } from './web/envelope-routes.ts'
import { formRoutes } from './web/form-routes.ts'
import { signedRoutes } from './web/signed-routes.ts'
import { uploadRoutes } from './web/upload-routes.ts'
import { vaultRoutes } from './web/vault-routes.ts'

export const recourse: Capability = {
  name: 'recourse',
  permissions: { 'recourse.declare': { admin: 'city' }, 'recourse.answer': { admin: 'city' } },
  routes: (services) => [
    ...publicRoutes(services),
    ...declareRoutes(services),
    ...[
      ...vaultRoutes(services),
      ...uploadRoutes(services),
      ...envelopeRoutes(services),
      ...exchangeRoutes(services),
      ...formRoutes(services),
      ...signedRoutes(services),
    ].map((route) => ({
      ...route,
      origins: services.config.vaultOrigins,
    })),
  ],
  jobs: [
    { name: 'erase-cases', schedule: '50 3 * * *', run: eraseCases },
    { name: 'forget-uploads', schedule: '35 4 * * *', run: forgetUploads },
    { name: 'tell-news', schedule: '10 18 * * *', run: tellNews },
    { name: 'tell-late', schedule: '10 7 * * *', run: tellLate },
    { name: 'enter-program', schedule: '*/5 * * * *', run: enterProgram },
  ],
  navigation: [{ href: '/recours', label: { fr: 'Recours', en: 'Recourse' } }],
  retention: [
    { table: 'recourse.bodies', keeps: 'for ever', why: 'what the city declared, and when' },
    { table: 'recourse.profiles', keeps: 'for ever', why: 'what the city said of a body, and when' },
    { table: 'recourse.rosters', keeps: 'for ever', why: 'who could read what, and since when; the journal has the hash of each' },
    { table: 'recourse.form_signatures', keeps: 'for ever', why: 'which member answered for which bytes; the journal has the hash of each' },
    { table: 'recourse.joinings', keeps: 'until the roster that seats them', why: 'public keys that wait for the root' },
    {
      table: 'recourse.cases',
      keeps: 'for ever, without a word of what it is about',
      why: 'that it was filed, when, and how it ended: the journal counts it',
    },
    {
      table: 'recourse.uploads',
      keeps: 'as long as the case that names it; two days when none does',
      why: 'what was begun and left is no file of anybody',
    },
    {
      table: 'recourse.news',
      keeps: 'until they stop; two days when they never confirm',
      why: 'an address is kept to write to it; it is of no case',
    },
    {
      table: 'recourse.items',
      keeps: 'six years after the case was closed, one after it was withdrawn; sealed',
      why: 'an offence may be prosecuted so long (CPP art. 8), to be confirmed by counsel',
    },
    { table: 'recourse.shred_keys', keeps: 'as long as the items', why: 'with it goes every copy of the case in every backup' },
    { table: 'recourse.alerts', keeps: 'as long as the address', why: 'a date that passed is told once' },
    { table: 'recourse.drops', keeps: 'six years, sealed', why: 'as a case that was closed on the day it came' },
    { table: 'recourse.letters', keeps: 'six years, sealed', why: 'what the authority was asked and answered; the case has what it needs of it' },
    { table: 'recourse.grants', keeps: 'while their holder sits', why: 'who left is given nothing more' },
    { table: 'recourse.handed_shares', keeps: 'as long as the items; sealed', why: 'who came after a custodian opens what was filed before' },
    { table: 'recourse.recusals', keeps: 'for ever', why: 'who stays out of a case is given nothing of it, ever' },
  ],
  indicators: INDICATORS,
  pages,
  statements: [
    { file: 'recourse/queries/bodies', compile: (db) => bodiesStatement(db, bodiesSample).compile() },
    { file: 'recourse/queries/body-cases', compile: (db) => bodyCasesStatement(db, bodyCasesSample).compile() },
    { file: 'recourse/queries/case-uploads', compile: (db) => caseUploadsStatement(db, caseUploadsSample).compile() },
    { file: 'recourse/queries/due-cases', compile: (db) => dueCasesStatement(db, dueCasesSample).compile() },
    { file: 'recourse/queries/case-index', compile: (db) => caseIndexStatement(db, caseIndexSample).compile() },
    { file: 'recourse/queries/envelope', compile: (db) => envelopeStatement(db, envelopeSample).compile() },
    { file: 'recourse/queries/custodian-cases', compile: (db) => custodianCasesStatement(db, custodianCasesSample).compile() },
    { file: 'recourse/queries/shares', compile: (db) => sharesStatement(db, sharesSample).compile() },
    { file: 'recourse/queries/passes', compile: (db) => passesStatement(db, passesSample).compile() },
    { file: 'recourse/queries/epochs', compile: (db) => epochsStatement(db, epochsSample).compile() },
    { file: 'recourse/queries/exchanges', compile: (db) => exchangesStatement(db, exchangesSample).compile() },
    { file: 'recourse/queries/letters', compile: (db) => lettersStatement(db, lettersSample).compile() },
    { file: 'recourse/queries/drops', compile: (db) => dropsStatement(db, dropsSample).compile() },
    { file: 'recourse/queries/one-drop', compile: (db) => oneDropStatement(db, oneDropSample).compile() },
    { file: 'recourse/queries/items', compile: (db) => itemsStatement(db, itemsSample).compile() },
    { file: 'recourse/queries/joinings', compile: (db) => joiningsStatement(db, joiningsSample).compile() },
    { file: 'recourse/queries/known-epochs', compile: (db) => knownEpochsStatement(db, knownEpochsSample).compile() },
    { file: 'recourse/queries/news', compile: (db) => newsStatement(db, newsSample).compile() },
    { file: 'recourse/queries/one-case', compile: (db) => oneCaseStatement(db, oneCaseSample).compile() },
    { file: 'recourse/queries/opinions', compile: (db) => opinionsStatement(db, opinionsSample).compile() },
    { file: 'recourse/queries/preservations', compile: (db) => preservationsStatement(db, preservationsSample).compile() },
    { file: 'recourse/queries/video-centre', compile: (db) => videoCentreStatement(db, videoCentreSample).compile() },
    { file: 'recourse/queries/own-recusals', compile: (db) => ownRecusalsStatement(db, ownRecusalsSample).compile() },
    { file: 'recourse/queries/recusals', compile: (db) => recusalsStatement(db, recusalsSample).compile() },
    { file: 'recourse/queries/own-grants', compile: (db) => ownGrantsStatement(db, ownGrantsSample).compile() },
    { file: 'recourse/queries/recovery-grants', compile: (db) => recoveryGrantsStatement(db, recoveryGrantsSample).compile() },
    { file: 'recourse/queries/rosters', compile: (db) => rostersStatement(db, rostersSample).compile() },
    { file: 'recourse/queries/stale-uploads', compile: (db) => staleUploadsStatement(db, staleUploadsSample).compile() },
    { file: 'recourse/queries/upload-right', compile: (db) => uploadRightStatement(db, uploadRightSample).compile() },
    { file: 'recourse/queries/upload-bytes', compile: (db) => uploadBytesStatement(db, uploadBytesSample).compile() },
    { file: 'recourse/queries/upload', compile: (db) => uploadStatement(db, uploadSample).compile() },
    { file: 'recourse/queries/tallies', compile: (db) => talliesStatement(db, talliesSample).compile() },
    { file: 'recourse/queries/form-signatures', compile: (db) => formSignaturesStatement(db, formSignaturesSample).compile() },
    { file: 'recourse/queries/tally-signatures', compile: (db) => tallySignaturesStatement(db, tallySignaturesSample).compile() },
    { file: 'recourse/queries/waiting-demands', compile: (db) => waitingDemandsStatement(db, waitingDemandsSample).compile() },
    { file: 'recourse/queries/late-subscribers', compile: (db) => lateSubscribersStatement(db, lateSubscribersSample).compile() },
    { file: 'recourse/queries/ungranted', compile: (db) => ungrantedStatement(db, ungrantedSample).compile() },
  ],
}
