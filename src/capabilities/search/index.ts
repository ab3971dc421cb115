export { search } from './capability.ts'
export { refreshIndex } from './actions/refresh-index.ts'
