import type { Bytes } from '../../../../foundation/bytes.ts'
import { openEpoch, type SignedEpoch } from './epoch.ts'
import { grantAll, holdersOf, type Grant } from './filing.ts'
import type { HolderKeys } from './holder-keys.ts'
import { sealItem, writeItem, type Draft, type SignedItem } from './item.ts'
import type { OpenCase } from './open-case.ts'

/** What is sent to add to a case: an item, and a new epoch first when somebody left since the last one. */
export type Continuation = {
  readonly item: SignedItem
  readonly file: Bytes
  readonly epoch: number
  readonly opening: { readonly epoch: SignedEpoch; readonly grants: readonly Grant[] } | undefined
}

export type Pen = { readonly author: HolderKeys; readonly today: string; readonly random: (length: number) => Bytes }

/** Whoever writes next, citizen or member, closes the case to those who left. */
export async function continueCase(open: OpenCase, draft: Draft, pen: Pen): Promise<Continuation> {
  const opening = open.fit ? undefined : await openNext(open, pen)
  const epoch = opening?.epoch ?? open.epochs.at(-1)
  if (epoch === undefined) throw new Error('an open case has an epoch')
  const item = writeItem(draft, { epoch, before: open.items.at(-1), aside: open.aside }, pen.author)
  return { item, file: await sealItem(item, epoch), epoch: epoch.content.number, opening }
}

async function openNext({ caseId, citizen, epochs, rosters, recused }: OpenCase, { author, today, random }: Pen) {
  const roster = rosters.at(-1)
  if (roster === undefined) throw new Error('an open case has a roster')
  const seed = random(32)
  const epoch = await openEpoch({ caseId, previous: epochs.at(-1), seed, roster, today, recused }, author)
  return { epoch, grants: await grantAll(epoch, seed, holdersOf(roster, { today, citizen: citizen.recipient, recused })) }
}
