import type { z } from 'zod'
import type { Memory } from '../../../../foundation/memory.ts'
import { readJson } from '../../../../foundation/read-json.ts'

/** What was kept at this place, if it still has that shape; what does not is as if nothing had been kept. */
export function recall<Value>(memory: Memory, place: string, shape: z.ZodType<Value>): Value | undefined {
  return shape.safeParse(readJson(memory.read(place))).data
}
