import { forget, memory } from '../../../../ui/device/memory.ts'
import { z } from 'zod'
import { recall } from '../shared/recall.ts'

/** What was typed so far, on this device alone: fields of the form by name, several values for boxes. */
const draftShape = z.record(z.string(), z.array(z.string()))
export type Draft = Readonly<Record<string, readonly string[]>>

const footageShape = z.object({ place: z.string(), day: z.string(), hour: z.string() })

/**
 * A filing that was sealed and may not have arrived: its bytes as they were signed, its key, and the footage that is to be kept. Erased once
 * the server has both, or when the person says so.
 */
const pendingShape = z.object({ bytes: z.string(), secret: z.string(), footage: footageShape.nullable() })
export type Pending = z.infer<typeof pendingShape>

const place = (body: string) => `visavis-brouillon-${body}`
const pendingPlace = (body: string) => `visavis-saisine-${body}`

export function draftOf(form: FormData): Draft {
  const names = [...new Set(form.keys())]
  return Object.fromEntries(names.map((name) => [name, form.getAll(name).map(String)]))
}

export function keepDraft(body: string, form: FormData): void {
  memory.write(place(body), JSON.stringify(draftOf(form)))
}

export function readDraft(body: string): Draft {
  return recall(memory, place(body), draftShape) ?? {}
}

export function eraseDraft(body: string): void {
  forget(place(body))
}

export function keepPending(body: string, pending: Pending): void {
  memory.write(pendingPlace(body), JSON.stringify(pending))
}

export function readPending(body: string): Pending | undefined {
  return recall(memory, pendingPlace(body), pendingShape)
}

export function erasePending(body: string): void {
  forget(pendingPlace(body))
}
