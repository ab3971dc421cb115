import { z } from 'zod'
import { toHex } from '../../../foundation/bytes.ts'
import { sha256 } from '../../../foundation/digest.ts'
import { formatFingerprint } from '../../../foundation/format.ts'
import { COLLEGES } from './vault/roster.ts'
import { hex, recipient, short, slug } from './vault/shapes.ts'

/** The seat that somebody asks for, with public keys only: what a roster will say of them once the root signs it. */
export const joiningShape = z.strictObject({
  id: slug,
  label: short,
  seat: z.enum(['member', 'custodian', 'authority']),
  college: z.enum(COLLEGES),
  recipient,
  key: hex(32),
})

export type Joining = z.infer<typeof joiningShape>

/** What is read aloud at the founding: the same on both screens, or somebody's keys were exchanged on the way. `a1b2 c3d4 e5f6 0718 293a`. */
export function fingerprintOf({ key, recipient: to }: Pick<Joining, 'key' | 'recipient'>): string {
  const digest = toHex(sha256(`vav-vault/v1/joining\n${key}\n${to}`))
  return formatFingerprint(digest.slice(0, 20))
}
