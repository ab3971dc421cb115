import { fromBase64url, toBase64url } from '../../../../foundation/base64url.ts'
import { CHAIN_START, chainLink, manifestMessage } from '../../core/receipt.ts'
import { signWithDevice, type DeviceKey } from './device-key.ts'
import { commitManifests, type AgentStore, type Issued, type Queued } from './store.ts'

/** One manifest for each certificate used: first and last number, and the head of the chain over all that was issued. */
export async function endShift(store: AgentStore, key: DeviceKey, now: number): Promise<number> {
  const issued = await store.getAll('issued')
  const manifests = await Promise.all([...groupByKey(issued)].map(([keyId, receipts]) => makeManifest(key, { keyId, receipts, now })))
  await commitManifests(store, manifests)
  return issued.length
}

function groupByKey(issued: readonly Issued[]): Map<string, Issued[]> {
  const groups = new Map<string, Issued[]>()
  for (const receipt of issued) groups.set(receipt.keyId, [...(groups.get(receipt.keyId) ?? []), receipt])
  return groups
}

async function makeManifest(
  key: DeviceKey,
  shift: { readonly keyId: string; readonly receipts: readonly Issued[]; readonly now: number },
): Promise<Queued> {
  const inOrder = [...shift.receipts].sort((left, right) => left.seq - right.seq)
  const head = inOrder.reduce(
    (previous, { payload, detail }) => chainLink(previous, { payload: fromBase64url(payload) ?? new Uint8Array(), detail }),
    CHAIN_START,
  )
  const manifest = { keyId: shift.keyId, first: inOrder[0]?.seq ?? 1, last: inOrder.at(-1)?.seq ?? 1, head }
  const signature = await signWithDevice(key, manifestMessage(manifest))
  const body = JSON.stringify({ ...manifest, head: toBase64url(head), signature: toBase64url(signature) })
  return { id: `~${manifest.keyId}-${manifest.first}-${manifest.last}`, kind: 'manifest', path: '/agent/api/services', body, queuedAt: shift.now }
}
