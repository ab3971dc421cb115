import { toBase64url } from '../../../../foundation/base64url.ts'
import { utf8 } from '../../../../foundation/bytes.ts'
import { accept, refuse, type Result } from '../../../../foundation/result.ts'
import { deviceContextShape, type DeviceContext } from '../../api/device-context.ts'
import { enrolmentMessage, requestMessage } from '../../core/request-signature.ts'
import { createDeviceKey, signWithDevice } from './device-key.ts'
import { readFact, writeFact, type AgentStore } from './store.ts'

export type SyncOutcome = { readonly sent: number; readonly waiting: number; readonly refused: number; readonly online: boolean }

export type RemoteRefusal = 'offline' | (string & {})

/** Enrols this phone: a key is made here, the code is spent, and what the phone needs for a week comes back. */
export async function enrol(store: AgentStore, code: string): Promise<Result<DeviceContext, RemoteRefusal>> {
  const key = await createDeviceKey()
  const proof = await signWithDevice(key, enrolmentMessage(code, key.publicKey))
  const body = JSON.stringify({ code, algorithm: key.algorithm, publicKey: toBase64url(key.publicKey), proof: toBase64url(proof) })
  const answer = await send('/agent/api/enrolement', { method: 'POST', body })
  if (!answer.ok) return answer
  const parsed = deviceContextShape.safeParse(answer.value)
  if (!parsed.success) return refuse('malformed')
  await writeFact(store, 'device', { id: parsed.data.device.id, key })
  await writeFact(store, 'stopped', false)
  await keepContext(store, parsed.data)
  await navigator.storage?.persist?.().catch(() => false)
  return accept(parsed.data)
}

/** Sends what waits, oldest first, one tab at a time; then renews certificates and places. */
export async function synchronise(store: AgentStore): Promise<SyncOutcome> {
  const work = async (): Promise<SyncOutcome> => {
    const delivered = await deliverQueue(store)
    if (delivered.online) await renew(store)
    const left = await store.getAll('queue')
    return {
      ...delivered,
      waiting: left.filter(({ refusal }) => refusal === undefined).length,
      refused: left.filter(({ refusal }) => refusal !== undefined).length,
    }
  }
  return navigator.locks ? navigator.locks.request('visavis-sync', work) : work()
}

async function deliverQueue(store: AgentStore): Promise<{ readonly sent: number; readonly online: boolean }> {
  let sent = 0
  for (const item of await store.getAll('queue')) {
    if (item.refusal !== undefined) continue
    const answer = await send(item.path, { method: item.kind === 'receipt' ? 'PUT' : 'POST', body: item.body })
    if (answer.ok) {
      await store.delete('queue', item.id)
      sent += 1
    } else if (answer.code === 'offline') return { sent, online: false }
    else await store.put('queue', { ...item, refusal: answer.code })
  }
  return { sent, online: true }
}

async function renew(store: AgentStore): Promise<void> {
  const answer = await sendSigned(store, '/agent/api/contexte')
  const parsed = answer.ok ? deviceContextShape.safeParse(answer.value) : undefined
  if (parsed?.success) await keepContext(store, parsed.data)
  if (!answer.ok && answer.code === 'device-stopped') await writeFact(store, 'stopped', true)
}

/** A request signed with the phone's key. When its clock is wrong, the server's time is learnt and the request repeated once. */
export async function sendSigned(store: AgentStore, path: string): Promise<Result<unknown, RemoteRefusal>> {
  const device = await readFact(store, 'device')
  if (device === undefined) return refuse('device-unknown')
  for (let attempt = 0; ; attempt += 1) {
    const time = await correctedNow(store)
    const body = utf8('{}')
    const signature = await signWithDevice(device.key, requestMessage({ method: 'POST', path, time, body }))
    const headers = { 'x-visavis-device': device.id, 'x-visavis-time': String(time), 'x-visavis-signature': toBase64url(signature) }
    const answer = await send(path, { method: 'POST', body: '{}', headers })
    if (answer.ok || answer.code !== 'clock-off' || attempt > 0) return answer
    await writeFact(store, 'clockOffset', Number(answer.evidence.now) - Math.floor(Date.now() / 1000))
  }
}

async function keepContext(store: AgentStore, context: DeviceContext): Promise<void> {
  await writeFact(store, 'context', context)
  await writeFact(store, 'clockOffset', context.now - Math.floor(Date.now() / 1000))
  await writeFact(store, 'syncedAt', context.now)
}

/** Unix seconds by the server's clock, as last seen. */
export async function correctedNow(store: AgentStore): Promise<number> {
  return Math.floor(Date.now() / 1000) + ((await readFact(store, 'clockOffset')) ?? 0)
}

type Request = { readonly method: string; readonly body: string; readonly headers?: Readonly<Record<string, string>> }

/** Answers within 20 seconds or counts as offline: what waits is sent again later, and the server knows it by its number. */
async function send(path: string, { method, body, headers }: Request): Promise<Result<unknown, RemoteRefusal>> {
  try {
    const all = { 'content-type': 'application/json', accept: 'application/json', 'x-visavis-clock': String(Date.now()), ...headers }
    const response = await fetch(path, { method, body, headers: all, credentials: 'omit', signal: AbortSignal.timeout(20_000) })
    if (response.status >= 500 || response.status === 429) return refuse('offline')
    const value: unknown = await response.json()
    return response.ok ? accept(value) : refusalOf(value)
  } catch {
    return refuse('offline')
  }
}

function refusalOf(problem: unknown): Result<never, RemoteRefusal> {
  if (typeof problem !== 'object' || problem === null || !('code' in problem)) return refuse('refused')
  const evidence = 'evidence' in problem && typeof problem.evidence === 'object' && problem.evidence !== null ? problem.evidence : {}
  const plain = Object.entries(evidence).filter((entry): entry is [string, string | number] => ['string', 'number'].includes(typeof entry[1]))
  return refuse(String(problem.code), Object.fromEntries(plain))
}
