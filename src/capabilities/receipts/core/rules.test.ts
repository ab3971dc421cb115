import { describe, expect, test } from 'vitest'
import { ACTS_OF_SERVICE } from '../../../foundation/police-acts.ts'
import { quietCheck } from '../../../testing/cast.ts'
import { aesOverWebCrypto, openBundle } from './open-bundle.ts'
import { checkAgrees, checkRules, type UnitRules } from './check-rules.ts'
import { countSince } from './count-since.ts'
import { writeDetail, type CheckDetail } from './detail.ts'
import { isForbiddenField } from './forbidden-fields.ts'
import { articleOn, groundOfByte, groundOfCode, GROUNDS, groundsOf } from './ground.ts'
import { MOTIVES, MOTIVES_OF_GROUND } from './motive.ts'
import { encodeOutcome } from './outcome.ts'
import { enrolmentMessage, requestMessage } from './request-signature.ts'
import { timingOf } from './timing.ts'
import { certificateWindows } from './windows.ts'

const municipal: UnitRules = { kind: 'police_municipale', acts: ['releve_identite'], optionalFields: [] }
const national: UnitRules = { kind: 'police_nationale', acts: ACTS_OF_SERVICE.police_nationale, optionalFields: [] }
const NOW = Date.parse('2027-03-01T12:00:00Z')
const day = '2027-03-01'
const outcomeOf = (detail: CheckDetail) => checkRules(detail, detail.act === 'releve_identite' ? municipal : national, day)
const national1 = (changes: Partial<CheckDetail>) =>
  quietCheck(NOW, {
    act: 'controle_identite',
    ground: 'OP1',
    motive: 'public_order',
    circumstances: ['gathering'],
    officers: [{ kind: 'rio', number: 1234567 }],
    ...changes,
  })

describe('grounds, by service and by date', () => {
  test('municipal police: the relevé alone (CPP 78-6), even if its unit claims more', () => {
    expect(groundsOf(municipal).map(({ code }) => code)).toEqual(['RI1'])
    expect(groundsOf({ kind: 'police_municipale', acts: ['controle_identite', 'releve_identite'] }).map(({ code }) => code)).toEqual(['RI1'])
  })
  test('national police: every ground but the relevé; and only those of its own acts', () => {
    expect(groundsOf(national).map(({ code }) => code)).toEqual([
      'PJ1',
      'PJ2',
      'PJ3',
      'PJ4',
      'PJ5',
      'RQ1',
      'OP1',
      'FR1',
      'TR1',
      'RQ2',
      'OP2',
      'VI1',
      'CR1',
    ])
    expect(groundsOf({ kind: 'gendarmerie', acts: ['controle_routier'] }).map(({ code }) => code)).toEqual(['CR1'])
  })
  test('bytes 1 to 14, one for each ground, never another', () => {
    expect(GROUNDS.map(({ byte, code }) => `${byte}${code}`).join(' ')).toBe(
      '1PJ1 2PJ2 3PJ3 4PJ4 5PJ5 6RQ1 7OP1 8FR1 9TR1 10RQ2 11OP2 12VI1 13RI1 14CR1',
    )
    expect([groundOfByte(0), groundOfByte(15), groundOfCode('XX')]).toEqual([undefined, undefined, undefined])
    expect(groundOfByte(13)).toBe(groundOfCode('RI1'))
  })
  test('31 December 2028: CPP 78-6; 1 January 2029: L.3222-3 à L.3222-6 (ordonnance 2025-1091); before 2016-06-05: none', () => {
    const releve = groundOfCode('RI1')
    if (!releve) throw new Error('it exists')
    expect([
      articleOn(releve, '2028-12-31')?.article,
      articleOn(releve, '2029-01-01')?.article,
      articleOn(releve, '2016-06-05')?.from,
      articleOn(releve, '2016-06-04'),
    ]).toEqual(['CPP art. 78-6', 'CPP art. L.3222-3 à L.3222-6 (ordonnance 2025-1091)', '2016-06-05', undefined])
  })
  test('each ground with its articles, as facts/receipt.md lists them', () => {
    expect(GROUNDS.map(({ code, articles, circumstancesRequired }) => `${code}${circumstancesRequired ? '*' : ''} ${articles.map(({ article }) => article.replace('CPP art. ', '').replace(' (ordonnance 2025-1091)', '')).join(' → ')}`)).toEqual([
      'PJ1 78-2 al. 2 → L.3222-1 et s.', 'PJ2 78-2 al. 3 → L.3222-1 et s.', 'PJ3 78-2 al. 4 → L.3222-1 et s.', 'PJ4 78-2 al. 5 → L.3222-1 et s.', 'PJ5 78-2 al. 6 → L.3222-1 et s.', 'RQ1 78-2 al. 7 → L.3223-1',
      'OP1* 78-2 al. 8 → L.3224-1 et L.3224-2', 'FR1 78-2 al. 9 et 10 → L.3224-6 et s.', 'TR1 78-2-1', 'RQ2 78-2-2 → L.3223', 'OP2 78-2-4 → L.3224-3 et L.3224-4', 'VI1 78-3 → L.3225', 'RI1 78-6 → L.3222-3 à L.3222-6', 'CR1 C. route art. L.233-2',
    ]) // prettier-ignore
  })
  test('the motives offered for each ground, the likeliest first; all from the closed list', () => {
    expect(
      Object.values(MOTIVES_OF_GROUND)
        .flat()
        .every((motive) => MOTIVES.includes(motive)),
    ).toBe(true)
    expect(MOTIVES_OF_GROUND.PJ1).toEqual(['drugs', 'weapons', 'theft', 'damage', 'violence', 'other_offence'])
    expect([MOTIVES_OF_GROUND.PJ2, MOTIVES_OF_GROUND.PJ3]).toEqual([MOTIVES_OF_GROUND.PJ1, MOTIVES_OF_GROUND.PJ1])
    expect([
      MOTIVES_OF_GROUND.PJ4,
      MOTIVES_OF_GROUND.PJ5,
      MOTIVES_OF_GROUND.RQ1,
      MOTIVES_OF_GROUND.RQ2,
      MOTIVES_OF_GROUND.FR1,
      MOTIVES_OF_GROUND.TR1,
      MOTIVES_OF_GROUND.VI1,
    ]).toEqual([['judicial_order'], ['wanted'], ['prosecutor_order'], ['prosecutor_order'], ['border_zone'], ['workplace'], ['identity_not_shown']])
    expect([MOTIVES_OF_GROUND.OP1, MOTIVES_OF_GROUND.OP2, MOTIVES_OF_GROUND.CR1]).toEqual([
      ['public_order', 'violence', 'weapons'],
      ['public_order', 'weapons'],
      ['traffic', 'cycling'],
    ])
    expect(MOTIVES_OF_GROUND.RI1).toEqual([
      'public_drinking',
      'noise',
      'dumping',
      'traffic',
      'cycling',
      'animal',
      'terraces',
      'market_rules',
      'other_offence',
    ])
  })
})

describe('the rules of one record', () => {
  test('a quiet relevé → accepted as it is', () => {
    const detail = quietCheck(NOW)
    expect(outcomeOf(detail)).toEqual({ ok: true, value: detail })
    expect(outcomeOf(national1({})).ok).toBe(true)
  })
  const cases: readonly (readonly [string, CheckDetail, string])[] = [
    ['a ground of another service', quietCheck(NOW, { ground: 'PJ1' }), 'ground-not-of-this-service'],
    ['an act that its ground does not carry', national1({ act: 'verification_identite' }), 'act-and-ground-differ'],
    ['a text not in force that day', quietCheck(NOW, { groundText: '2029-01-01' }), 'ground-text-not-in-force'],
    ['a motive that the ground does not know', quietCheck(NOW, { motive: 'drugs' }), 'motive-not-of-this-ground'],
    ['OP1 without circumstances (CPP 78-2 al. 8)', national1({ circumstances: [] }), 'circumstances-missing'],
    ['an end before its start', quietCheck(NOW, { ended: Math.floor(NOW / 1000) - 1201 }), 'ends-before-it-starts'],
    ['no officer at all', quietCheck(NOW, { officers: [] }), 'officer-missing'],
    ['a RIO in municipal police', quietCheck(NOW, { officers: [{ kind: 'rio', number: 1 }] }), 'officer-number-of-another-service'],
    [
      'a municipal card in national police',
      national1({ officers: [{ kind: 'exempt' }, { kind: 'card', number: 1 }] }),
      'officer-number-of-another-service',
    ],
    ['an age band that the city does not allow', quietCheck(NOW, { ageBand: 'minor' }), 'optional-field-not-allowed'],
    ['a sex that the city does not allow', quietCheck(NOW, { sex: 'female' }), 'optional-field-not-allowed'],
  ]
  test.each(cases)('%s → refused', (_name, detail, code) => expect(outcomeOf(detail)).toMatchObject({ ok: false, code }))
  test('the refusal carries its evidence', () => {
    expect(outcomeOf(quietCheck(NOW, { ground: 'PJ1' }))).toMatchObject({ evidence: { ground: 'PJ1', service: 'police_municipale' } })
    expect(outcomeOf(national1({ act: 'verification_identite' }))).toMatchObject({ evidence: { act: 'verification_identite', ground: 'OP1' } })
    expect(outcomeOf(quietCheck(NOW, { groundText: 'x' }))).toMatchObject({ evidence: { date: day } })
    expect(outcomeOf(quietCheck(NOW, { motive: 'drugs' }))).toMatchObject({ evidence: { motive: 'drugs' } })
    expect(outcomeOf(national1({ circumstances: [] }))).toMatchObject({ evidence: { ground: 'OP1' } })
    expect(outcomeOf(quietCheck(NOW, { sex: 'male' }))).toMatchObject({ evidence: { field: 'sex' } })
  })
  test('exempt or not given is lawful anywhere; an instant check is a check; optional fields pass where the city allows them', () => {
    expect(outcomeOf(quietCheck(NOW, { officers: [{ kind: 'exempt' }, { kind: 'not_given' }], ended: Math.floor(NOW / 1000) - 1200 })).ok).toBe(true)
    expect(checkRules(quietCheck(NOW, { ageBand: '18-24', sex: 'male' }), { ...municipal, optionalFields: ['ageBand', 'sex'] }, day).ok).toBe(true)
    expect(checkRules(quietCheck(NOW, { ageBand: '18-24', sex: 'male' }), { ...municipal, optionalFields: ['ageBand'] }, day)).toMatchObject({
      evidence: { field: 'sex' },
    })
  })
})

describe('the record says what the QR says', () => {
  const detail = quietCheck(NOW, { followUps: ['pat_down', 'bag', 'vehicle'], camera: true })
  const outcome = { result: 'contravention', patDown: true, bag: true, vehicle: true, explained: true, camera: true } as const
  const payload = {
    algorithm: 'Ed25519',
    city: 1,
    unit: 1,
    keyId: new Uint8Array(8),
    seq: 1,
    time: detail.started,
    quarter: 1,
    section: 11,
    ground: 13,
    outcome: encodeOutcome(outcome),
    officer: 1001,
    anchor: { size: 0, rootPrefix: new Uint8Array(8) },
  } as const
  test('word for word → agreed', () => {
    expect(checkAgrees(detail, payload, 13)).toEqual({ ok: true, value: detail })
    expect(checkAgrees({ ...detail, officers: [{ kind: 'exempt' }] }, { ...payload, officer: 0 }, 13).ok).toBe(true)
  })
  const different: readonly (readonly [string, Partial<typeof payload> | object])[] = [
    ['time', { time: 1 }], ['quarter', { quarter: 2 }], ['section', { section: 12 }], ['officer', { officer: 1002 }], ['ground', { ground: 12 }], ['result', { outcome: encodeOutcome({ ...outcome, result: 'nothing' }) }],
    ['explained', { outcome: encodeOutcome({ ...outcome, explained: false }) }], ['camera', { outcome: encodeOutcome({ ...outcome, camera: false }) }], ['pat-down', { outcome: encodeOutcome({ ...outcome, patDown: false }) }],
    ['bag', { outcome: encodeOutcome({ ...outcome, bag: false }) }], ['vehicle', { outcome: encodeOutcome({ ...outcome, vehicle: false }) }], ['an outcome that names nothing', { outcome: 7 }],
  ] // prettier-ignore
  test.each(different)('another %s → refused', (_name, changes) =>
    expect(checkAgrees(detail, { ...payload, ...changes }, 13)).toMatchObject({ ok: false, code: 'detail-differs-from-receipt' }),
  )
})

describe('time', () => {
  const detail = quietCheck(NOW)
  test('exactly one day after its end is on time, a second more is late', () => {
    expect([86_400, 86_401].map((after) => timingOf(detail, detail.ended + after, undefined).late)).toEqual([false, true])
  })
  test('a clock ten minutes off is trusted, a second more is flagged, either way', () => {
    const received = detail.ended
    expect([600, 601, -600, -601].map((drift) => timingOf(detail, received, received + drift).clockOff)).toEqual([false, true, false, true])
  })
  test('a check more than ten minutes in the future is flagged, whatever the clock says', () => {
    expect([600, 601].map((ahead) => timingOf(detail, detail.started - ahead, undefined).clockOff)).toEqual([false, true])
  })
  test('certificates: fixed windows of 72 hours without a hole, cut to the issuer’s own life', () => {
    const three = 259_200
    expect(certificateWindows([three + 5, 2 * three + 5], { from: 0, to: 1e9 })).toEqual([
      { from: three, to: 2 * three - 1 },
      { from: 2 * three, to: 3 * three - 1 },
    ])
    expect(certificateWindows([three, three], { from: three + 10, to: three + 20 })).toEqual([{ from: three + 10, to: three + 20 }])
    expect(certificateWindows([0, 10], { from: three, to: 2 * three })).toEqual([])
    expect(certificateWindows([0, 10], { from: three - 1, to: three - 1 })).toEqual([{ from: three - 1, to: three - 1 }])
  })
  test('the carnet counts 30 days to the second, and 12 calendar months: 29 February 2028 − 12 months is 28 February 2027', () => {
    const now = Date.parse('2028-02-29T12:00:00+01:00') / 1000
    expect(countSince([now, now - 30 * 86_400 + 1, now - 30 * 86_400, now + 1], now, 'days30')).toBe(2)
    const edge = Date.parse('2027-02-28T12:00:00+01:00') / 1000
    expect(countSince([edge + 1, edge], now, 'months12')).toBe(1)
  })
})

describe('what may never be written', () => {
  const forbidden = [
    'name',
    'nom',
    'prenom',
    'last_name',
    'birthDate',
    'date_naissance',
    'id_card_number',
    'passport',
    'photo',
    'face',
    'signature_image',
    'nationality',
    'ethnicity',
    'self-defined ethnicity',
    'race',
    'skin_colour',
    'religion',
    'description_physique',
    'demeanour',
    'file_check',
    'phone_number',
    'mobile',
    'officer_name',
    'latitude',
    'gps',
    'person_key',
    'holderName',
    'appearance',
    'clothing',
    'fingerprint',
    'usual_name',
    'wanted_file',
    'coordinates',
    'lat',
    'lng',
  ]
  test.each(forbidden)('%s → forbidden', (field) => expect(isForbiddenField(field)).toBe(true))
  test.each([
    'quarter',
    'section',
    'ground',
    'officers',
    'result',
    'holder_hash',
    'holder_tag',
    'started',
    'unit_name',
    'late',
    'surface',
    'trace',
    'longest',
  ])('%s → allowed', (field) => expect(isForbiddenField(field)).toBe(false))
})

test('what a phone signs to speak: method, path, time and the body’s digest; to enrol: the code and its key', () => {
  const text = new TextDecoder().decode(requestMessage({ method: 'POST', path: '/agent/api/contexte', time: 5, body: new Uint8Array() }))
  expect(text).toBe('vav-request/v1\nPOST\n/agent/api/contexte\n5\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(new TextDecoder().decode(enrolmentMessage('ABCD', new Uint8Array([65])))).toBe('vav-enrolment/v1\0ABCD\nA')
})

test('the signed text of a record is canonical JSON', () => {
  expect(writeDetail(quietCheck(NOW))).toMatch(/^\{"act":"releve_identite","camera":false,"circumstances":\[\],"delivery":\{"mode":"screen"\},/)
})

test('a bundle opens only what its key seals: foreign rows, damaged rows and other tags are passed over', async () => {
  const decrypt = aesOverWebCrypto(crypto.subtle)
  const hash = new Uint8Array(32).fill(1)
  const bundle = {
    v: 1,
    city: '80021',
    scope: day,
    madeAt: '',
    authorities: [],
    devices: [],
    journal: [],
    receipts: [
      { tag: 'AQEBAQEBAQE', sealed: '*' },
      { tag: 'AQEBAQEBAQE', sealed: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
      { tag: 'AAAAAAAAAAA', sealed: 'AAAA' },
    ],
  } as const
  expect(await openBundle(bundle, hash, decrypt)).toEqual([])
})
