export { staff } from './capability.ts'
export { inviteAccount, inviteAgain } from './actions/invite-account.ts'
