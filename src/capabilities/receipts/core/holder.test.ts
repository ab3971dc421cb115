import { describe, expect, test } from 'vitest'

import { concat, toHex } from '../../../foundation/bytes.ts'
import { hkdfSha256, sha256 } from '../../../foundation/digest.ts'
import { signEd25519, verifySignature } from '../../../foundation/signature.ts'
import { certificateId } from './certificate.ts'
import { chainFor, prefixOf, receiptOf, verifyDetail } from './open-bundle.ts'
import { bundleKey, claimMessage, holderHash, holderOf, holderTag, signClaim } from './holder.ts'

import { chainLink, CHAIN_START, detailMessage, manifestMessage } from './receipt.ts'

import { toBase64url } from '../../../foundation/base64url.ts'

import { authorities, secret, seed, signed } from '../../../testing/receipt-fixtures.ts'

describe('the holder’s key', () => {
  test('seed = HKDF-SHA256(s, "holder"); hash = SHA-256 of the public key; tag and bucket are its beginning', () => {
    const holder = holderOf(secret)
    expect(toHex(holder.seed)).toBe(toHex(hkdfSha256(secret, 'holder')))
    expect(toHex(holderHash(holder.publicKey))).toBe(toHex(sha256(holder.publicKey)))
    const hash = holderHash(holder.publicKey)
    expect(toHex(hash).startsWith(toHex(holderTag(hash)))).toBe(true)
    expect(holderTag(hash).length).toBe(8)
    expect(prefixOf(hash)).toBe(toHex(hash).slice(0, 3))
    expect(toHex(bundleKey(hash))).toBe(toHex(hkdfSha256(hash, 'vav-bundle/v1')))
  })
  test('a claim signs the challenge, the kind, the receipt and the words: changing any of them breaks it', () => {
    const claim = { kind: 'contest', receipt: '0011223344556677-1', challenge: new Uint8Array(32).fill(3), content: '{"words":"non"}' } as const
    const signature = signClaim(secret, claim)
    const holds = (changed: Parameters<typeof claimMessage>[0]) =>
      verifySignature({ algorithm: 'Ed25519', bytes: holderOf(secret).publicKey }, claimMessage(changed), signature)
    expect(holds(claim)).toBe(true)
    expect(
      [
        { ...claim, kind: 'observe' as const },
        { ...claim, receipt: '0011223344556677-2' },
        { ...claim, challenge: new Uint8Array(32) },
        { ...claim, content: '{}' },
      ].map(holds),
    ).toEqual([false, false, false, false])
    expect(new TextDecoder().decode(claimMessage(claim).subarray(0, 13))).toBe('vav-claim/v1\0')
  })
})

describe('the record beside the QR and the end of the shift', () => {
  const chain = authorities()
  const { receipt, bytes, hash } = signed(chain)
  const detail = '{"v":1}'
  const content = {
    payload: toBase64url(bytes),
    holderHash: toBase64url(hash),
    signature: toBase64url(receipt.signature),
    detail,
    detailSignature: toBase64url(signEd25519(seed('device'), detailMessage(bytes, hash, detail))),
    keyId: '',
    receivedAt: '',
    standing: 'valid',
    late: false,
    clockOff: false,
    cardProblem: null,
    annotations: [],
    entry: null,
  } as const

  test('signed by the same device for the same receipt → read; any other record, receipt or signature → refused', async () => {
    expect(await verifyDetail(content, receipt, chain)).toEqual({ ok: true, value: detail })
    expect(await verifyDetail({ ...content, detail: '{"v":2}' }, receipt, chain)).toMatchObject({ code: 'signature-wrong' })
    expect(await verifyDetail({ ...content, detailSignature: '*' }, receipt, chain)).toMatchObject({ code: 'signature-wrong' })
    expect(await verifyDetail(content, receipt, { ...chain, device: 'x' })).toMatchObject({ code: 'signature-wrong' })
    expect(await verifyDetail(content, signed(chain, { seq: 43 }).receipt, chain)).toMatchObject({ code: 'detail-of-another' })
  })
  test('an opened row gives the receipt back; a damaged one gives none', () => {
    expect(receiptOf(content, secret)).toMatchObject({ secret, payload: { seq: 42 } })
    expect([
      receiptOf({ ...content, payload: 'AA' }),
      receiptOf({ ...content, holderHash: '*' }),
      receiptOf({ ...content, signature: '*' }),
      receiptOf({ ...content, payload: '*' }),
    ]).toEqual([undefined, undefined, undefined, undefined])
  })
  test('the certificates above a key id are found, or none', () => {
    const bundle = { authorities: [chain.root, chain.unit], devices: [chain.device] }
    expect(chainFor(bundle, certificateId(chain.device))).toEqual(chain)
    expect(chainFor(bundle, new Uint8Array(8))).toBeUndefined()
    expect(chainFor({ ...bundle, authorities: [chain.root] }, certificateId(chain.device))).toBeUndefined()
    expect(chainFor({ ...bundle, authorities: [chain.unit] }, certificateId(chain.device))).toBeUndefined()
  })
  test('the chain of a shift changes with each receipt, each record and their order', () => {
    const [one, two] = [
      { payload: bytes, detail },
      { payload: bytes, detail: '{"v":2}' },
    ]
    const heads = [[one], [two], [one, two], [two, one]].map((shift) => toHex(shift.reduce((head, link) => chainLink(head, link), CHAIN_START)))
    expect(new Set(heads).size).toBe(4)
    expect(heads[0]).toBe(toHex(sha256(concat(new Uint8Array(32), bytes, sha256(detail)))))
  })
  test('a manifest signs its key, its numbers and its head', () => {
    expect(new TextDecoder().decode(manifestMessage({ keyId: 'ab', first: 1, last: 9, head: new Uint8Array(0) }))).toBe('vav-manifest/v1\0ab\n1\n9\n')
    expect(manifestMessage({ keyId: 'ab', first: 1, last: 9, head: new Uint8Array(32) }).length).toBe(23 + 32)
  })
})
