export { staff } from './capability.ts'
