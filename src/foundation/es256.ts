import { p256 } from '@noble/curves/nist.js'
import { teach } from './signature.ts'

// P-256 is large, and most phones sign with Ed25519: a page loads this only when it meets such a key.
teach('ES256', (signature, message, key) => p256.verify(signature, message, key, { prehash: true, lowS: false }))
