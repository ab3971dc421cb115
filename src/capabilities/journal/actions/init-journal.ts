import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { utf8 } from '../../../foundation/bytes.ts'
import { dateAt } from '../../../foundation/local-date.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import { inCity } from '../../../platform/db/database.ts'
import { writePublic } from '../../../platform/files/write-public.ts'
import type { Core } from '../../../platform/services.ts'
import { parsePolicy } from '../core/policy.ts'
import { isKeyName, writeVerifierKey } from '../core/verifier-key.ts'
import { createSigningKey, openSigningKey } from '../signer/signer.ts'
import { commitEntries } from './commit-entries.ts'
import { journalFolder, readPolicy } from './open-publisher.ts'

export type InitJournal = {
  readonly city: string
  /** A URL without its scheme, e.g. `amiens.example/journal`: the log's name for ever. */
  readonly origin: string
  /** Lines of a policy below its `log` line: witnesses, groups, quorum. */
  readonly witnesses: string
  readonly url: string | undefined
}

/** Makes the log's key and its first policy. A journal that exists is never made again: its key would be lost. */
export async function initJournal(
  services: Core,
  request: InitJournal,
): Promise<Result<{ readonly policy: string }, 'journal-exists' | 'origin' | 'policy-malformed' | 'another-log'>> {
  const folder = journalFolder(services, request.city)
  if (!isKeyName(request.origin) || /^https?:/.test(request.origin)) return refuse('origin', { origin: request.origin })
  if (existsSync(join(folder, 'public/policy'))) return refuse('journal-exists')
  // A run that was cut off after the key was made goes on with that key.
  const made = await openSigningKey(join(folder, 'signer'))
  const key = made?.key ?? (await createSigningKey(join(folder, 'signer'), { kind: 'log', name: request.origin, seed: services.random(32) }))
  const policy = [`log ${writeVerifierKey(key)}${request.url === undefined ? '' : ` ${request.url}`}`, request.witnesses.trim(), ''].join('\n')
  const written = await writePolicy(services, request.city, policy)
  return written.ok ? accept({ policy }) : written
}

/**
 * Replaces the policy: other witnesses, another quorum, the same log. The file's hash enters the journal, so that nobody can say
 * later that another policy was in force.
 */
export async function writePolicy(services: Core, city: string, text: string): Promise<Result<void, 'policy-malformed' | 'another-log'>> {
  const parsed = parsePolicy(text)
  if (!parsed.ok) return parsed
  const before = await readPolicy(join(journalFolder(services, city), 'public'))
  const [own, given] = [before?.log ?? parsed.value.log, parsed.value.log].map(writeVerifierKey)
  if (own !== given) return refuse('another-log', { log: own ?? '' })
  const now = services.clock()
  const sha256 = new Uint8Array(createHash('sha256').update(text).digest())
  const hex = Buffer.from(sha256).toString('hex')
  const url = parsed.value.logUrl === undefined ? undefined : `${parsed.value.logUrl.replace(/\/$/, '')}/policy`
  const entry = {
    type: 'publication',
    businessKey: `policy/${hex}`,
    version: 1,
    day: dateAt(now).toString(),
    sha256,
    ...(url !== undefined && { url }),
  } as const
  await inCity(services.db, city, (tx) => commitEntries(tx, { city, now, random: services.random }, [entry]))
  await writePublic(join(journalFolder(services, city), 'public'), [{ path: 'policy', bytes: utf8(text) }])
  return accept(undefined)
}
