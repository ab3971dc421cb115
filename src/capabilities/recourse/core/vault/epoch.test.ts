import { describe, expect, test } from 'vitest'
import {
  castBody,
  castCase,
  castMember,
  newestOf,
  nextRoster,
  random,
  TODAY,
  type CastBody,
  type CastCase,
} from '../../../../testing/vault/vault-cast.ts'
import { sign } from './signed.ts'
import { isFit, openEpoch, verifyEpochs, type SignedEpoch } from './epoch.ts'
import type { HolderKeys } from './holder-keys.ts'

/* What a member, or a host with a member's help, writes into an epoch to keep reading, or to shut others out. */

const verify = (cast: CastCase, epochs: readonly SignedEpoch[], body: CastBody) =>
  verifyEpochs(epochs, { citizen: cast.filing.citizen, rosters: body.rosters, today: TODAY })

async function openedBy(keys: HolderKeys, cast: CastCase, body: CastBody, on: string): Promise<SignedEpoch> {
  return openEpoch({ caseId: cast.filing.caseId, previous: cast.filing.epoch, seed: random(32), roster: newestOf(body), today: on }, keys)
}

async function stage() {
  const body = await castBody()
  const [amina, basile, claire] = body.members
  if (!amina || !basile || !claire) throw new Error('three members')
  return { body, amina, basile, claire, cast: await castCase(body) }
}

describe('an epoch', () => {
  test('belongs to the roster that its author trusted: a host that signs another with the same members and one of its own is refused', async () => {
    const { body, cast } = await stage()
    const intruder = await castMember('intrus', 'citizens')
    const forged = await castBody()
    const content = { ...newestOf(body).content, members: [...newestOf(body).content.members, intruder.seat] }
    const other = { ...body, root: forged.root, rosters: [sign('roster', content, forged.rootSeed)] }
    expect((await verify(cast, [cast.filing.epoch], body)).ok).toBe(true)
    expect(await verify(cast, [cast.filing.epoch], other)).toMatchObject({ code: 'epoch-other-roster' })
  })

  test('is opened by who sits on its day: not after the end of their own mandate', async () => {
    const { body, basile, cast } = await stage()
    const members = body.members.map((member) => (member === basile ? { ...member, seat: { ...member.seat, until: '2027-02-27' } } : member))
    const ended = nextRoster(body, members)
    expect(await verify(cast, [cast.filing.epoch, await openedBy(basile.keys, cast, ended, TODAY)], ended)).toMatchObject({ code: 'epoch-forged' })
    expect(await verify(cast, [cast.filing.epoch, await openedBy(basile.keys, cast, ended, '2027-02-20')], ended)).toMatchObject({
      code: 'epoch-broken',
    })
  })

  test('is of no day to come, and of none before the last one', async () => {
    const { body, amina, cast } = await stage()
    expect(await verify(cast, [cast.filing.epoch, await openedBy(amina.keys, cast, body, '2028-01-01')], body)).toMatchObject({ code: 'epoch-early' })
    expect((await verify(cast, [cast.filing.epoch, await openedBy(amina.keys, cast, body, '2027-03-02')], body)).ok).toBe(true)
  })

  test('is fit no longer once who opened it has left, whatever its day', async () => {
    const { body, amina, claire, basile, cast } = await stage()
    const epoch = await openedBy(basile.keys, cast, body, TODAY)
    const late = sign('epoch', { ...epoch.content, on: '2031-01-01' }, basile.keys.signing)
    const left = nextRoster(body, [amina, claire])
    const circle = (rosters: typeof body.rosters) => ({ rosters, today: TODAY, recused: new Set<string>() })
    expect([isFit(late, circle(body.rosters)), isFit(late, circle(left.rosters))]).toEqual([true, false])
  })

  test('is fit where it leaves out those who said so: not others, and not as many others', async () => {
    const { body, amina, basile, cast } = await stage()
    const epoch = await openedBy(amina.keys, cast, body, TODAY)
    const without = (...keys: readonly string[]) => sign('epoch', { ...epoch.content, recused: [...keys] }, amina.keys.signing)
    const circle = { rosters: body.rosters, today: TODAY, recused: new Set([basile.keys.key]) }
    expect([without(), without(basile.keys.key), without(amina.keys.key)].map((one) => isFit(one, circle))).toEqual([false, true, false])
  })
})
