export { receipts } from './capability.ts'
export { createEnrolment } from './actions/create-enrolment.ts'
export { createRoot, createUnitKey, readKeyFile, readUnitSigner, writeKeyFile, type KeyFile } from './actions/authorities.ts'
