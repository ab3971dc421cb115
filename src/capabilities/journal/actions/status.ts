import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Result } from '../../../foundation/result.ts'
import type { Policy } from '../core/policy.ts'
import type { Published, PublishRefusal, WitnessState } from './publish.ts'

const shape = z.object({
  /** `no-quorum`: the old checkpoint is still served. `stopped`: the signer refuses, or the database is smaller than what it signed, or an entry in it was changed by hand. */
  state: z.enum(['running', 'no-quorum', 'stopped']),
  /** Why it is not running. */
  why: z.enum(['nothing-to-publish', 'quorum-missing', 'signer-refused', 'rolled-back', 'entry-altered']).nullable().default(null),
  /** Since when it has been in this state, and when it was last tried. */
  since: z.iso.datetime(),
  at: z.iso.datetime(),
  witnesses: z.array(z.object({ name: z.string(), time: z.number().nullable(), problem: z.string().nullable() })),
})

/** How publishing goes, for the public: `status.json` beside the checkpoint. `time`: a witness's last cosignature, Unix seconds. */
export type JournalStatus = z.infer<typeof shape>

export async function readStatus(folder: string): Promise<JournalStatus | undefined> {
  const text = await readFile(join(folder, 'status.json'), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

const STATE: Readonly<Record<PublishRefusal, JournalStatus['state']>> = {
  'nothing-to-publish': 'running',
  'quorum-missing': 'no-quorum',
  'signer-refused': 'stopped',
  'rolled-back': 'stopped',
  'entry-altered': 'stopped',
}

type After = { readonly now: Date; readonly policy: Policy; readonly answered: ReadonlyMap<string, WitnessState> }

export function statusAfter(
  before: JournalStatus | undefined,
  outcome: Result<Published, PublishRefusal>,
  { now, policy, answered }: After,
): JournalStatus {
  const state = outcome.ok ? 'running' : STATE[outcome.code]
  const at = now.toISOString()
  const witnesses = policy.witnesses.map(({ name }) => {
    const own = answered.get(name)
    const earlier = before?.witnesses.find((one) => one.name === name)
    return { name, time: own?.time ?? earlier?.time ?? null, problem: own === undefined ? (earlier?.problem ?? null) : (own.problem ?? null) }
  })
  return { state, why: outcome.ok ? null : outcome.code, since: before?.state === state ? before.since : at, at, witnesses }
}
