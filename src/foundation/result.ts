/** What an action answers: a value, or a refusal that the edge words in the reader's language. Faults are thrown, refusals are returned. */
export type Result<Value, Code extends string = string> = Accepted<Value> | Refused<Code>

export type Accepted<Value> = { readonly ok: true; readonly value: Value }

export type Evidence = Readonly<Record<string, string | number | boolean>>

export type Refused<Code extends string = string> = {
  readonly ok: false
  readonly code: Code
  readonly evidence: Evidence
}

export function accept<Value>(value: Value): Accepted<Value> {
  return { ok: true, value }
}

export function refuse<Code extends string>(code: Code, evidence: Evidence = {}): Refused<Code> {
  return { ok: false, code, evidence }
}

/** For tests and composition code where a refusal would be a fault. */
export function expectAccepted<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`refused: ${result.code} ${JSON.stringify(result.evidence)}`)
  return result.value
}
