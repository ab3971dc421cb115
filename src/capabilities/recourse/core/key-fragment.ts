/** The body's key, as a poster's code carries it: after `#`, which no server is sent. `root`: Ed25519 in hex. */
export function keyFragment(root: string): string {
  return `#cle=${root}`
}

/** `undefined`: this address carries none. */
export function keyOfFragment(fragment: string): string | undefined {
  return /^#cle=([0-9a-f]{64})$/.exec(fragment)?.[1]
}
