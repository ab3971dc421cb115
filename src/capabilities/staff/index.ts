export { staff } from './capability.ts'
export { inviteAccount } from './actions/invite-account.ts'
