import type { Refused } from '../../foundation/result.ts'
import type { Language } from '../../foundation/wording.ts'

export type StaffRole = 'admin' | 'supervisor' | 'auditor' | 'observer'
export const STAFF_ROLES: readonly StaffRole[] = ['admin', 'supervisor', 'auditor', 'observer']

export type Anonymous = { readonly kind: 'anonymous' }
export type Staff = {
  readonly kind: 'staff'
  readonly account: string
  readonly email: string
  readonly role: StaffRole
  /** The one unit of a supervisor. */
  readonly unit: number | undefined
  readonly demo: boolean
}
export type Actor = Anonymous | Staff

/** Who does it, where somebody signed in. */
export function accountOf({ actor }: { readonly actor: Actor }): string | undefined {
  return actor.kind === 'staff' ? actor.account : undefined
}

/** The city that the host name serves. */
export type CityRef = {
  readonly code: string
  readonly number: number
  readonly name: string
  readonly demo: boolean
  readonly realDataNotice: string | undefined
  readonly languages: readonly string[]
  readonly contact: string
  readonly dataProtectionContact: string
  /** Who hosts the site; empty where the city did not name them. */
  readonly hostedBy: string
  /** Its own colour (`#rrggbb`) and arms (hash of the image), where it set them. */
  /** `theme`: as the address of its stylesheet names its colours. */
  readonly look: {
    readonly accent: string | undefined
    readonly ground: string | undefined
    readonly theme: string | undefined
    readonly logo: string | undefined
  }
}

/** Who may do what: each permission lists the roles that hold it; a role that is not listed is refused. */
export type PermissionMatrix = Readonly<Record<string, Readonly<Partial<Record<StaffRole, 'city' | 'own-unit'>>>>>

/**
 * `public`: anyone. `device`: the request proves itself by a device's signature, no cookie is read. `staff`: a signed-in
 * account whose role holds the permission; where the path names a `:unit`, an own-unit role only sees its own.
 */
export type Access = { readonly kind: 'public' } | { readonly kind: 'device' } | { readonly kind: 'staff'; readonly permission: string }

export type Method = 'GET' | 'POST' | 'PUT'

export type Route = {
  readonly method: Method
  readonly path: string
  readonly access: Access
  /** Requests an hour from one address; none for plain reading. */
  readonly hourlyLimit?: number
  /** Fresh at each request, though anyone may ask. */
  readonly uncached?: boolean
  /** Other origins whose pages may ask it (CORS); none unless stated. */
  readonly origins?: readonly string[]
  /** Answers under any host name, and before a city exists. */
  readonly anyHost?: boolean
  /** Bytes of the largest body; 64 KiB unless stated. */
  readonly maxBody?: number
  readonly handle: (call: Call) => Promise<Answer> | Answer
}

/** One request as a handler sees it: no framework, no raw headers. */
export type Call = {
  readonly city: CityRef
  readonly actor: Actor
  readonly language: Language
  readonly now: Date
  readonly requestId: string
  readonly method: string
  readonly path: string
  readonly origin: string
  /** Whoever sends from one address is one sender: a digest under a secret of this run, never the address. For budgets in memory. */
  readonly sender: string
  param(name: string): string
  query(name: string): string | undefined
  /** The whole query, without `?`. */
  readonly search: string
  cookie(name: string): string | undefined
  header(name: string): string | undefined
  body(): Promise<Uint8Array>
  form(): Promise<Form>
  /** A posted form with files (RFC 7578), all of it within the route's `maxBody`. */
  upload(): Promise<Upload>
}

/** A posted form: text fields only, each at most once unless read with `all`. */
export type Form = {
  readonly text: (name: string) => string
  readonly all: (name: string) => readonly string[]
  readonly entries: () => Readonly<Record<string, string>>
}

export type Upload = { readonly form: Form; readonly files: readonly UploadedFile[] }
/** `name`: as the sender calls it, without folders. Never a path to write to. */
export type UploadedFile = { readonly name: string; readonly bytes: Uint8Array }

export type Answer =
  | {
      readonly kind: 'page'
      readonly status?: number
      readonly html: string
      readonly cookies?: readonly string[]
      readonly wasm?: boolean
      /** No text becomes script here (Trusted Types), whatever a library does. */
      readonly trusted?: boolean
      /** May stand in a frame of anyone's page: it holds nothing to press. */
      readonly embed?: boolean
    }
  | {
      readonly kind: 'json'
      readonly status?: number
      readonly value: unknown
      readonly headers?: Readonly<Record<string, string>>
      readonly cookies?: readonly string[]
    }
  | { readonly kind: 'redirect'; readonly to: string; readonly cookies?: readonly string[] }
  | { readonly kind: 'file'; readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'refused'; readonly refusal: Refused; readonly format: 'page' | 'json' }

export function refusedPage(refusal: Refused): Answer {
  return { kind: 'refused', refusal, format: 'page' }
}

export function refusedJson(refusal: Refused): Answer {
  return { kind: 'refused', refusal, format: 'json' }
}
