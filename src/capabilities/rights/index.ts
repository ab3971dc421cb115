export { rights } from './capability.ts'
export { RIGHTS_PATHS } from './paths.ts'
