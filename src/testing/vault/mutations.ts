import { authorsByEpoch, openGrant } from '../../capabilities/recourse/core/vault/epoch.ts'
import { readChain } from '../../capabilities/recourse/core/vault/item.ts'
import { seededRandom } from '../../foundation/seeded-random.ts'
import { mutate } from '../mutate.ts'
import { castBody, castCase } from './vault-cast.ts'

/** How many of so many mutated items a member's reader takes. The item itself is read, or this throws. */
export async function acceptedMutations(count: number, seed: number): Promise<number> {
  const body = await castBody()
  const [{ filing }, other] = [await castCase(body), await castCase(body, { text: 'Une autre affaire, plus longue que la première.' })]
  const [member] = body.members
  const grant = filing.grants.find(({ holder }) => holder === member?.seat.id)
  const opened = member && grant && (await openGrant(filing.epoch, grant.file, member.keys.age.identity))
  const trust = { citizen: filing.citizen, rosters: body.rosters }
  const reading = { caseId: filing.caseId, identities: [opened?.age.identity], authors: authorsByEpoch([filing.epoch], trust) }
  if (!(await readChain([{ epoch: 0, file: filing.item }], reading)).ok) throw new Error('the item itself is read')
  const random = seededRandom(seed)
  const donors = [filing.item, other.filing.item, ...filing.grants.map(({ file }) => file)]
  let accepted = 0
  for (let done = 0; done < count; done += 1)
    if ((await readChain([{ epoch: 0, file: mutate(filing.item, random, donors) }], reading)).ok) accepted += 1
  return accepted
}
