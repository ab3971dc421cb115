import { describe, expect, test } from 'vitest'
import { fromBase64, toBase64 } from '../../../foundation/base64.ts'
import { expectAccepted } from '../../../foundation/result.ts'
import { paperEntries, paperJournal, paperKey } from '../../../testing/paper-journal.ts'
import { parseAddCheckpoint, writeAddCheckpoint } from './add-checkpoint.ts'
import { parseLeaf } from './leaf.ts'
import { parseNote } from './note.ts'
import { openCheckpoint } from './open-checkpoint.ts'
import { parsePolicy } from './policy.ts'
import { parseProof, verifyProof, writeProof } from './proof-file.ts'
import { parseVerifierKey, writeVerifierKey } from './verifier-key.ts'

/** Base64 that is read as the same bytes by who is not strict: none of it may pass, or one thing would have two forms. */
function otherForms(canonical: string): readonly (readonly [string, string])[] {
  const padding = /=*$/.exec(canonical)?.[0] ?? ''
  const body = canonical.slice(0, canonical.length - padding.length)
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  const unused = alphabet[alphabet.indexOf(body.at(-1) ?? '') + 1] ?? ''
  const url = canonical.replaceAll('+', '-').replaceAll('/', '_')
  const forms: (readonly [string, string])[] = [
    ['an extra padding', `${canonical}=`],
    ['four more paddings', `${canonical}====`],
    ['a space inside', `${canonical.slice(0, 4)} ${canonical.slice(4)}`],
    ['a space after', `${canonical} `],
    ['a tabulation before', `\t${canonical}`],
    ['a carriage return after', `${canonical}\r`],
    ['a line break inside', `${canonical.slice(0, 8)}\n${canonical.slice(8)}`],
    ['a no-break space inside', `${canonical.slice(0, 8)}\u00A0${canonical.slice(8)}`],
    ['a letter cut off', body.slice(0, -1)],
  ]
  if (padding !== '') forms.push(['no padding', body], ['unused bits set', `${body.slice(0, -1)}${unused}${padding}`])
  if (padding === '==') forms.push(['one padding of two', `${body}=`])
  if (url !== canonical) forms.push(['the alphabet of addresses', url])
  return forms
}

const journal = paperJournal(paperEntries(21))
const { policy } = journal
const note = await journal.note(21)
const hashes = await journal.inclusion(7, 21)
const proof = writeProof({ index: 7, hashes, note })
const entry = journal.entries[7] ?? new Uint8Array()
const rootLine = note.split('\n')[2] ?? ''
const signatureWords = note.split('\n').flatMap((line) => (line.startsWith('\u2014') ? [line.split(' ')[2] ?? ''] : []))

describe('base64 that is not canonical is refused', () => {
  test('by the decoder itself, which takes what a lenient one would take for the same bytes', () => {
    for (const length of [0, 1, 2, 3, 8, 31, 32, 33, 64]) {
      const canonical = toBase64(new Uint8Array(length).fill(251))
      expect(fromBase64(canonical)?.length).toBe(length)
      for (const [what, form] of length === 0 ? [] : otherForms(canonical)) expect(fromBase64(form), `${what}: ${form}`).toBe(undefined)
    }
  })
  test('in the root of a checkpoint', async () => {
    expectAccepted(await openCheckpoint(policy, note))
    for (const [what, form] of otherForms(rootLine)) {
      const opened = await openCheckpoint(policy, note.replace(rootLine, form))
      expect(opened.ok ? 'ACCEPTED' : opened.code, what).toMatch(/^(checkpoint|note)-malformed$/)
    }
  })
  test('in the signature of the log and in each cosignature, even when all others would do', async () => {
    expect(signatureWords.length).toBe(4)
    for (const word of signatureWords)
      for (const [what, form] of otherForms(word)) {
        expect(parseNote(note.replace(word, form)), what).toMatchObject({ ok: false, code: 'note-malformed' })
        expect((await openCheckpoint(policy, note.replace(word, form))).ok, what).toBe(false)
      }
  })
  test('in each hash of a proof file, and in its checkpoint', async () => {
    expectAccepted(await verifyProof(policy, proof, entry))
    for (const word of [...hashes.map(toBase64), rootLine, ...signatureWords])
      for (const [what, form] of otherForms(word)) {
        const changed = proof.replace(word, form)
        if (hashes.map(toBase64).includes(word)) expect(parseProof(changed), what).toMatchObject({ ok: false, code: 'proof-malformed' })
        expect((await verifyProof(policy, changed, entry)).ok, what).toBe(false)
      }
  })
  test('in the keys of a policy', () => {
    for (const key of [paperKey('log'), paperKey('ldh')]) {
      const vkey = writeVerifierKey(key)
      expect(expectAccepted(parseVerifierKey(vkey))).toEqual(key)
      const word = vkey.slice(vkey.indexOf('+', vkey.indexOf('+') + 1) + 1)
      const forms = [...otherForms(word).map(([what, form]) => [what, vkey.replace(word, form)] as const), ['capital digits', vkey.replace(key.id, key.id.toUpperCase())] as const] // prettier-ignore
      for (const [what, form] of forms) {
        if (form === vkey) continue
        expect(parseVerifierKey(form), what).toMatchObject({ ok: false, code: 'key-malformed' })
        // White space around words is the policy language's own: it separates, and is no part of the key.
        const line = parsePolicy(`log ${form}\nquorum none`)
        if (!/^\s|\s$/.test(form)) expect(line.ok, what).toBe(false)
      }
    }
  })
  test('in the line of an entry: its commitment and its tag', () => {
    const line = new TextDecoder().decode(entry)
    const [, commitment = '', tag = ''] = / salted:(\S+) tag:(\S+)$/.exec(line) ?? []
    expect(parseLeaf(entry)?.holderTag?.length).toBe(8)
    for (const word of [commitment, tag])
      for (const [what, form] of otherForms(word)) expect(parseLeaf(new TextEncoder().encode(line.replace(word, form))), what).toBe(undefined)
    for (const odd of [`${line}\n`, ` ${line}`, `\uFEFF${line}`, line.replace('visavis1', 'visavis2'), line.replace(' tag:', '  tag:')])
      expect(parseLeaf(new TextEncoder().encode(odd)), JSON.stringify(odd)).toBe(undefined)
  })
  test('in the proof and the note of a request to a witness', async () => {
    const request = writeAddCheckpoint({ old: 9, proof: await journal.consistency(9, 21), note })
    expectAccepted(parseAddCheckpoint(request))
    for (const word of (await journal.consistency(9, 21)).map(toBase64))
      for (const [what, form] of otherForms(word)) expect(parseAddCheckpoint(request.replace(word, form)).ok, what).toBe(false)
    for (const word of [...signatureWords, rootLine])
      for (const [what, form] of otherForms(word)) {
        const parsed = parseAddCheckpoint(request.replace(word, form))
        expect(parsed.ok && (await openCheckpoint(policy, parsed.value.note)).ok, what).toBe(false)
      }
  })
})

describe('numbers have one form', () => {
  test('a size or an index with a sign, a zero before, a point, or beyond what can be counted is refused', async () => {
    const odd = ['+21', '-21', '021', '21.0', '2.1e1', '0x15', ' 21', '21 ', '', '9007199254740993', '99999999999999999999', '٢١']
    for (const size of odd) {
      expect((await openCheckpoint(policy, note.replace('\n21\n', `\n${size}\n`))).ok, size).toBe(false)
      expect(parseProof(proof.replace('index 7\n', `index ${size}\n`)).ok, size).toBe(false)
      expect(parseAddCheckpoint(`old ${size}\n\n${note}`).ok, size).toBe(false)
    }
  })
})
