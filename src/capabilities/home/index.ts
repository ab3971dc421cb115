export { home } from './capability.ts'
export { errorPage } from './web/error-page.tsx'
