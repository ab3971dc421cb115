const SESSION_COOKIE = '__Host-visavis'
const PLAIN_SESSION_COOKIE = 'visavis'

/** Browsers keep `__Host-` cookies only over TLS; on a local address without it the plain name serves. */
export function sessionCookieName(origin: string): string {
  return origin.startsWith('https:') ? SESSION_COOKIE : PLAIN_SESSION_COOKIE
}
