export { commitments } from './capability.ts'
export { measureIndicators } from './actions/measure-indicators.ts'
export { sayFinding } from './actions/say-finding.ts'
export { shipProgramme } from './actions/ship-programme.ts'
