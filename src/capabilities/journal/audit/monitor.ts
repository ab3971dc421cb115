import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { toHex, utf8 } from '../../../foundation/bytes.ts'
import { parseLocalDate, startOfDate } from '../../../foundation/local-date.ts'
import type { Evidence } from '../../../foundation/result.ts'
import { writePublic } from '../../../platform/files/write-public.ts'
import { openCheckpoint } from '../core/open-checkpoint.ts'
import type { Policy } from '../core/policy.ts'
import { follow, memoryShape, type Followed } from './follow.ts'
import type { PublicLog } from '../core/public-log.ts'

/** One thing that is wrong, told once when it begins and once when it is over. */
export type Alert = { readonly code: string; readonly evidence: Evidence; readonly at: string; readonly over: boolean }

/** What a round found. `key`: the same trouble found again is not told again. */
type Finding = { readonly key: string; readonly code: string; readonly evidence: Evidence }

const evidenceShape = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
const alertShape = z.object({ code: z.string(), evidence: evidenceShape, at: z.string(), over: z.boolean() })
const stateShape = z.object({
  memory: memoryShape.nullable(),
  /** SHA-256, hexadecimal, of each certificate that the journal names. */
  certificates: z.array(z.string()),
  /** Troubles that are told and not over. */
  open: z.record(z.string(), z.object({ code: z.string(), evidence: evidenceShape })),
  /** Not delivered yet: kept until they are. */
  unsent: z.array(alertShape),
  failedRounds: z.number().int(),
})
type State = z.infer<typeof stateShape>

/** What the city publishes of its certificates: texts, each hash to be in the journal; and which of the journal's ones hold. */
export type CertificateSource = {
  /** All that the city shows now. */
  readonly published: () => Promise<readonly string[]>
  /**
   * The certificate behind a hash (64 hexadecimal digits): `holds`, `unknown` when the city shows none, or why it does not hold. `entered`: Unix
   * seconds before which it was not in the journal.
   */
  readonly judge: (digest: string, entered: number) => Promise<string>
  readonly digestOf: (certificate: string) => string
}

export type Monitor = {
  readonly log: PublicLog
  readonly policy: Policy
  readonly folder: string
  readonly clock: () => Date
  readonly certificates: CertificateSource | undefined
  /** Rejects when it could not be delivered: it is tried again at the next round. */
  readonly deliver: (alert: Alert) => Promise<void>
}

/** Older than the ten minutes in which an idle journal signs again, with room for a slow round. */
const STOPPED_AFTER_SECONDS = 15 * 60
const UNREACHABLE_AFTER_ROUNDS = 3

/** One round: reads what is new, compares, remembers, tells. Answers what is wrong now. */
export async function monitorOnce(monitor: Monitor): Promise<readonly { readonly code: string; readonly evidence: Evidence }[]> {
  const before = await readState(monitor.folder)
  const outcome = await follow(monitor.log, monitor.policy, before.memory ?? undefined).catch((error: unknown) => error)
  const at = monitor.clock().toISOString()
  // A round that could not be finished is as one that could not be begun: nothing is remembered that was not judged.
  const round = await judgeRound(monitor, before, outcome).catch((error: unknown) => judgeRound(monitor, before, error))
  const found = new Map(round.findings.map((finding) => [finding.key, finding]))
  const begun = [...found].filter(([key]) => !(key in before.open)).map(([, { code, evidence }]) => ({ code, evidence, at, over: false }))
  const ended = Object.entries(before.open).filter(([key]) => !found.has(key) && !round.lasting(key))
  const over = ended.map(([, { code, evidence }]) => ({ code, evidence, at, over: true }))
  const lasting = Object.entries(before.open).filter(([key]) => !found.has(key) && round.lasting(key))
  const open = Object.fromEntries([...lasting, ...[...found].map(([key, { code, evidence }]) => [key, { code, evidence }] as const)])
  const unsent = [...before.unsent, ...begun, ...over]
  // Remembered before it is told: what cannot be delivered now is delivered later, and nothing is told twice.
  const state = { ...round.state, open, unsent }
  await writeState(monitor.folder, state)
  await writeState(monitor.folder, { ...state, unsent: await deliverAll(monitor, unsent) })
  return Object.values(open)
}

type Round = { readonly state: Omit<State, 'open' | 'unsent'>; readonly findings: readonly Finding[]; readonly lasting: (key: string) => boolean }

async function judgeRound(monitor: Monitor, before: State, outcome: Awaited<ReturnType<typeof follow>> | unknown): Promise<Round> {
  const kept = { memory: before.memory, certificates: before.certificates }
  const followed = asFollowed(outcome)
  if (followed === undefined) {
    const failedRounds = before.failedRounds + 1
    const why = outcome instanceof Error ? outcome.message : 'unknown'
    const findings = failedRounds >= UNREACHABLE_AFTER_ROUNDS ? [{ key: 'unreachable', code: 'unreachable', evidence: { why } }] : []
    return { state: { ...kept, failedRounds }, findings, lasting: () => true }
  }
  if (!followed.ok)
    return {
      state: { ...kept, failedRounds: 0 },
      findings: [{ key: followed.code, code: followed.code, evidence: followed.evidence }],
      lasting: isCertificate,
    }
  const { memory, opened, fresh } = followed.value
  const certificates = new Set(before.certificates)
  const signed = await signedAt(monitor.policy, before.memory)
  const findings: Finding[] = [...stopped(monitor, opened.witnesses)]
  for (const { index, leaf } of fresh) {
    if (leaf === undefined) findings.push({ key: `entry-unreadable ${index}`, code: 'entry-unreadable', evidence: { index } })
    if (leaf?.type === 'certificate' && leaf.digest.kind === 'sha256') {
      const digest = toHex(leaf.digest.bytes)
      certificates.add(digest)
      findings.push(...(await unexpected(monitor, { digest, index, entered: signed ?? beginningOf(leaf.day) })))
    }
  }
  findings.push(...(await unjournaled(monitor, certificates)))
  return {
    state: { memory, certificates: [...certificates], failedRounds: 0 },
    findings,
    lasting: (key) => isCertificate(key) && !key.startsWith('unjournaled'),
  }
}

/** A certificate that nobody expected does not become expected with time. */
function isCertificate(key: string): boolean {
  return key.startsWith('certificate-unexpected ') || key.startsWith('entry-unreadable ')
}

function asFollowed(outcome: unknown): Awaited<ReturnType<typeof follow>> | undefined {
  return typeof outcome === 'object' && outcome !== null && 'ok' in outcome ? (outcome as Awaited<ReturnType<typeof follow>>) : undefined // parsing: what is not an Error here is what follow answered
}

/** An honest journal is cosigned again within ten minutes even when nothing happens. Without a witness, its time is not known. */
function stopped({ clock }: Monitor, witnesses: Followed['opened']['witnesses']): readonly Finding[] {
  const newest = Math.max(...witnesses.map(({ time }) => time))
  const age = Math.floor(clock().getTime() / 1000) - newest
  return witnesses.length > 0 && age > STOPPED_AFTER_SECONDS
    ? [{ key: 'stopped', code: 'stopped', evidence: { since: new Date(newest * 1000).toISOString() } }]
    : []
}

/**
 * When the checkpoint that is remembered was cosigned last, Unix seconds: what it did not hold entered later. Without memory or
 * witnesses there is only the day that the entry gives itself.
 */
async function signedAt(policy: Policy, memory: State['memory']): Promise<number | undefined> {
  const opened = memory === null ? undefined : await openCheckpoint(policy, memory.note)
  return opened?.ok === true && opened.value.witnesses.length > 0 ? Math.max(...opened.value.witnesses.map(({ time }) => time)) : undefined
}

/** Of a civil date in France, Unix seconds; 0 of a date that is none. */
function beginningOf(day: string): number {
  const date = parseLocalDate(day)
  return date === undefined ? 0 : Math.floor(startOfDate(date).getTime() / 1000)
}

type Named = { readonly digest: string; readonly index: number; readonly entered: number }

async function unexpected({ certificates }: Monitor, { digest, index, entered }: Named): Promise<readonly Finding[]> {
  const verdict = await certificates?.judge(digest, entered)
  if (verdict === undefined || verdict === 'holds') return []
  const why = verdict === 'unknown' ? 'the city shows no such certificate' : verdict
  return [{ key: `certificate-unexpected ${digest}`, code: 'certificate-unexpected', evidence: { digest, index, why } }]
}

async function unjournaled({ certificates }: Monitor, known: ReadonlySet<string>): Promise<readonly Finding[]> {
  if (certificates === undefined) return []
  const digests = (await certificates.published()).map(certificates.digestOf)
  return digests
    .filter((digest) => !known.has(digest))
    .map((digest) => ({ key: `unjournaled ${digest}`, code: 'certificate-not-in-journal', evidence: { digest } }))
}

async function deliverAll({ deliver }: Monitor, alerts: readonly Alert[]): Promise<Alert[]> {
  const failed: Alert[] = []
  for (const alert of alerts) await deliver(alert).catch(() => failed.push(alert))
  return failed
}

async function readState(folder: string): Promise<State> {
  const text = await readFile(join(folder, 'state.json'), 'utf8').catch(() => undefined)
  if (text === undefined) return { memory: null, certificates: [], open: {}, unsent: [], failedRounds: 0 }
  return stateShape.parse(JSON.parse(text))
}

async function writeState(folder: string, state: State): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writePublic(folder, [{ path: 'state.json', bytes: utf8(JSON.stringify(state)) }])
}
