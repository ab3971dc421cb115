/** The pure door: formats and checks of the journal, for devices, auditors and other capabilities. No database, no Node. */
export { EMPTY_ANCHOR } from './checkpoint.ts'
export { parsePolicy, type Policy } from './policy.ts'
export { parseVerifierKey, writeVerifierKey, type VerifierKey } from './verifier-key.ts'
export { leafHash, verifyInclusion } from './merkle.ts'
export { growTree, proveInclusion } from './tile-tree.ts'
export { decodeBundle, encodeBundle, tileAt, tilePath, TILE_WIDTH, type Tile } from './tile.ts'
