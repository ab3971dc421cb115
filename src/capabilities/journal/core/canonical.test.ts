import { describe, expect, test } from 'vitest'
import { fromBase64, toBase64 } from '../../../foundation/base64.ts'
import { expectAccepted } from '../../../foundation/result.ts'
import { logInMemory, paperEntries, paperJournal, paperKey } from '../../../testing/paper-journal.ts'
import { audit } from '../audit/audit.ts'
import { follow } from '../audit/follow.ts'
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

describe('a note is believed as a whole, or not at all', () => {
  const lines = note.split('\n')
  const signatures = lines.flatMap((line, at) => (line.startsWith('\u2014') ? [at] : []))
  const code = async (source: string) => {
    const opened = await openCheckpoint(policy, source)
    return opened.ok ? `believed, ${opened.value.witnesses.length} witnesses` : opened.code
  }

  test('one signature of a known key that does not hold refuses it, though the others would do', async () => {
    expect(await code(note)).toBe('believed, 3 witnesses')
    const elsewhere = (await journal.note(20)).split('\n')
    for (const at of signatures) expect(await code(lines.with(at, elsewhere[at] ?? '').join('\n')), lines[at]).toBe('signature-wrong')
    const twice = lines.toSpliced(signatures[1] ?? 0, 0, elsewhere[signatures[1] ?? 0] ?? '')
    expect(await code(twice.join('\n')), 'one that holds, after one that does not').toBe('signature-wrong')
    const flipped = lines.map((line, at) => (at === signatures[2] ? line.replace(/(.{20})(.)(.*)$/, (_, head, letter, tail) => `${head}${letter === 'A' ? 'B' : 'A'}${tail}`) : line)) // prettier-ignore
    expect(await code(flipped.join('\n'))).not.toMatch(/believed, 3/)
  })
  test('without the log, or without its quorum, it is no checkpoint; a key that nobody knows is passed over', async () => {
    const without = (...gone: readonly number[]) => lines.filter((_, at) => !gone.includes(at)).join('\n')
    const [log = 0, one = 0, other = 0] = signatures
    expect(await code(without(log))).toBe('log-unsigned')
    expect(await code(without(one))).toBe('believed, 2 witnesses')
    expect(await code(without(one, other))).toBe('quorum-missing')
    expect(await code(without(...signatures))).toBe('note-malformed')
    expect(await code(lines.with(one, (lines[one] ?? '').replace('ldh.example', 'ldx.example')).join('\n'))).toBe('believed, 2 witnesses')
    expect(await code(`${note}${lines[one]}\n${lines[one]}\n`), 'one witness three times is one witness').toBe('believed, 3 witnesses')
    expect(await code(`${without(one, other)}${lines[signatures[3] ?? 0]}\n`)).toBe('quorum-missing')
  })
  test('bytes before it or after it, other line ends, or an extension line: refused', async () => {
    const files = await journal.files(21)
    const odd = [`\uFEFF${note}`, `\n${note}`, ` ${note}`, note.trimEnd(), `${note}\n`, `${note}x`, note.replaceAll('\n', '\r\n'), note.replace('\n\n', '\nplus\n\n'), note.replace('\n\n', '\n\n\n'), note.replace('\u2014', '-'), note.toUpperCase(), `${note.slice(0, 30)}\u0000${note.slice(30)}`] // prettier-ignore
    for (const source of odd) {
      expect(await code(source), JSON.stringify(source.slice(0, 60))).not.toMatch('believed')
      const log = logInMemory(new Map([...files, ['checkpoint', new TextEncoder().encode(source)]]))
      expect((await audit({ log, policy })).ok, 'as bytes').toBe(false)
      expect((await follow(log, policy, undefined)).ok, 'as bytes').toBe(false)
    }
    expect((await audit({ log: logInMemory(files), policy })).ok).toBe(true)
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
