/** A fingerprint as people read it aloud: groups of four. */
export function groups(hex: string): string {
  return hex.replaceAll(/(.{4})(?=.)/g, '$1 ')
}
