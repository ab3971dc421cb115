import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toBase32 } from '../../../foundation/base32.ts'
import { concat, toHex, utf8 } from '../../../foundation/bytes.ts'

import { signEd25519 } from '../../../foundation/signature.ts'
import { certificateId, decodeCertificate, issueCertificate, verifyChain, type Chain } from './certificate.ts'

import { decodeOutcome, encodeOutcome, RESULTS } from './outcome.ts'
import { decodePayload, encodePayload, PAYLOAD_LENGTH } from './payload.ts'
import { decodeReceipt, encodeShareable, parseReceiptId, receiptId } from './receipt.ts'
import { verifyReceipt } from './verify-receipt.ts'
import { toBase64url } from '../../../foundation/base64url.ts'

import { authorities, key, NOW, payloadFor, secret, seed, signed } from '../../../testing/receipt-fixtures.ts'

describe('VAV1, the 43 bytes', () => {
  test('each field stands at its place, big-endian', () => {
    const payload = payloadFor(authorities())
    const hex = toHex(encodePayload(payload))
    expect(hex).toBe(
      [
        '11',
        '0001',
        '0004',
        toHex(payload.keyId),
        '0000002a',
        '6b49d200',
        '0201',
        '010203',
        '0d',
        '40',
        '0a0b0c',
        '00000007',
        '0102030405060708',
      ].join(''),
    )
    expect(hex.length / 2).toBe(PAYLOAD_LENGTH)
    expect(toHex(encodePayload({ ...payload, algorithm: 'ES256' })).slice(0, 2)).toBe('12')
  })
  test('what is written is read back, for every value of every field', () => {
    const any = (bits: number) => fc.integer({ min: 0, max: 2 ** bits - 1 })
    const eight = fc.uint8Array({ minLength: 8, maxLength: 8 }).map((array) => new Uint8Array(array))
    const payloads = fc.record({
      algorithm: fc.constantFrom('Ed25519' as const, 'ES256' as const),
      city: any(16),
      unit: any(16),
      keyId: eight,
      seq: any(32),
      time: any(32),
      quarter: any(16),
      section: any(24),
      ground: any(8),
      outcome: any(8),
      officer: any(24),
      anchor: fc.record({ size: any(32), rootPrefix: eight }),
    })
    fc.assert(fc.property(payloads, (payload) => void expect(decodePayload(encodePayload(payload))).toEqual(payload)))
  })
  test('another length, version or algorithm → not a payload', () => {
    const bytes = encodePayload(payloadFor(authorities()))
    const first = (value: number) => new Uint8Array([value, ...bytes.subarray(1)])
    expect([bytes.subarray(1), concat(bytes, new Uint8Array(1)), first(0x10), first(0x13), first(0x21), first(0x01)].map(decodePayload)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('the outcome byte', () => {
  test('three bits of result, then pat-down 8, bag 16, vehicle 32, explained 64, camera 128', () => {
    const none = { result: 'delit', patDown: false, bag: false, vehicle: false, explained: false, camera: false } as const
    expect(
      [
        none,
        { ...none, patDown: true },
        { ...none, bag: true },
        { ...none, vehicle: true },
        { ...none, explained: true },
        { ...none, camera: true },
      ].map(encodeOutcome),
    ).toEqual([2, 10, 18, 34, 66, 130])
  })
  test('all 256 bytes: those that name a result come back, the two that name none are refused', () => {
    for (let byte = 0; byte < 256; byte += 1) {
      const outcome = decodeOutcome(byte)
      if ((byte & 7) < RESULTS.length) expect(outcome && encodeOutcome(outcome)).toBe(byte)
      else expect(outcome).toBeUndefined()
    }
  })
})

describe('the receipt in a QR', () => {
  test('123 bytes with the secret, 139 without; both decode to the same holder hash, one alone can claim', () => {
    const { receipt, text, bytes, hash } = signed(authorities())
    const shared = decodeReceipt(encodeShareable(bytes, hash, receipt.signature))
    expect([text.length, encodeShareable(bytes, hash, receipt.signature).length]).toEqual([Math.ceil((123 * 8) / 5), Math.ceil((139 * 8) / 5)])
    expect([toHex(receipt.holderHash), toHex(shared?.holderHash ?? bytes)]).toEqual([toHex(hash), toHex(hash)])
    expect([receipt.secret, shared?.secret]).toEqual([secret, undefined])
    expect(toHex(receipt.payloadBytes)).toBe(toHex(bytes))
  })
  test('lower case and spaces around are forgiven; a cut or foreign text is not a receipt', () => {
    const { text } = signed(authorities())
    expect(decodeReceipt(` ${text.toLowerCase()} `)?.payload.seq).toBe(42)
    expect(
      [text.slice(1), text.slice(0, -2), '', 'https://example.org', toBase32(new Uint8Array(123)), toBase32(new Uint8Array(107))].map(decodeReceipt),
    ).toEqual(Array.from({ length: 6 }, () => undefined))
  })
  test('its identity: key id in hex, a hyphen, the number; nothing else is read as one', () => {
    expect(receiptId(new Uint8Array([0, 17, 34, 51, 68, 85, 102, 119]), 42)).toBe('0011223344556677-42')
    expect(parseReceiptId('0011223344556677-42')).toEqual({ keyId: '0011223344556677', seq: 42 })
    expect(parseReceiptId('0011223344556677-4294967295')?.seq).toBe(4_294_967_295)
    expect(
      [
        '0011223344556677-0',
        '0011223344556677-042',
        '001122334455667-1',
        '00112233445566778-1',
        'x0011223344556677-1',
        '0011223344556677-1x',
        '0011223344556677-4294967296',
        '0011223344556677-',
        '0011223344556677',
        '0011223344556677-99999999999',
      ].map(parseReceiptId),
    ).toEqual(Array.from({ length: 10 }, () => undefined))
  })
})

describe('verification, offline', () => {
  test('signed by a device that the root vouched for, then → genuine', async () => {
    const chain = authorities()
    expect(await verifyReceipt(signed(chain).receipt, chain)).toMatchObject({ ok: true, value: { unit: { unit: 4 } } })
  })
  test('every single changed byte of the QR → not genuine', async () => {
    const chain = authorities()
    const { receipt } = signed(chain)
    const whole = concat(receipt.payloadBytes, secret, receipt.signature)
    for (let at = 0; at < whole.length; at += 1) {
      const changed = new Uint8Array(whole)
      changed[at] = (changed[at] ?? 0) ^ 1
      const decoded = decodeReceipt(toBase32(changed))
      expect(decoded === undefined || !(await verifyReceipt(decoded, chain)).ok, `byte ${at}`).toBe(true)
    }
  })
  const refused = (name: string, receipt: () => ReturnType<typeof verifyReceipt>, code: string) =>
    test(`${name} → ${code}`, async () => expect(await receipt()).toMatchObject({ ok: false, code }))
  refused('signed by another key', () => verifyReceipt(signed(authorities(), {}, 'rogue').receipt, authorities()), 'signature-wrong')
  refused('of another city', () => verifyReceipt(signed(authorities(), { city: 2 }).receipt, authorities()), 'receipt-of-another-device')
  refused('of another unit', () => verifyReceipt(signed(authorities(), { unit: 5 }).receipt, authorities()), 'receipt-of-another-device')
  refused(
    'under another key id',
    () => verifyReceipt(signed(authorities(), { keyId: new Uint8Array(8) }).receipt, authorities()),
    'receipt-of-another-device',
  )
  refused(
    'under another algorithm',
    () => verifyReceipt(signed(authorities(), { algorithm: 'ES256' }).receipt, authorities()),
    'receipt-of-another-device',
  )
  refused('with an outcome that names nothing', () => verifyReceipt(signed(authorities(), { outcome: 7 }).receipt, authorities()), 'outcome-unknown')
  refused(
    'before the certificate',
    () => verifyReceipt(signed(authorities(), { time: NOW - 1001 }).receipt, authorities()),
    'certificate-not-valid-then',
  )
})

describe('the chain of certificates', () => {
  test('its first and last seconds are inside, the ones around are not', async () => {
    const chain = authorities()
    const verdicts = await Promise.all([NOW - 1001, NOW - 1000, NOW + 1000, NOW + 1001].map((time) => verifyChain(chain, time)))
    expect(verdicts.map(({ ok }) => ok)).toEqual([false, true, true, false])
    for (const kind of ['root', 'unit', 'device'] as const) {
      expect(await verifyChain(authorities({ [kind]: { to: NOW - 1 } }), NOW)).toMatchObject({
        code: 'certificate-not-valid-then',
        evidence: { kind, time: NOW },
      })
      expect(await verifyChain(authorities({ [kind]: { from: NOW + 1 } }), NOW)).toMatchObject({ code: 'certificate-not-valid-then' })
    }
  })
  const whole = authorities()
  const refusals: readonly (readonly [string, Chain, string])[] = [
    ['a text that is no certificate', { ...whole, root: 'AAAA' }, 'certificate-malformed'],
    ['a device certificate in the unit’s place', { ...whole, unit: whole.device }, 'certificate-malformed'],
    ['a unit certificate in the root’s place', { ...whole, root: whole.unit }, 'certificate-malformed'],
    ['a unit certificate in the device’s place', { ...whole, device: whole.unit }, 'certificate-malformed'],
    [
      'a root that did not sign itself',
      {
        ...whole,
        root: issueCertificate(
          { kind: 'root', city: '80021', cityNumber: 1, unit: 0, key: key('root'), from: 0, to: 2 ** 31, issuer: '' },
          seed('rogue'),
        ),
      },
      'certificate-forged',
    ],
    [
      'a unit signed by another root',
      {
        ...whole,
        unit: issueCertificate(
          { kind: 'unit', city: '80021', cityNumber: 1, unit: 4, key: key('unit'), from: 0, to: 2 ** 31, issuer: '' },
          seed('rogue'),
        ),
      },
      'certificate-forged',
    ],
    [
      'a device signed by another unit',
      {
        ...whole,
        device: issueCertificate(
          { kind: 'device', city: '80021', cityNumber: 1, unit: 4, key: key('device'), from: 0, to: 2 ** 31, issuer: '' },
          seed('rogue'),
        ),
      },
      'certificate-forged',
    ],
    ['a unit that names another issuer', authorities({ unit: { issuer: '00' } }), 'certificate-of-another'],
    ['a device that names another issuer', authorities({ device: { issuer: '00' } }), 'certificate-of-another'],
    ['a unit of another city', authorities({ unit: { city: '59350' } }), 'certificate-of-another'],
    ['a device of another city', authorities({ device: { city: '59350' } }), 'certificate-of-another'],
    ['a device of another unit', authorities({ device: { unit: 5 } }), 'certificate-of-another'],
    ['a unit of another city number', authorities({ unit: { cityNumber: 2 } }), 'certificate-of-another'],
    ['a device of another city number', authorities({ device: { cityNumber: 2 } }), 'certificate-of-another'],
  ]
  test.each(refusals)('%s → refused', async (_name, chain, code) => expect(await verifyChain(chain, NOW)).toMatchObject({ ok: false, code }))

  test('one certificate, one text: any other spelling of the same is refused', () => {
    const body = (json: string) => toBase64url(concat(utf8(json), signEd25519(seed('root'), concat(utf8('vav-certificate/v1\0'), utf8(json)))))
    const good = `{"algorithm":"Ed25519","city":"80021","cityNumber":1,"from":1,"issuer":"","key":"${toBase64url(key('root').bytes)}","kind":"root","to":2,"unit":0,"v":1}`
    expect(decodeCertificate(body(good))).toMatchObject({ kind: 'root', from: 1, to: 2 })
    const wrong = [
      good.replace('"v":1', '"v":2'),
      good.replace('"from":1', '"from":-1'),
      good.replace('"from":1', '"from":1.5'),
      good.replace('"from":1', '"from":"1"'),
      good.replace('root', 'boss'),
      good.replace('Ed25519', 'RSA'),
      good.replace('"city":"80021"', '"city":80021'),
      good.replace('"issuer":""', '"issuer":null'),
      good.replace('"key":"', '"key":"AA'),
      good.replace('{', '{ '),
      good.replace('"unit":0,', ''),
      good.replace('"v":1', '"v":1,"x":1'),
      'null',
      '[]',
      '',
    ]
    for (const json of wrong) expect(decodeCertificate(body(json)), json).toBeUndefined()
    expect(decodeCertificate(toBase64url(new Uint8Array(64)))).toBeUndefined()
    expect(decodeCertificate('*')).toBeUndefined()
  })
  test('an ES256 device: its key is 65 bytes', () => {
    const made = issueCertificate(
      {
        kind: 'device',
        city: '80021',
        cityNumber: 1,
        unit: 4,
        key: { algorithm: 'ES256', bytes: new Uint8Array(65).fill(4) },
        from: 1,
        to: 2,
        issuer: '',
      },
      seed('unit'),
    )
    expect(decodeCertificate(made)?.key.algorithm).toBe('ES256')
    const short = issueCertificate(
      { kind: 'device', city: '80021', cityNumber: 1, unit: 4, key: { algorithm: 'ES256', bytes: new Uint8Array(32) }, from: 1, to: 2, issuer: '' },
      seed('unit'),
    )
    expect(decodeCertificate(short)).toBeUndefined()
  })
  test('its id is the first 8 bytes of SHA-256 of its text', () => expect(toHex(certificateId('abc'))).toBe('ba7816bf8f01cfea'))
})
