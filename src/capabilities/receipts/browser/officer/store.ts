import { openDB, type DBSchema, type IDBPDatabase, type IDBPObjectStore } from 'idb'
import type { DeviceContext } from '../../api/device-context.ts'
import type { OfficerNumber } from '../../core/detail.ts'
import type { DeviceKey } from './device-key.ts'

/** What waits to reach the server. It leaves the queue when the server has answered for it, and not before. */
export type Queued = {
  readonly id: string
  readonly kind: 'receipt' | 'manifest'
  readonly path: string
  readonly body: string
  readonly queuedAt: number
  /** The server's refusal, when it refused: kept here, shown, never thrown away. */
  readonly refusal?: string
}

/** What the end of the shift must vouch for; erased once the server has the manifest. */
export type Issued = { readonly id: string; readonly keyId: string; readonly seq: number; readonly payload: string; readonly detail: string }

export type Shift = {
  readonly startedAt: number
  readonly officers: readonly OfficerNumber[]
  readonly dress: 'uniform' | 'plain'
  readonly camera: boolean
}

export type LastPlace = { readonly quarter: number; readonly section: number }

type Facts = {
  device: { readonly id: string; readonly key: DeviceKey }
  context: DeviceContext
  /** Seconds to add to this phone's clock to have the server's. */
  clockOffset: number
  /** The server has said that this phone may sign no more. */
  stopped: boolean
  syncedAt: number
  shift: Shift
  place: LastPlace
  spentCards: readonly string[]
  /** The QR on the screen, until the officer says that it is done: a crash in between must not cost the person their receipt. */
  shown: { readonly id: string; readonly url: string }
}

interface AgentSchema extends DBSchema {
  facts: { key: string; value: unknown }
  counters: { key: string; value: number }
  queue: { key: string; value: Queued }
  issued: { key: string; value: Issued }
}

export type AgentStore = IDBPDatabase<AgentSchema>

export function openStore(): Promise<AgentStore> {
  return openDB<AgentSchema>('visavis-agent', 1, {
    upgrade(db) {
      db.createObjectStore('facts')
      db.createObjectStore('counters')
      db.createObjectStore('queue', { keyPath: 'id' })
      db.createObjectStore('issued', { keyPath: 'id' })
    },
  })
}

export async function readFact<Name extends keyof Facts>(store: AgentStore, name: Name): Promise<Facts[Name] | undefined> {
  return (await store.get('facts', name)) as Facts[Name] | undefined // parsing: only writeFact writes under this name
}

export async function writeFact<Name extends keyof Facts>(store: AgentStore, name: Name, value: Facts[Name]): Promise<void> {
  await store.put('facts', value, name)
}

export async function isWaiting(store: AgentStore): Promise<boolean> {
  return (await store.getAll('queue')).some(({ refusal }) => refusal === undefined)
}

/** The person has it: the phone forgets the secret. */
export async function forgetShown(store: AgentStore): Promise<void> {
  await store.delete('facts', 'shown')
}

export async function nextSeq(store: AgentStore, keyId: string): Promise<number> {
  return (await store.get('counters', keyId)) ?? 1
}

type Commit = {
  readonly issued: Issued
  readonly queued: Queued
  readonly spentCard: string | undefined
  readonly shown: string | undefined
}

/**
 * The one moment at which a receipt exists: its number is used, it waits to be sent and the shift vouches for it, all three
 * flushed to the disk, or none. `false` when another tab took the number meanwhile.
 */
export async function commitReceipt(store: AgentStore, { issued, queued, spentCard, shown }: Commit): Promise<boolean> {
  const tx = store.transaction(['counters', 'queue', 'issued', 'facts'], 'readwrite', { durability: 'strict' })
  const next = (await tx.objectStore('counters').get(issued.keyId)) ?? 1
  if (next !== issued.seq) {
    await tx.done
    return false
  }
  try {
    await Promise.all([
      tx.objectStore('counters').put(issued.seq + 1, issued.keyId),
      tx.objectStore('queue').add(queued),
      tx.objectStore('issued').add(issued),
      spentCard !== undefined && spendCard(tx.objectStore('facts'), spentCard),
      shown !== undefined && tx.objectStore('facts').put({ id: issued.id, url: shown }, 'shown'),
    ])
  } catch (error) {
    tx.abort()
    await tx.done.catch(() => undefined)
    throw error
  }
  await tx.done
  return true
}

type FactStore = IDBPObjectStore<AgentSchema, ('counters' | 'queue' | 'issued' | 'facts')[], 'facts', 'readwrite'>

async function spendCard(facts: FactStore, card: string): Promise<void> {
  const spent = (await facts.get('spentCards')) as readonly string[] | undefined // parsing: as readFact
  await facts.put([...(spent ?? []), card], 'spentCards')
}

/** The end of the shift: its manifests wait to be sent, and the shift is over, together. */
export async function commitManifests(store: AgentStore, manifests: readonly Queued[]): Promise<void> {
  const tx = store.transaction(['queue', 'issued', 'facts'], 'readwrite', { durability: 'strict' })
  await Promise.all([
    ...manifests.map((manifest) => tx.objectStore('queue').put(manifest)),
    tx.objectStore('issued').clear(),
    tx.objectStore('facts').delete('shift'),
    tx.objectStore('facts').delete('shown'),
    tx.done,
  ])
}
