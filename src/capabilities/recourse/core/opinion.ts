import { z } from 'zod'
import { deadlineOf, type Deadline } from '../../../foundation/deadline.ts'
import { CLOCKS } from './clocks.ts'
import { day, hex, slug } from './vault/shapes.ts'

const words = (most: number) => z.string().trim().min(1).max(most)

/** An opinion as the body publishes it: what it found and asks, without a name. */
export const opinionShape = z.strictObject({
  v: z.literal(1),
  body: slug,
  number: z.int().min(1).max(100_000),
  day,
  title: words(200),
  found: words(20_000),
  asks: words(8000),
})
export type Opinion = z.infer<typeof opinionShape>

/** Signed by two members, each over the same content. */
export const opinionFile = z.strictObject({
  content: opinionShape,
  signatures: z.array(z.strictObject({ key: hex(32), signature: z.string().length(88) })).length(2),
})
export type OpinionFile = z.infer<typeof opinionFile>

export type AnswerState = 'answered' | 'waiting' | 'silence'

/** Silence is shown as silence: from the day after the term, until an answer comes. */
export function answerStateOf(published: Date, answered: boolean, now: Date): { readonly state: AnswerState; readonly deadline: Deadline } {
  const deadline = deadlineOf(published, CLOCKS.answer)
  return { state: answered ? 'answered' : now >= deadline.due ? 'silence' : 'waiting', deadline }
}
