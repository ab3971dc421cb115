/** The pure door: what a receipt says, who signed it, who holds it. No database, no Node. */
export { delegateReceipt, isOwnershipOf, letSpeak } from './ownership.ts'
export { decodeReceipt, encodeShareable, receiptId, type PortableReceipt } from './receipt.ts'
export { verifyReceipt } from './verify-receipt.ts'
