import { generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromBase32, toBase32 } from './base32.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { fromBase64url, toBase64url } from './base64url.ts'
import { concat, equalBytes, fromHex, toHex, utf8 } from './bytes.ts'
import { canonicalJson } from './canonical-json.ts'
import { hkdfSha256, sha256 } from './digest.ts'
import { parseReference, readableReference, uuidV7 } from './ids.ts'
import { addDays, dateAt, monthOf, parseLocalDate, parseMonth, startOfDate } from './local-date.ts'
import { addCivilMonths, civilDate } from './civil-date.ts'
import { ed25519PublicKey, signEd25519, verifySignature } from './signature.ts'
import { wording } from './wording.ts'

const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => new Uint8Array(array))

describe('encodings come back as they went, and only one text stands for one value', () => {
  test('base32, base64url, hex', () => {
    fc.assert(fc.property(bytes, (value) => equalBytes(fromBase32(toBase32(value)) ?? utf8('?'), value)))
    fc.assert(fc.property(bytes, (value) => equalBytes(fromBase64url(toBase64url(value)) ?? utf8('?'), value)))
    fc.assert(fc.property(bytes, (value) => equalBytes(fromHex(toHex(value)) ?? utf8('?'), value)))
  })
  test('RFC 4648 §10: "foobar" → MZXW6YTBOI; lower case, a foreign letter and spare bits are refused', () => {
    expect(toBase32(utf8('foobar'))).toBe('MZXW6YTBOI')
    expect(['mzxw6ytboi', 'MZXW6YTBO1', 'MZXW6YTBOJ', 'A'].map(fromBase32)).toEqual([undefined, undefined, undefined, undefined])
  })
  test('texts of megabytes are read as short ones are: base64 and base64url', () => {
    const bytes = new Uint8Array(25_000_001).fill(7)
    expect(fromBase64(toBase64(bytes))?.length).toBe(bytes.length)
    expect(fromBase64url(toBase64url(bytes))?.length).toBe(bytes.length)
    expect(fromBase64(`${toBase64(bytes).slice(0, -4)}*A==`)).toBe(undefined)
  })
  test('non-canonical base64url → refused', () =>
    expect(['QQ==', 'QR', 'A', '+/'].map(fromBase64url)).toEqual([undefined, undefined, undefined, undefined]))
  test('RFC 8785: members in order, numbers as ECMAScript writes them, no lone surrogate, no NaN', () => {
    expect(canonicalJson({ b: [1e21, true, null], a: 'é', 10: 0.1 })).toBe('{"10":0.1,"a":"é","b":[1e+21,true,null]}')
    expect(() => canonicalJson(Number.NaN)).toThrow(RangeError)
    expect(() => canonicalJson('\ud800')).toThrow(RangeError)
  })
  test('FIPS 180-4 and RFC 5869 known answers', () => {
    expect(toHex(sha256('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    for (const text of ['', 'é\u{1f600}', 'alone: \ud800', 'x'.repeat(5000)]) expect(sha256(text)).toEqual(sha256(utf8(text)))
    expect(toHex(hkdfSha256(new Uint8Array(22).fill(0x0b), ''))).toBe('8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d')
    expect(toHex(concat(utf8('a'), utf8('b')))).toBe('6162')
  })
})

describe('references survive a voice and a hand', () => {
  test('any single wrong sign is caught; spaces, hyphens and small letters are forgiven', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 7, maxLength: 7 }), fc.nat(7), fc.nat(30), (random, at, shift) => {
        const reference = readableReference(random)
        expect(parseReference(`${reference.slice(0, 4)} -${reference.slice(4)}`.toLowerCase(), 8)).toBe(reference)
        const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
        const wrong = signs[(signs.indexOf(reference[at] ?? '') + 1 + shift) % 32] ?? ''
        expect(parseReference(reference.slice(0, at) + wrong + reference.slice(at + 1), 8)).toBeUndefined()
      }),
    )
  })
  test('another length, or a sign that is not in the alphabet → refused', () =>
    expect([parseReference('ABC', 8), parseReference('0OI1AAAA', 8)]).toEqual([undefined, undefined]))
  test('UUIDv7: version 7, variant 10, in order of time', () => {
    const [early, late] = [uuidV7(1000, new Uint8Array(10).fill(255)), uuidV7(2000, new Uint8Array(10))]
    expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(early < late).toBe(true)
  })
})

describe('civil dates in France', () => {
  test('as text, without a calendar’s library: the same date for each hour of five years, in Paris and in Cayenne', () => {
    for (let hour = Date.UTC(2025, 0, 1); hour < Date.UTC(2030, 0, 1); hour += 3_600_000 * 7)
      for (const zone of ['Europe/Paris', 'America/Cayenne']) expect(civilDate(new Date(hour), zone)).toBe(dateAt(new Date(hour), zone).toString())
  })
  test('31 January + 1 month → 28 February; 29 February 2028 + 12 months → 28 February 2029; 30 November + 3 months → 28 February', () =>
    expect([addCivilMonths('2027-01-31', 1), addCivilMonths('2028-02-29', 12), addCivilMonths('2026-11-30', 3), addCivilMonths('2026-12-15', 1)]).toEqual(['2027-02-28', '2029-02-28', '2027-02-28', '2027-01-15'])) // prettier-ignore
  test('23:30 UTC on 28 February 2027 is 1 March in Paris', () => expect(dateAt(new Date('2027-02-28T23:30:00Z')).toString()).toBe('2027-03-01'))
  test('28 March 2027, the clock goes forward: the day begins at 23:00 UTC, the next at 22:00', () => {
    const day = parseLocalDate('2027-03-28')
    if (!day) throw new Error('a date')
    expect([startOfDate(day), startOfDate(addDays(day, 1))].map((at) => at.toISOString())).toEqual([
      '2027-03-27T23:00:00.000Z',
      '2027-03-28T22:00:00.000Z',
    ])
  })
  test('30 February, a time, another order → no date', () =>
    expect(['2027-02-30', '2027-03-01T00:00', '01/03/2027', ''].map(parseLocalDate)).toEqual([undefined, undefined, undefined, undefined]))
  test('December ends where January begins', () => {
    const month = parseMonth('2026-12')
    expect([month?.first.toString(), month?.next.toString(), month && monthOf(month.next)]).toEqual(['2026-12-01', '2027-01-01', '2027-01'])
    expect(parseMonth('2026-13')).toBeUndefined()
  })
})

describe('signatures', () => {
  const message = utf8('un reçu')
  test('ES256: not judged before its algorithm is loaded; then its own signature holds, another’s and a damaged one do not', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const key = { algorithm: 'ES256', bytes: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-65)) } as const
    const signature = sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' })
    expect(() => verifySignature(key, message, signature)).toThrow('ES256 is not loaded')
    await import('./es256.ts')
    expect(verifySignature(key, message, signature)).toBe(true)
    expect([utf8('un autre'), message.subarray(1)].map((other) => verifySignature(key, other, signature))).toEqual([false, false])
    expect(verifySignature(key, message, signature.subarray(1))).toBe(false)
    expect(verifySignature({ ...key, bytes: key.bytes.fill(9) }, message, signature)).toBe(false)
  })
  test('Ed25519: RFC 8032 §7.1, test 2; strict, so a changed S is refused', () => {
    const seed = fromHex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb') ?? new Uint8Array()
    const key = { algorithm: 'Ed25519', bytes: ed25519PublicKey(seed) } as const
    expect(toHex(key.bytes)).toBe('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c')
    const signature = signEd25519(seed, new Uint8Array([0x72]))
    expect(toHex(signature).startsWith('92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da')).toBe(true)
    expect(verifySignature(key, new Uint8Array([0x72]), signature)).toBe(true)
    expect(verifySignature(key, new Uint8Array([0x73]), signature)).toBe(false)
  })
})

describe('wording', () => {
  const catalogue = { seen: { fr: '{n} {n|contrôle|contrôles} à {place}', en: '{n} {n|check|checks} in {place}' } }
  test('zero is singular in French, plural in English; numbers as each language writes them', () => {
    expect(wording(catalogue, 'fr')('seen', { n: 0, place: 'Amiens' })).toBe('0 contrôle à Amiens')
    expect(wording(catalogue, 'en')('seen', { n: 0, place: 'Amiens' })).toBe('0 checks in Amiens')
    expect(wording(catalogue, 'fr')('seen', { n: 12345, place: 'Amiens' })).toBe('12\u202f345 contrôles à Amiens')
  })
})
