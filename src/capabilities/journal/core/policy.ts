import { equalBytes } from '../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../foundation/result.ts'
import type { Verified } from './note.ts'
import { parseVerifierKey, writeVerifierKey, type VerifierKey } from './verifier-key.ts'

/** Whom to believe (C2SP tlog-policy): one log, its witnesses, and how many of them make a checkpoint count. */
export type Policy = {
  readonly log: VerifierKey
  readonly logUrl: string | undefined
  readonly witnesses: readonly PolicyWitness[]
  readonly groups: readonly PolicyGroup[]
  /** The name of a witness or a group; `none`: the log's signature suffices. */
  readonly quorum: string
}

/** `name`: in this policy alone; what the key itself is called may differ. */
export type PolicyWitness = { readonly name: string; readonly key: VerifierKey; readonly url: string | undefined }
export type PolicyGroup = { readonly name: string; readonly threshold: number; readonly members: readonly string[] }

export type PolicyRefusal = 'policy-malformed'

type Draft = {
  log?: { readonly key: VerifierKey; readonly url: string | undefined }
  quorum?: string
  readonly witnesses: PolicyWitness[]
  readonly groups: PolicyGroup[]
}

/** A line that is not understood refuses the whole file: what nobody can read nobody can trust. One log a policy. */
export function parsePolicy(text: string): Result<Policy, PolicyRefusal> {
  const draft: Draft = { witnesses: [], groups: [] }
  for (const [index, line] of text.split('\n').entries()) {
    const words = line.replaceAll(/^[ \t]+|[ \t]+$/g, '').split(/[ \t]+/)
    if (words[0] === '' || words[0]?.startsWith('#') === true) continue
    if (/\p{Cc}/u.test(words.join(''))) return refuse('policy-malformed', { line: index + 1, problem: 'a control character' })
    const problem = readLine(draft, words)
    if (problem !== undefined) return refuse('policy-malformed', { line: index + 1, problem })
  }
  if (draft.log === undefined) return refuse('policy-malformed', { line: 0, problem: 'no log' })
  if (draft.quorum === undefined) return refuse('policy-malformed', { line: 0, problem: 'no quorum' })
  const { witnesses, groups, quorum } = draft
  return accept({ log: draft.log.key, logUrl: draft.log.url, witnesses, groups, quorum })
}

function readLine(draft: Draft, [keyword, ...rest]: readonly string[]): string | undefined {
  switch (keyword) {
    case 'log':
      return readLog(draft, rest)
    case 'witness':
      return readWitness(draft, rest)
    case 'group':
      return readGroup(draft, rest)
    case 'quorum':
      return readQuorum(draft, rest)
    case undefined:
    default:
      return 'unknown keyword'
  }
}

function readLog(draft: Draft, [vkey = '', url, ...more]: readonly string[]): string | undefined {
  const key = parseVerifierKey(vkey)
  if (!key.ok || key.value.kind !== 'log') return 'not the key of a log'
  if (draft.log !== undefined) return 'a second log'
  if (more.length > 0 || !isUrl(url)) return 'not a web address'
  draft.log = { key: key.value, url }
  return undefined
}

function readWitness(draft: Draft, [name = '', vkey = '', url, ...more]: readonly string[]): string | undefined {
  const key = parseVerifierKey(vkey)
  if (!isFree(draft, name)) return 'a name that is taken'
  if (!key.ok || key.value.kind !== 'witness') return 'not the key of a witness'
  if (draft.witnesses.some((witness) => equalBytes(witness.key.publicKey, key.value.publicKey))) return 'a key that is listed twice'
  if (more.length > 0 || !isUrl(url)) return 'not a web address'
  draft.witnesses.push({ name, key: key.value, url })
  return undefined
}

function readGroup(draft: Draft, [name = '', count = '', ...members]: readonly string[]): string | undefined {
  if (!isFree(draft, name)) return 'a name that is taken'
  if (members.length === 0 || members.some((member) => isFree(draft, member))) return 'a member that is not defined above'
  const named = [...draft.groups.flatMap((group) => group.members), ...members]
  if (new Set(named).size < named.length) return 'a member that is named twice'
  const threshold = count === 'any' ? 1 : count === 'all' ? members.length : Number(/^[1-9]\d*$/.test(count) ? count : Number.NaN)
  if (!(threshold <= members.length)) return 'a threshold that cannot be reached'
  draft.groups.push({ name, threshold, members })
  return undefined
}

function readQuorum(draft: Draft, [name = '', ...more]: readonly string[]): string | undefined {
  if (draft.quorum !== undefined) return 'a second quorum'
  if (more.length > 0 || (name !== 'none' && isFree(draft, name))) return 'a quorum that is not defined above'
  draft.quorum = name
  return undefined
}

/** `none` is a word of the language. */
function isFree({ witnesses, groups }: Draft, name: string): boolean {
  return name !== 'none' && name !== '' && !witnesses.some((witness) => witness.name === name) && !groups.some((group) => group.name === name)
}

function isUrl(url: string | undefined): boolean {
  return url === undefined || (/^https?:\/\/\S+$/.test(url) && URL.canParse(url))
}

/** As a policy file has it: what `parsePolicy` reads is the same policy. */
export function formatPolicy({ log, logUrl, witnesses, groups, quorum }: Policy): string {
  const withUrl = (line: string, url: string | undefined) => (url === undefined ? line : `${line} ${url}`)
  return [
    withUrl(`log ${writeVerifierKey(log)}`, logUrl),
    ...witnesses.map(({ name, key, url }) => withUrl(`witness ${name} ${writeVerifierKey(key)}`, url)),
    ...groups.map(({ name, threshold, members }) => `group ${name} ${threshold} ${members.join(' ')}`),
    `quorum ${quorum}`,
  ].join('\n')
}

/** All keys that a checkpoint under this policy may be signed with. */
export function keysOf(policy: Policy): readonly VerifierKey[] {
  return [policy.log, ...policy.witnesses.map(({ key }) => key)]
}

/** The witnesses of the policy among those whose signatures hold. */
export function witnessesAmong(policy: Policy, verified: readonly Verified[]): readonly { readonly name: string; readonly time: number }[] {
  return policy.witnesses.flatMap(({ name, key }) => {
    const found = verified.find((one) => one.key.name === key.name && one.key.id === key.id)
    return found?.time === undefined ? [] : [{ name, time: found.time }]
  })
}

/** Did enough witnesses sign? `names`: witnesses by their name in the policy. */
export function meetsQuorum(policy: Policy, names: readonly string[]): boolean {
  const met = (name: string): boolean => {
    const group = policy.groups.find((candidate) => candidate.name === name)
    return group === undefined ? names.includes(name) : group.members.filter(met).length >= group.threshold
  }
  return policy.quorum === 'none' || met(policy.quorum)
}
