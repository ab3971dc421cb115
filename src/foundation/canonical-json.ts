const LONE_SURROGATE = /\p{Surrogate}/u

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined }

/**
 * RFC 8785 (JSON Canonicalization Scheme): members sorted by UTF-16 code units, no white space, ECMAScript numbers.
 * A member that is undefined is left out, as `JSON.stringify` does. Throws a RangeError on NaN, infinities and lone surrogates, which JSON cannot carry.
 */
export function canonicalJson(value: Json): string {
  switch (typeof value) {
    case 'string':
      return quote(value)
    case 'number':
      if (!Number.isFinite(value)) throw new RangeError('a JSON number is finite')
      return String(JSON.stringify(value))
    case 'boolean':
      return value ? 'true' : 'false'
    default:
      return value === null ? 'null' : isList(value) ? `[${value.map(canonicalJson).join(',')}]` : membersOf(value)
  }
}

/** The default order of `sort` is that of UTF-16 code units. */
function membersOf(value: { readonly [key: string]: Json | undefined }): string {
  let members = ''
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member !== undefined) members += `${members === '' ? '' : ','}${nameOf(key)}:${canonicalJson(member)}`
  }
  return `{${members}}`
}

/** Names of members are few, and come again and again. */
const names = new Map<string, string>()
const MOST_NAMES = 500

function nameOf(key: string): string {
  const known = names.get(key)
  if (known !== undefined) return known
  const name = quote(key)
  if (names.size < MOST_NAMES && key.length < 50) names.set(key, name)
  return name
}

function quote(text: string): string {
  if (!isWellFormed(text)) throw new RangeError('a JSON string is well-formed Unicode')
  return JSON.stringify(text)
}

function isList(value: readonly Json[] | { readonly [key: string]: Json | undefined }): value is readonly Json[] {
  return Array.isArray(value)
}

/** The engine's own check, where there is one (ECMAScript 2024): a phone of 2022 has none. */
const native: unknown = Reflect.get(String.prototype, 'isWellFormed')

function isWellFormed(text: string): boolean {
  return typeof native === 'function' ? native.call(text) === true : !LONE_SURROGATE.test(text)
}
