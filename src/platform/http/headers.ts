/** No inline code, no third party, no framing. The camera is for the officer's app and the carnet, which read QR codes. */
const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
]

export type PolicyParts = {
  /** The one page that decodes QR codes by WebAssembly where the browser cannot itself. */
  readonly wasm: boolean
  /** No text becomes script (Trusted Types; one policy, for one worker of ours): where people type what nobody else may read. */
  readonly trusted: boolean
  /** The one other origin that a page may ask, where it is not of the city itself. */
  readonly host?: string
}

export function contentSecurityPolicy({ wasm, trusted, host }: PolicyParts): string {
  const own = DIRECTIVES.map((directive) => {
    if (wasm && directive.startsWith('script-src')) return `${directive} 'wasm-unsafe-eval'`
    return host !== undefined && directive.startsWith('connect-src') ? `connect-src ${host}` : directive
  })
  return [...own, ...(trusted ? ["require-trusted-types-for 'script'", 'trusted-types visavis-sealer'] : [])].join('; ')
}

/** A page that others show in a frame of theirs: no script, no form, no request of its own. */
export const EMBED_POLICY =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy({ wasm: false, trusted: false }),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

export const EMBED_HEADERS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(SECURITY_HEADERS).filter(([name]) => name !== 'x-frame-options'),
)

/** A stylesheet, a font or a script is no page: what matters is that it is taken for nothing else. */
export const FILE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
}

/** Data for a program: it is never rendered, so that nothing but this matters of what a page is told. */
export const DATA_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
}

/**
 * Cross-site request forgery, stopped by what browsers say of themselves: a request that changes something must come
 * from a page of this origin. Requests without either header are not a browser's, and carry no cookie of a victim.
 */
export function isCrossSite(headers: { readonly origin: string | undefined; readonly fetchSite: string | undefined }, own: string): boolean {
  if (headers.fetchSite !== undefined) return headers.fetchSite !== 'same-origin' && headers.fetchSite !== 'none'
  return headers.origin !== undefined && headers.origin !== own
}
