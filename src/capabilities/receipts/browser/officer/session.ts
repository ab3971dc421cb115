import type { DeviceContext } from '../../api/device-context.ts'
import type { DeviceKey } from './device-key.ts'
import type { Draft } from './issue.ts'
import { correctedNow, synchronise, type SyncOutcome } from './sync.ts'
import { readFact, type AgentStore, type LastPlace, type Shift } from './store.ts'

/** All that the screens show, read afresh from the device's store after each act. */
export type Session = {
  readonly store: AgentStore
  readonly device: { readonly id: string; readonly key: DeviceKey } | undefined
  readonly context: DeviceContext | undefined
  readonly shift: Shift | undefined
  readonly place: LastPlace | undefined
  readonly spentCards: readonly string[]
  readonly shown: { readonly id: string; readonly url: string } | undefined
  readonly clockOffset: number
  readonly stopped: boolean
  readonly waiting: number
  readonly refusals: readonly string[]
  readonly issued: number
}

export async function readSession(store: AgentStore): Promise<Session> {
  const queue = await store.getAll('queue')
  return {
    store,
    device: await readFact(store, 'device'),
    context: await readFact(store, 'context'),
    shift: await readFact(store, 'shift'),
    place: await readFact(store, 'place'),
    spentCards: (await readFact(store, 'spentCards')) ?? [],
    shown: await readFact(store, 'shown'),
    clockOffset: (await readFact(store, 'clockOffset')) ?? 0,
    stopped: (await readFact(store, 'stopped')) ?? false,
    waiting: queue.filter(({ refusal }) => refusal === undefined).length,
    refusals: queue.flatMap(({ refusal }) => (refusal === undefined ? [] : [refusal])),
    issued: await store.count('issued'),
  }
}

/** What the screens of one check fill in, step by step. */
export type Filling = Partial<Omit<Draft, 'officers' | 'dress' | 'camera'>> & { readonly started: number }

export type Step = 'ground' | 'motive' | 'circumstances' | 'place' | 'result' | 'explained' | 'deliver' | 'card' | 'own_phone' | 'not_delivered'

/** The next thing that is not yet known. One ground, one place kept: those are not asked. */
export function nextStep(filling: Filling, needs: { readonly circumstances: boolean }): Step {
  if (filling.ground === undefined) return 'ground'
  if (filling.motive === undefined) return 'motive'
  if (needs.circumstances && (filling.circumstances ?? []).length === 0) return 'circumstances'
  if (filling.quarter === undefined || filling.section === undefined) return 'place'
  if (filling.result === undefined) return 'result'
  if (filling.explained === undefined) return 'explained'
  return 'deliver'
}

export { correctedNow, synchronise, type SyncOutcome }
