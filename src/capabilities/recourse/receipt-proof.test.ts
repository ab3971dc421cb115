import { describe, expect, test } from 'vitest'
import { toBase32 } from '../../foundation/base32.ts'
import { toBase64 } from '../../foundation/base64.ts'
import { toHex } from '../../foundation/bytes.ts'
import { ed25519PublicKey } from '../../foundation/signature.ts'
import { delegateReceipt, encodeShareable, isOwnershipOf, letSpeak } from '../receipts/core/index.ts'
import { authorities, secret, signed } from '../../testing/receipt-fixtures.ts'
import { castBody, castCase, random } from '../../testing/vault/vault-cast.ts'
import { judgeReceipt } from './browser/shared/judge-receipt.ts'
import { proveReceipt, receiptFieldOf } from './browser/vault/prove-receipt.ts'

const chain = authorities()
const { receipt, text } = signed(chain)
const site = 'https://amiens.example/r#'
const copy = site + encodeShareable(receipt.payloadBytes, receipt.holderHash, receipt.signature)
const { citizen } = await castCase(await castBody())
const other = await castCase(await castBody())

/** As the receipt's page hands over. */
const hand = () => ({ recu: copy, preuve: JSON.stringify(letSpeak(receipt, secret, { seed: random(32), chain })) })
const prove = (typed: string, handed: Readonly<Record<string, string>> = {}) => proveReceipt({ receipt: typed, handed, citizen: citizen.key, random })
const judge = (said: ReturnType<typeof prove>, key = citizen.key) => judgeReceipt({ ...said, citizen: key, authorities: [chain.root] })

describe('a receipt given with a case', () => {
  test('handed over by its own page: genuine, and held by who filed; the host is asked for no day', async () => {
    const said = prove(copy, hand())
    expect(said.receipt).toBe(copy)
    expect(await judge(said)).toMatchObject({ kind: 'genuine', unit: 4, at: new Date(1_800_000_000_000) })
  })

  test('typed as the QR opens it: the proof is made, and neither the key nor what could claim the receipt leaves', async () => {
    const said = prove(site + text)
    expect(said.receipt).toBe(copy)
    expect(await judge(said)).toMatchObject({ kind: 'held' })
    const leaving = JSON.stringify(said)
    expect([text, toHex(secret), toBase64(secret)].filter((hidden) => leaving.includes(hidden))).toEqual([])
  })

  test('a copy proves nothing, and what was handed over for one receipt does not serve another address', async () => {
    expect(await judge(prove(copy))).toMatchObject({ kind: 'unproved' })
    expect(await judge(prove(copy, { ...hand(), recu: 'https://amiens.example/r#x' }))).toMatchObject({ kind: 'unproved' })
    expect(await judge(prove(copy, { recu: copy, preuve: '{"seed":1}' }))).toMatchObject({ kind: 'unproved' })
    expect(await judge(prove('mon reçu du 3 mars'))).toEqual({ kind: 'unread' })
  })

  test('a member who read it cannot use it for a case of their own, nor can it be moved to another receipt', async () => {
    const said = prove(copy, hand())
    expect(await judge(said, other.citizen.key)).toMatchObject({ kind: 'false' })
    const second = signed(chain, { seq: 43 }).receipt
    const moved = encodeShareable(second.payloadBytes, second.holderHash, second.signature)
    expect(await judge({ ...said, receipt: moved })).toMatchObject({ kind: 'false' })
    const elsewhere = proveReceipt({ receipt: copy, handed: hand(), citizen: other.citizen.key, random })
    expect(said.proof && elsewhere.proof && (await judge({ ...said, proof: { ...said.proof, bound: elsewhere.proof.bound } }))).toMatchObject({
      kind: 'false',
    })
  })

  test('a card’s own secret, or an address that was cut, does not leave: neither proves anything, and both are a key', async () => {
    for (const typed of [`${site}${toBase32(secret)}`, `${site}${text}.`, site + text.slice(0, -1)]) {
      expect(receiptFieldOf(typed, {})).toBe('secret')
      expect(prove(typed)).toEqual({ receipt: '', proof: null })
    }
    expect(['', 'mon reçu du 3 mars', copy, site + text].map((typed) => receiptFieldOf(typed, {}))).toEqual(['empty', 'words', 'copy', 'provable'])
    expect(receiptFieldOf(copy, hand())).toBe('provable')
  })

  test('the right to speak is one key’s, for one receipt', async () => {
    const [seed, thief] = [random(32), random(32)]
    const mine = delegateReceipt(receipt, secret, ed25519PublicKey(seed))
    expect(await isOwnershipOf(receipt, mine)).toBe(true)
    expect(await isOwnershipOf(receipt, { ...mine, delegate: ed25519PublicKey(thief) })).toBe(false)
    // Two receipts may have one holder: a carnet that showed its key twice.
    expect(await isOwnershipOf(signed(chain, { seq: 43 }).receipt, mine)).toBe(false)
  })

  test('another key than the receipt’s speaks for nobody', async () => {
    const preuve = JSON.stringify(letSpeak(receipt, new Uint8Array(16).fill(8), { seed: random(32), chain }))
    expect(await judge(prove(copy, { recu: copy, preuve }))).toMatchObject({ kind: 'false' })
  })

  test('signed by a device that this city does not vouch for: said; where the city’s list cannot be had: held, and no more', async () => {
    const foreign = { ...prove(copy, hand()), citizen: citizen.key, authorities: [authorities({ root: { from: 0 } }).root] }
    expect(await judgeReceipt(foreign)).toMatchObject({ kind: 'forged' })
    expect(await judgeReceipt({ ...prove(copy, hand()), citizen: citizen.key, authorities: undefined })).toMatchObject({ kind: 'held' })
    const forged = signed(chain, {}, 'unit').receipt
    const address = site + encodeShareable(forged.payloadBytes, forged.holderHash, forged.signature)
    const said = prove(address, { recu: address, preuve: JSON.stringify(letSpeak(forged, secret, { seed: random(32), chain })) })
    expect(await judge(said)).toMatchObject({ kind: 'forged' })
  })
})
