import { civilDate } from '../src/foundation/civil-date.ts'
import { equalBytes } from '../src/foundation/bytes.ts'
import { parsePolicy } from '../src/capabilities/journal/core/index.ts'
import type { Bundle } from '../src/capabilities/receipts/core/bundle.ts'
import { aesOverWebCrypto, chainFor, openBundle, receiptOf, verifyDetail } from '../src/capabilities/receipts/core/open-bundle.ts'
import { decodeReceipt } from '../src/capabilities/receipts/core/receipt.ts'
import { verifyReceipt } from '../src/capabilities/receipts/core/verify-receipt.ts'
import { proveHere } from '../src/capabilities/receipts/browser/shared/examine-journal.ts'
import type { Names } from '../src/capabilities/receipts/browser/shared/names.ts'

/** What the holder's page computes once it has its files: receipt up to the root, record, entry, proof, signatures of log and witnesses. */
const WARM_UP = 5

/** `fragment`: what stands after `#`. Answers milliseconds a round, and the witnesses that signed. */
async function timeDevice(fragment: string, rounds: number): Promise<{ readonly times: readonly number[]; readonly witnesses: number }> {
  const receipt = decodeReceipt(fragment)
  if (receipt === undefined) throw new Error('no receipt')
  const file = async (path: string) => (await fetch(path, { headers: { accept: 'application/json' } })).text()
  const names: Names = JSON.parse(await file('/recus/autorites'))
  const bundle: Bundle = JSON.parse(await file(`/recus/jours/${civilDate(new Date(receipt.payload.time * 1000))}`))
  const policy = parsePolicy(await file('/journal/policy'))
  const chain = chainFor({ authorities: names.authorities, devices: bundle.devices }, receipt.payload.keyId)
  const opened = await openBundle(bundle, receipt.holderHash, aesOverWebCrypto(crypto.subtle))
  const content = opened.find((candidate) => equalBytes(receiptOf(candidate)?.payloadBytes ?? new Uint8Array(), receipt.payloadBytes))
  const group = bundle.journal[content?.entry?.group ?? -1]
  if (!policy.ok || chain === undefined || content === undefined || group === undefined) throw new Error('the files do not hold this receipt')
  const times: number[] = []
  let witnesses = 0
  for (let round = 0; round < rounds + WARM_UP; round += 1) {
    const started = performance.now()
    // The page reads the record once the receipt holds; record and proof do not wait for each other (examine.ts).
    const signed = await verifyReceipt(receipt, chain)
    const [detail, proof] = await Promise.all([verifyDetail(content, receipt, chain), proveHere(policy.value, { receipt, content }, group)])
    const took = performance.now() - started
    if (!signed.ok || !detail.ok || typeof proof === 'string') throw new Error('it must verify')
    witnesses = proof.witnesses.length
    if (round >= WARM_UP) times.push(took)
  }
  return { times, witnesses }
}

Object.assign(globalThis, { timeDevice })
