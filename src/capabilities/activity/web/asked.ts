import type { Call } from '../../../platform/http/route.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const NOBODY = '00000000-0000-7000-8000-000000000000'

/** A part of the path that is an identifier; one that nothing has, when it is none. */
export function idIn(call: Call, name: string): string {
  const id = call.param(name)
  return UUID.test(id) ? id : NOBODY
}
