import { z } from 'zod'
import { RECEIPT_LANGUAGES } from '../core/detail.ts'
import { ACTS, SERVICE_KINDS } from '../../../foundation/police-acts.ts'

/** What `POST /agent/api/enrolement` and `/contexte` answer; the phone keeps it and reads it back through the same schema. */
export const deviceContextShape = z.object({
  /** Unix seconds at the server: a phone whose clock is wrong corrects itself. */
  now: z.int(),
  city: z.object({ code: z.string(), name: z.string(), number: z.int(), demo: z.boolean() }),
  unit: z.object({ unit: z.int(), name: z.string(), kind: z.enum(SERVICE_KINDS), acts: z.array(z.enum(ACTS)) }),
  device: z.object({ id: z.string(), number: z.int() }),
  /** Languages in which this city offers the receipt. */
  languages: z.array(z.enum(RECEIPT_LANGUAGES)),
  optionalFields: z.array(z.enum(['ageBand', 'sex'])),
  certificates: z.array(z.object({ keyId: z.string(), certificate: z.string(), from: z.int(), to: z.int() })),
  quarters: z.array(z.object({ quarter: z.int(), name: z.string(), sections: z.array(z.object({ section: z.int(), name: z.string() })) })),
  anchor: z.object({ size: z.int(), rootPrefix: z.string() }),
  cards: z.array(z.object({ card: z.string(), holderHash: z.string() })),
})
export type DeviceContext = z.infer<typeof deviceContextShape>
