export { recourse } from './capability.ts'
