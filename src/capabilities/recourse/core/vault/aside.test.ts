import { describe, expect, test } from 'vitest'
import { castBody, castCase, HOUR, random, TODAY, trustOf } from '../../../../testing/vault/vault-cast.ts'
import { answerOf } from '../../../../testing/vault/host-attacks.ts'
import { fromBase64, toBase64 } from '../../../../foundation/base64.ts'
import { expectAccepted } from '../../../../foundation/result.ts'
import { ageKeyOf } from './age-key.ts'
import { continueCase } from './continue-case.ts'
import type { HolderKeys } from './holder-keys.ts'
import { asideNameOf, sealItem, writeItem, type Draft } from './item.ts'
import { openCase, type CaseAnswer, type OpenCase } from './open-case.ts'
import { sealJson } from './seal.ts'
import { sign } from './signed.ts'

const said = (text: string): Draft => ({ kind: 'message', time: HOUR, body: { text } })
const texts = ({ items }: OpenCase) => items.slice(1).map(({ content }) => (content.body as { text: string }).text) // parsing: as `said` wrote it

async function stage() {
  const body = await castBody()
  const cast = await castCase(body)
  const [amina, basile] = body.members
  if (!amina || !basile) throw new Error('members')
  const answer = answerOf(body, cast, amina.seat.id)
  const { caseId } = cast.filing
  const open = (kept: CaseAnswer, aside: readonly string[] = []) =>
    openCase(kept, { keys: amina.keys, caseId, trust: trustOf(body), aside: new Set(aside) })
  const add = async (kept: CaseAnswer, author: HolderKeys, draft: Draft, aside: readonly string[] = []) => {
    const next = await continueCase(expectAccepted(await open(kept, aside)), draft, { author, today: TODAY, random })
    return after(kept, next.file)
  }
  return { body, cast, amina, basile, answer, open, add }
}

const after = (kept: CaseAnswer, file: Uint8Array): CaseAnswer => ({ ...kept, items: [...kept.items, { epoch: 0, file: toBase64(file) }] })
const nameOf = (kept: CaseAnswer, at: number) => asideNameOf(fromBase64(kept.items[at]?.file ?? '') ?? new Uint8Array())

/** What a member of bad faith can hand in: well-formed, and nobody's to open. */
const noise = async () => sealJson({ text: 'rien' }, [(await ageKeyOf(random(32))).recipient])

describe('an addition that opens for nobody', () => {
  test('is told, once, before anything is shown; then stops nobody, and who wrote on says what they left out', async () => {
    const { answer, amina, basile, cast, open, add } = await stage()
    const stuck = after(await add(answer, amina.keys, said('avant')), await noise())
    const name = nameOf(stuck, 2)
    expect(await open(stuck)).toMatchObject({ ok: false, code: 'chain-unreadable', evidence: { seq: 2, n: 1, files: name } })
    expect(texts(expectAccepted(await open(stuck, [name])))).toEqual(['avant'])
    // Another member writes, having chosen so on their device; from then on nobody has to choose.
    const on = await add(await add(stuck, basile.keys, said('après'), [name]), cast.citizen, said('merci'))
    const read = expectAccepted(await open(on))
    expect(texts(read)).toEqual(['avant', 'après', 'merci'])
    expect(read.items.map(({ content }) => [content.seq, content.without])).toEqual([[0, []], [1, []], [3, [name]], [4, []]]) // prettier-ignore
    expect(read.aside).toEqual([])
  })

  test('many in a row are one question, and one line of who writes on', async () => {
    const { answer, amina, open, add } = await stage()
    let stuck = await add(answer, amina.keys, said('avant'))
    for (let count = 0; count < 3; count += 1) stuck = after(stuck, await noise())
    const names = [2, 3, 4].map((at) => nameOf(stuck, at))
    expect(await open(stuck)).toMatchObject({ ok: false, evidence: { seq: 2, n: 3, files: names.join(' ') } })
    const on = expectAccepted(await open(await add(stuck, amina.keys, said('après'), names)))
    expect([texts(on), on.items.at(-1)?.content.without]).toEqual([['avant', 'après'], names])
  })

  test('does not let a host drop, change or move what its authors wrote: that is told as before', async () => {
    const { answer, amina, basile, open, add } = await stage()
    const stuck = after(await add(answer, amina.keys, said('avant')), await noise())
    const name = nameOf(stuck, 2)
    const on = await add(stuck, basile.keys, said('après'), [name])
    const items = (...places: readonly number[]): CaseAnswer => ({ ...on, items: places.flatMap((at) => on.items[at] ?? []) })
    const otherNoise = { ...on, items: on.items.map((item, at) => (at === 2 ? after(on, new Uint8Array()).items[0] : item) ?? item) }
    for (const forged of [items(0, 2, 3), items(0, 1, 3), items(0, 2, 1, 3), items(0, 1, 3, 2), otherNoise]) {
      expect(await open(forged)).toMatchObject({ ok: false })
      expect(await open(forged, [name])).toMatchObject({ ok: false })
    }
  })
})

describe('an addition that fits', () => {
  test('is never left out: neither by a reader’s choice nor by a member who says so', async () => {
    const { answer, amina, basile, cast, open, add } = await stage()
    const kept = await add(answer, amina.keys, said('gênant'))
    expect(texts(expectAccepted(await open(kept, [nameOf(kept, 1)])))).toEqual(['gênant'])
    const place = { epoch: cast.filing.epoch, before: cast.first, aside: [nameOf(kept, 1)] }
    const hiding = after(kept, await sealItem(writeItem(said('rien ne manque'), place, basile.keys), cast.filing.epoch))
    expect(await open(hiding)).toMatchObject({ ok: false, code: 'chain-broken', evidence: { seq: 2 } })
    expect(texts(expectAccepted(await open(hiding, [nameOf(hiding, 2)])))).toEqual(['gênant'])
  })

  test('has the place that its author gives it, and no other', async () => {
    const { answer, amina, cast, open } = await stage()
    const { content } = writeItem(said('plus tard'), { epoch: cast.filing.epoch, before: cast.first }, amina.keys)
    const kept = after(answer, await sealItem(sign('item', { ...content, seq: 4 }, amina.keys.signing), cast.filing.epoch))
    expect(await open(kept)).toMatchObject({ ok: false, code: 'chain-broken' })
  })

  test('cannot be judged by who was not given its epoch, and is not offered to them as left out', async () => {
    const { answer, amina, open, add } = await stage()
    const kept = await add(answer, amina.keys, said('avant'))
    const refused = await open({ ...kept, items: [...kept.items.slice(0, 1), { epoch: 1, file: kept.items[1]?.file ?? '' }] }, [nameOf(kept, 1)])
    expect(refused).toMatchObject({ ok: false, code: 'chain-unreadable' })
    expect(refused.ok ? {} : refused.evidence).toEqual({ seq: 1 })
  })
})
