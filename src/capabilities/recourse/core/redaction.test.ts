import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accountShape } from './case-content.ts'
import { CUT, findStretches, joinStretches, leftIn, redact, tellingIn, tellingOf } from './redaction.ts'

const cut = (text: string, ...hidden: readonly string[]) => redact(text, findStretches(text, hidden))
const ACCOUNT = accountShape.parse({ what: ['incorrection'], day: '2026-11-20', hour: '21:30', place: 'place Gambetta', service: '', officer: '1234567', text: 't', wants: '', standing: 'named', person: 'Zoé El Khatib', contact: '06 12 34 56 78, zoe@a.example', receipt: '' }) // prettier-ignore

describe('what is taken out of a text', () => {
  test('is gone everywhere, whatever its accents, capitals and spaces; words that only contain it stay', () => {
    expect(cut('Zoé, ZOÉ et zoe ; la zoologie reste.', 'Zoé')).toBe(`${CUT}, ${CUT} et ${CUT} ; la zoologie reste.`)
    expect(cut('Appelez le 0612345678 ou le 06.12.34.56.78.', '06 12 34 56 78')).toBe(`Appelez le ${CUT} ou le ${CUT}.`)
    expect(cut('Tomate, Atom, Tom', 'Tom')).toBe(`Tomate, Atom, ${CUT}`)
    expect(cut('place Gambetta nord', 'place Gambetta nord', 'Gambetta')).toBe(CUT)
    expect(cut('El\u00a0Khatib est venue', 'el khatib')).toBe(`${CUT} est venue`)
    expect(cut('Élise a vu l’œuvre', 'elise', 'oeuvre')).toBe(`${CUT} a vu l’${CUT}`)
  })

  test('leaves one mark of one length, and one for neighbours: neither how long nor how many words', () => {
    expect(cut('vu Zoé El Khatib hier', 'Zoé', 'El', 'Khatib')).toBe(`vu ${CUT} hier`)
    expect(cut('vu Al hier', 'Al')).toBe(`vu ${CUT} hier`)
  })

  test('is in no part of what is answered, for any text, any words and any passages', () => {
    const sign = fc.constantFrom('a', 'É', 'œ', ' ', '.', '7', '-', '\n', '👩‍👧', 'ß')
    const piece = fc.array(sign, { maxLength: 40 }).map((signs) => signs.join(''))
    fc.assert(
      fc.property(piece, piece, fc.nat(60), fc.nat(20), (text, hidden, start, length) => {
        const passages = [{ start: Math.min(start, text.length), end: Math.min(start + length, text.length) }]
        const stretches = joinStretches(text, [...passages, ...findStretches(text, [hidden])])
        const answer = redact(text, stretches)
        const kept = stretches.reduceRight((rest, one) => rest.slice(0, one.start) + rest.slice(one.end), text)
        expect(answer.split(CUT).join('')).toBe(kept)
      }),
      { numRuns: 2000 },
    )
    const word = fc.constantFrom('zoé', 'Zoe', 'ZOÉ', 'vue', 'à', 'Gare', '12345', '1 23 45')
    fc.assert(
      fc.property(fc.array(word), word, (words, hidden) => {
        const answer = cut(words.join(' '), hidden)
        const bare = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
        expect(bare(` ${answer} `)).not.toContain(` ${bare(hidden)} `)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('what points to someone', () => {
  test('is offered from the account, in the forms that a text has them in', () => {
    const text = 'Mme Khatib, contrôlée le 20 novembre 2026 vers 21 h 30, Gambetta, par le 1234567. Écrire à ZOE@a.example.'
    const answer = redact(text, findStretches(text, tellingOf(ACCOUNT).map((one) => one.text))) // prettier-ignore
    expect(answer).toBe(`Mme ${CUT}, contrôlée le ${CUT} vers ${CUT}, ${CUT}, par le ${CUT}. Écrire à ${CUT}.`)
  })

  test('is seen in a text that no account tells of: address, telephone, number, plate, name after a title', () => {
    const text = 'Le brigadier Martin Petit (RIO 7654321), voiture AB-123-CD, tél. +33 6 11 22 33 44, m.petit@police.example.'
    expect(tellingIn(text).map((one) => one.text)).toEqual(['m.petit@police.example', '+33 6 11 22 33 44', 'AB-123-CD', '7654321', 'Martin Petit'])
    expect(tellingIn('L’organe a entendu trois personnes en 2026, article 78-2 du code de procédure pénale.')).toEqual([])
  })

  test('is seen as French writes it inside a sentence, without the year, after a rank', () => {
    const names = tellingIn('Selon monsieur Durand et madame Petit, le brigadier-chef Morel et le gardien de la paix Roy étaient là.')
    expect(names.map((one) => one.text)).toEqual(['Durand', 'Petit', 'Morel', 'Roy'])
    const days = tellingOf(ACCOUNT).map((one) => one.text)
    expect(redact('Le 20 novembre, puis le 20/11.', findStretches('Le 20 novembre, puis le 20/11.', days))).toBe(`Le ${CUT}, puis le ${CUT}.`)
  })

  test('is looked for in any text in a moment: a complaint freezes nobody’s page', () => {
    const texts = [
      'a'.repeat(20_000),
      '1'.repeat(20_000),
      Array.from({ length: 3300 }, (_, n) => 10_000 + n).join(' '),
      'a.'.repeat(10_000),
      `${'M. '.repeat(6000)}A`,
    ]
    const began = performance.now()
    for (const text of texts) leftIn(text, tellingOf(ACCOUNT))
    expect(performance.now() - began).toBeLessThan(3000)
  })

  test('is told as long as it stands in what is to be published', () => {
    const left = (text: string) => leftIn(text, tellingOf(ACCOUNT)).map((one) => one.text)
    expect(left('Une personne a été tutoyée.')).toEqual([])
    expect(left('Zoe a été tutoyée, a dit M. Durand.')).toEqual(['Durand', 'Zoé'])
    // Told once, by its longest form.
    expect(left('Mme El Khatib, place Gambetta, puis Gambetta.')).toEqual(['place Gambetta', 'El Khatib', 'Gambetta'])
  })
})
