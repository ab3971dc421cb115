/** A device certificate lives 72 hours; a phone holds those of the days ahead, so one that is lost must be revoked. */
export const CERTIFICATE_SECONDS = 72 * 3600

/** How far ahead certificates are issued at each sync: a week without network, and a margin. */
export const AHEAD_SECONDS = 9 * 86_400

export type Window = { readonly from: number; readonly to: number }

/**
 * The fixed 72-hour windows, counted from 1970, that cover the span; cut to the issuer's own validity. Unix seconds, both
 * ends included. Empty when the issuer is valid at no moment of the span.
 */
export function certificateWindows(span: readonly [number, number], issuer: Window): readonly Window[] {
  const [first, last] = span
  const windows: Window[] = []
  for (let from = Math.floor(first / CERTIFICATE_SECONDS) * CERTIFICATE_SECONDS; from <= last; from += CERTIFICATE_SECONDS) {
    const window = { from: Math.max(from, issuer.from), to: Math.min(from + CERTIFICATE_SECONDS - 1, issuer.to) }
    if (window.from <= window.to) windows.push(window)
  }
  return windows
}
