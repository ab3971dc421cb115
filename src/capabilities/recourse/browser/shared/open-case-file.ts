import { z } from 'zod'
import type { Bytes } from '../../../../foundation/bytes.ts'
import { canonicalJson } from '../../../../foundation/canonical-json.ts'
import { accept, refuse, type Refused, type Result } from '../../../../foundation/result.ts'
import { memory } from '../../../../ui/device/memory.ts'
import { writeAddition, type Mark } from '../../api/filing.ts'
import { continueCase } from '../../core/vault/continue-case.ts'
import { caseIdOf } from '../../core/vault/epoch.ts'
import { markOf } from '../../core/vault/filing.ts'
import { keysOf, type HolderKeys } from '../../core/vault/holder-keys.ts'
import type { Draft, SignedItem } from '../../core/vault/item.ts'
import { openCase, type OpenCase } from '../../core/vault/open-case.ts'
import { hex, slug } from '../../core/vault/shapes.ts'
import { cityNames } from './city-names.ts'
import { client, random, today } from './device.ts'
import { recall } from './recall.ts'
import { trustBody } from './trust-body.ts'
import { askCase, sendAddition, type CaseFile } from './vault-client.ts'

/** A case open on this device: what the host says of it, and what is in it. */
export type Opened = { readonly keys: HolderKeys; readonly file: CaseFile; readonly open: OpenCase }

const seenShape = z.object({ body: slug, epochs: z.int(), seq: z.int(), hash: hex(32) })
const seenPlace = (caseId: string) => `visavis-dossier-${caseId}`

/** What the person goes on without, by case: files that fit nowhere (`readChain`). */
const asideShape = z.array(hex(32))
const asidePlace = (caseId: string) => `visavis-ecarte-${caseId}`

/** Having been told; the next opening passes over them, on this device. `files`: as the refusal named them. */
export function goOnWithout(caseId: string, files: readonly string[]): void {
  memory.write(asidePlace(caseId), JSON.stringify([...(recall(memory, asidePlace(caseId), asideShape) ?? []), ...files]))
}

export async function openOwn(secret: Bytes): Promise<Result<Opened>> {
  const keys = await keysOf(secret)
  return openAs(keys, caseIdOf(markOf(keys)))
}

/**
 * For whoever holds it: asked for, verified to the last item, remembered. Nothing is answered of a case that does not verify. `body`: whose
 * case it is, where the reader knows; else the one that this device saw it with, and at first the one that the host says.
 */
export async function openAs(keys: HolderKeys, caseId: string, body?: string): Promise<Result<Opened>> {
  void cityNames()
  const asked = await askCase(client, caseId, keys)
  if (!asked.ok) return asked
  const before = recall(memory, seenPlace(caseId), seenShape)
  if (asked.value.body !== (body ?? before?.body ?? asked.value.body)) return refuse('roster-other-body')
  const trusted = await trustBody(asked.value, { ask: client.ask, memory, today: today() })
  if (!trusted.ok) return trusted
  const aside = new Set(recall(memory, asidePlace(caseId), asideShape))
  const reader = { keys, caseId, trust: trusted.value.trust, aside }
  const open = await openCase(asked.value, before ? { ...reader, seen: before } : reader)
  if (!open.ok) return refuse(open.code, { ...open.evidence, case: caseId })
  memory.write(seenPlace(caseId), JSON.stringify({ body: asked.value.body, ...open.value.seen }))
  return accept({ keys, file: asked.value, open: open.value })
}

/**
 * Writes at the end of a case, and answers the case as it is then. What arrived although its answer was lost is found there, and not written
 * twice. On `out-of-date` it tries once more where that is safe: a step is the person's to take again.
 */
export async function write({ keys, open }: Opened, draft: Draft, mark: Mark): Promise<Result<Opened>> {
  const sent = await sendOnce({ keys, open }, draft, mark)
  if (sent.ok) return openAs(keys, open.caseId)
  if (!STALE.includes(sent.code)) return refuse(sent.code, sent.evidence)
  const fresh = await openAs(keys, open.caseId)
  if (!fresh.ok) return fresh
  if (fresh.value.open.items.slice(open.items.length).some((item) => isOwn(item, draft, keys))) return fresh
  if (sent.code !== 'out-of-date' || mark.state !== null) return refuse(sent.code, sent.evidence)
  const again = await sendOnce(fresh.value, draft, mark)
  return again.ok ? openAs(keys, open.caseId) : again
}

/** Somebody wrote meanwhile; perhaps it was this very device. */
const STALE = ['out-of-date', 'step-refused']

function isOwn({ content }: SignedItem, { kind, body }: Draft, { key }: HolderKeys): boolean {
  return content.author === key && content.kind === kind && canonicalJson(content.body) === canonicalJson(body)
}

/** The case as it is now, when a refusal came of its having changed: the next try starts from there, with what was typed. */
export async function renewed({ keys, open }: Opened, refused: Refused): Promise<Opened | undefined> {
  if (!STALE.includes(refused.code)) return undefined
  const fresh = await openAs(keys, open.caseId)
  return fresh.ok ? fresh.value : undefined
}

async function sendOnce({ keys, open }: Pick<Opened, 'keys' | 'open'>, draft: Draft, mark: Mark): Promise<Result<unknown>> {
  const next = await continueCase(open, draft, { author: keys, today: today(), random })
  return sendAddition(client, open.caseId, { bytes: writeAddition(next, mark), keys })
}
