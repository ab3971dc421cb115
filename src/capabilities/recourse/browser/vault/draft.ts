import { forget, memory } from '../shared/device.ts'

/** What was typed so far, on this device alone: fields of the form by name, several values for boxes. */
export type Draft = Readonly<Record<string, readonly string[]>>

const place = (body: string) => `visavis-brouillon-${body}`
const pendingPlace = (body: string) => `visavis-saisine-${body}`

export function keepDraft(body: string, form: FormData): void {
  const names = [...new Set(form.keys())]
  memory.write(place(body), JSON.stringify(Object.fromEntries(names.map((name) => [name, form.getAll(name).map(String)]))))
}

export function readDraft(body: string): Draft {
  const read = parse(memory.read(place(body)))
  if (typeof read !== 'object' || read === null) return {}
  return Object.fromEntries(Object.entries(read).map(([name, values]) => [name, Array.isArray(values) ? values.map(String) : []]))
}

export function eraseDraft(body: string): void {
  forget(place(body))
}

/** A filing that was sealed and may not have arrived: its bytes as they were signed, and the signature's key. No word of it can be read. */
export type Pending = { readonly bytes: string; readonly secret: string }

export function keepPending(body: string, pending: Pending): void {
  memory.write(pendingPlace(body), JSON.stringify(pending))
}

export function readPending(body: string): Pending | undefined {
  const read = parse(memory.read(pendingPlace(body)))
  if (typeof read !== 'object' || read === null || !('bytes' in read) || !('secret' in read)) return undefined
  return { bytes: String(read.bytes), secret: String(read.secret) }
}

export function erasePending(body: string): void {
  forget(pendingPlace(body))
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return undefined
  }
}
