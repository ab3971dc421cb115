import { utf8 } from '../../../foundation/bytes.ts'
import type { Answer } from '../../../platform/http/route.ts'
import type { Services } from '../../../platform/services.ts'
import { programDocument } from '../actions/enter-program.ts'

/** What the journal has the hash of, byte for byte. */
export async function programFile(services: Services): Promise<Answer> {
  return { kind: 'file', bytes: utf8(programDocument(services)), type: 'application/json' }
}
