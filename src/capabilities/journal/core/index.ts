/** The pure door: formats and checks of the journal, for devices, auditors and other capabilities. No database, no Node. */
export { EMPTY_ANCHOR } from './checkpoint.ts'
export { parsePolicy, type Policy } from './policy.ts'
export { parseVerifierKey, writeVerifierKey, type VerifierKey } from './verifier-key.ts'
