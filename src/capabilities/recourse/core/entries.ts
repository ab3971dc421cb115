import { toHex, type Bytes } from '../../../foundation/bytes.ts'
import { canonicalJson } from '../../../foundation/canonical-json.ts'
import { civilDate } from '../../../foundation/civil-date.ts'
import { sha256 } from '../../../foundation/digest.ts'
import type { SignedRoster } from './vault/roster.ts'
import { bytesOf } from './vault/signed.ts'

/** Where the roster of this number stands: the journal names it, whoever keeps it. */
export function rosterPath(body: string, number: number): string {
  return `/recours/${body}/composition/${number}.json`
}

/** Of a roster: public, so by its plain hash. */
export function rosterEntry(roster: SignedRoster) {
  const { body, number, issued } = roster.content
  return {
    type: 'roster' as const,
    businessKey: `${body}/${number}`,
    version: 1,
    day: issued,
    sha256: sha256(bytesOf(roster)),
    url: rosterPath(body, number),
  }
}

/** By which anyone counts the filings of one body in the public journal. 8 bytes. */
export function bodyTag(body: string): Bytes {
  return sha256(`vav-recourse/v1/body\n${body}`).slice(0, 8)
}

/** Of a filing: that there was one, at which body, on which day. `digest`: SHA-256 of what was sent, sealed. */
export function filingEntry(filing: { readonly caseId: string; readonly body: string; readonly digest: Uint8Array; readonly day: string }) {
  const { caseId, body, digest, day } = filing
  return {
    type: 'filing' as const,
    businessKey: caseId,
    version: 1,
    day,
    payload: { case: caseId, body, sha256: toHex(digest) },
    holderTag: bodyTag(body),
  }
}

/** Of a demand to keep footage: a commitment to its place and window, so that it cannot be said later that it never came. */
export function preservationEntry(demand: { readonly reference: string; readonly document: string; readonly day: string }) {
  const { reference, document, day } = demand
  return { type: 'preservation' as const, businessKey: reference, version: 1, day, payload: { reference, document } }
}

/** What the video centre answered to a demand, as a public file: no place and no hour. `at`: when it was recorded. */
export type CentreAnswer = { readonly reference: string; readonly at: Date; readonly state: string; readonly words: string }

export function centreAnswerPath({ reference, at }: Pick<CentreAnswer, 'reference' | 'at'>): string {
  return `/recours/images/${reference}-reponse-${at.getTime()}.json`
}

export function centreAnswerDocument({ reference, at, state, words }: CentreAnswer): string {
  return canonicalJson({ v: 1, reference, at: at.toISOString(), state, words })
}

/** Of that answer: « nothing » cannot become « kept » in silence, nor the other way. */
export function centreAnswerEntry(answer: CentreAnswer) {
  return {
    type: 'preservation' as const,
    businessKey: `${answer.reference}/${answer.at.toISOString()}`,
    version: 1,
    day: civilDate(answer.at),
    sha256: sha256(centreAnswerDocument(answer)),
    url: centreAnswerPath(answer),
  }
}

export function opinionPath(body: string, number: number): string {
  return `/recours/${body}/avis/${number}.json`
}

/** Of an opinion as it was published: a public file. */
export function opinionEntry(opinion: { readonly body: string; readonly number: number; readonly day: string; readonly document: string }) {
  const { body, number, day, document } = opinion
  return {
    type: 'opinion' as const,
    businessKey: `${body}/${number}`,
    version: 1,
    day,
    sha256: sha256(document),
    url: opinionPath(body, number),
  }
}

/** What the authority answered to an opinion, as a public file: the same bytes at each time. `at`: when it was recorded. */
export type OpinionAnswer = { readonly body: string; readonly number: number; readonly at: Date; readonly follows: boolean; readonly reasons: string }

export function answerPath({ body, number, at }: Pick<OpinionAnswer, 'body' | 'number' | 'at'>): string {
  return `/recours/${body}/avis/${number}-reponse-${at.getTime()}.json`
}

export function answerDocument({ body, number, at, follows, reasons }: OpinionAnswer): string {
  return canonicalJson({ v: 1, body, number, at: at.toISOString(), follows, reasons })
}

/** Of an answer: beside the opinion's own entry, so that neither is changed or dated anew in silence. */
export function answerEntry(answer: OpinionAnswer) {
  return {
    type: 'opinion' as const,
    businessKey: `${answer.body}/${answer.number}/${answer.at.toISOString()}`,
    version: 1,
    day: civilDate(answer.at),
    sha256: sha256(answerDocument(answer)),
    url: answerPath(answer),
  }
}

export const PROGRAM_PATH = '/recours/programme.json'

/** Of the program that seals: every file that browsers load and its hash, in one public file. */
export function programEntry({ document, day }: { readonly document: string; readonly day: string }) {
  const digest = sha256(document)
  return { type: 'program' as const, businessKey: toHex(digest), version: 1, day, sha256: digest, url: PROGRAM_PATH }
}

/** Where the offline form of a body is. */
export function formPath(body: string): string {
  return `/recours/${body}/formulaire.html`
}

/** Of an offline form that a member signed: once for each form, whoever signs it after. `digest`: SHA-256 of its bytes. */
export function formEntry({ body, digest, day }: { readonly body: string; readonly digest: Bytes; readonly day: string }) {
  return { type: 'form' as const, businessKey: `${body}/${toHex(digest)}`, version: 1, day, sha256: digest, url: formPath(body) }
}

export function tallyPath(body: string, quarter: string): string {
  return `/recours/${body}/bilans/${quarter}.json`
}

/** Of what two members counted of a quarter: a public file. */
export function tallyEntry(tally: { readonly body: string; readonly quarter: string; readonly day: string; readonly document: string }) {
  const { body, quarter, day, document } = tally
  return {
    type: 'tally' as const,
    businessKey: `${body}/${quarter}`,
    version: 1,
    day,
    sha256: sha256(document),
    url: tallyPath(body, quarter),
  }
}
